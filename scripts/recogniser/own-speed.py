"""Says lines with the engines as they come, without anything of ours: python3 own-speed.py LINES MODELS

LINES has a voice, a tab and a text on each line. The woman speaks by hibari's own class; the man by his model as it is in its package, in a
session of the runtime with its own settings (all cores for one line), with hibari's phonemes. Prints the seconds of sound, the seconds that
they took after one word to warm up, and the processor seconds.
"""

import json
import os
import sys
import time

import hibari
import numpy
import onnxruntime
from hibari.g2p import G2P

with open(os.path.join(os.path.dirname(hibari.__file__), "assets", "vocab.json"), encoding="utf-8") as file:
    ids = json.load(file)
woman, reader = hibari.Hibari(), G2P()
man = onnxruntime.InferenceSession(os.path.join(sys.argv[2], "kokoro-v1.0.int8.onnx"), providers=["CPUExecutionProvider"])
style = numpy.fromfile(os.path.join(sys.argv[2], "jm_kumo.f32"), "<f4").reshape(-1, 256)


def say(voice, text):
    """How many seconds it lasts."""
    if voice == "heart":
        return len(woman(text)) / 24000
    tokens = [0, *(ids[phoneme] for phoneme in reader(text) if phoneme in ids), 0]
    inputs = {
        "tokens": numpy.asarray([tokens], numpy.int64),
        "style": style[len(tokens) - 3 : len(tokens) - 2],
        "speed": numpy.ones(1, numpy.float32),
    }
    return man.run(None, inputs)[0].size / 24000


for voice in ("heart", "kumo"):
    say(voice, "Hello.")
with open(sys.argv[1], encoding="utf-8") as file:
    lines = [line.rstrip("\n").split("\t") for line in file if line.strip()]
began, busy = time.monotonic(), time.process_time()
seconds = sum(say(*line) for line in lines)
print(seconds, time.monotonic() - began, time.process_time() - busy)
