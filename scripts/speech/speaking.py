"""Phonemes to sound with word times: the voices, and the studio that joins what they say."""

import contextlib
import json
import os
import threading
from typing import NamedTuple

import hibari
import numpy
import onnxruntime
from hibari import dsp

from graph import prepared
from reading import LENGTH, LONGEST_PIECE, PAUSES, STRESS, Reader

RATE = 24000
# Both models count in steps of 25 ms.
STEP = 600
# By so much their counts run behind what is heard, measured where vowels set in after voiceless consonants.
LAG = 2 * STEP
SENTENCE_PAUSE = 0.28
CLAUSE_PAUSE = 0.12
LONGEST_TEXT = 5000
ASSETS = os.path.join(os.path.dirname(os.path.abspath(hibari.__file__)), "assets")


class CannotSay(Exception):
    """The request is at fault; asking again changes nothing."""


class Speech(NamedTuple):
    rate: int
    samples: numpy.ndarray
    words: list
    phones: list


class Heart:
    """A woman, American English: hibari's own voice."""

    def __init__(self, models):
        with open(os.path.join(ASSETS, "hibari.onnx"), "rb") as file:
            self.session = session(file.read(), "/Clip_output_0")

    def say(self, ids, speed):
        inputs = {"ids": numpy.asarray([ids], numpy.int64), "speed": numpy.asarray([speed], numpy.float32)}
        *parts, steps = run(self.session, inputs)
        # The breath in the voice is noise: the same seed, the same breath.
        samples = dsp.synth(*(part[0] for part in parts), numpy.random.default_rng(1))
        return samples, steps


class Kumo:
    """A man: Kokoro-82M with the style jm_kumo."""

    def __init__(self, models):
        path = os.path.join(models, "kokoro-v1.0.int8.onnx")
        try:
            with open(path, "rb") as file:
                model = file.read()
            # One row for each number of phonemes.
            self.style = numpy.fromfile(os.path.join(models, "jm_kumo.f32"), "<f4").reshape(-1, 256)
        except FileNotFoundError:
            raise CannotSay("The voice kumo is not installed.") from None
        self.session = session(model, "/encoder/Clip_output_0", products=multiplies_bytes())
        self.breath = Breath(LONGEST_PIECE)

    def say(self, ids, speed):
        row = min(len(ids) - 2, len(self.style)) - 1
        inputs = {
            "tokens": numpy.asarray([ids], numpy.int64),
            "style": self.style[row : row + 1],
            "speed": numpy.asarray([speed], numpy.float32),
        }
        with self.breath.taken(len(ids)):
            samples, steps = run(self.session, inputs)
        return samples.reshape(-1), steps


class Breath:
    """How many phonemes may be in the making at once: memory grows with them. Who came first is served first."""

    def __init__(self, most):
        self.most = self.free = most
        self.turn = threading.Lock()
        self.change = threading.Condition()

    @contextlib.contextmanager
    def taken(self, count):
        count = min(count, self.most)
        with self.turn, self.change:
            self.change.wait_for(lambda: self.free >= count)
            self.free -= count
        try:
            yield
        finally:
            with self.change:
                self.free += count
                self.change.notify()


class Studio:
    """Says texts; a voice is loaded when it is first asked for. Texts may be said at the same time, but are read one by one."""

    VOICES = {"heart": Heart, "kumo": Kumo}

    def __init__(self, models):
        self.models = models
        self.preparation = threading.Lock()
        self.reader = None
        self.voices = {}
        with open(os.path.join(ASSETS, "vocab.json"), encoding="utf-8") as file:
            self.ids = json.load(file)

    def speak(self, name, text, speed):
        words = text.split()
        if len(text) > LONGEST_TEXT:
            raise CannotSay(f"A line may have {LONGEST_TEXT} characters; this one has {len(text)}.")
        with self.preparation:
            voice = self.voice(name)
            self.reader = self.reader or Reader()
            pieces = list(self.reader.pieces(words))
        sounds, spans, phones, length, pause = [], [None] * len(words), [], 0, 0.0
        for piece in pieces:
            known = [(self.ids[phoneme], phoneme, owner) for phoneme, owner in piece.phonemes if phoneme in self.ids]
            samples, steps = voice.say([0, *(identifier for identifier, _, _ in known), 0], speed)
            samples, cut = trimmed(samples)
            silence = numpy.zeros(round(pause * RATE), numpy.float32)
            length += len(silence)
            for phoneme, owner, *ends in timed(known, steps.reshape(-1)):
                start, end = (length + clamp(at - LAG - cut, samples) for at in ends)
                place(spans, owner, start, end)
                phones.append((phoneme, start, end))
            sounds += [silence, samples]
            length += len(samples)
            pause = SENTENCE_PAUSE if piece.ends_sentence else CLAUSE_PAUSE
        if not length:
            raise CannotSay("There is nothing to say in this text.")
        return Speech(RATE, numpy.concatenate(sounds), list(filled(words, spans)), list(sounding(phones)))

    def voice(self, name):
        if name not in self.VOICES:
            raise CannotSay(f"There is no voice named {name[:40]!r}.")
        if name not in self.voices:
            self.voices[name] = self.VOICES[name](self.models)
        return self.voices[name]


def session(model, tensor, products=False):
    """The model, ready to be run, with the length of each phoneme as one more output."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # A plan of the memory for each length of text would stay for ever.
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(prepared(model, tensor, products), options, providers=["CPUExecutionProvider"])


def multiplies_bytes():
    """Whether the processor adds up products of bytes without loss (VNNI). Older ones would cut them off on the way."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            flags = next((line.split() for line in file if line.startswith("flags")), [])
    except OSError:
        return False
    return "avx512_vnni" in flags or "avx_vnni" in flags


def run(session, inputs):
    """What the model answers; the memory of the run is given back, or the longest line's would be kept for ever."""
    options = onnxruntime.RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return session.run(None, inputs, options)


def timed(known, steps):
    """For each phoneme that is no pause: itself, its word, and its first and last sample."""
    ends = numpy.cumsum(steps) * STEP
    for index, (_, phoneme, owner) in enumerate(known, 1):
        if owner is not None and phoneme not in PAUSES:
            yield phoneme, owner, int(ends[index - 1]), int(ends[index])


def place(spans, owner, start, end):
    known = spans[owner]
    spans[owner] = (start, end) if known is None else (known[0], max(end, known[1]))


def clamp(sample, samples):
    return max(0, min(sample, len(samples)))


def filled(words, spans):
    """The words with their times in seconds; what has no sound stands at the end of the word before it."""
    now = 0
    for word, span in zip(words, spans):
        start, end = span or (now, now)
        start, now = max(start, now), max(end, now)
        yield word, start / RATE, now / RATE


def sounding(phones):
    """The phonemes with their times in seconds; a mark of stress or length is part of the sound that it marks."""
    waiting, last = None, None
    for phoneme, start, end in phones:
        if phoneme in STRESS:
            waiting = start if waiting is None else waiting
        elif phoneme in LENGTH:
            last = last and (last[0], last[1], end / RATE)
        else:
            if last:
                yield last
            last = (phoneme, (start if waiting is None else waiting) / RATE, end / RATE)
            waiting = None
    if last:
        yield last


def trimmed(samples):
    """The sound without the silence at its ends, and how many samples went at the front."""
    frame = RATE // 200
    count = len(samples) // frame
    if count == 0:
        return samples, 0
    level = numpy.sqrt(numpy.mean(numpy.square(samples[: count * frame].reshape(count, frame)), axis=1))
    loud = numpy.flatnonzero(level > level.max() * 0.006)
    if len(loud) == 0:
        return samples, 0
    start = max(0, int(loud[0]) - 4) * frame
    end = min(count, int(loud[-1]) + 9) * frame
    kept = samples[start:end].astype(numpy.float32)
    fade = numpy.linspace(0, 1, min(frame, len(kept)), dtype=numpy.float32)
    kept[: len(fade)] *= fade
    kept[-len(fade) :] *= fade[::-1]
    return kept, start
