"""The speech host: neural voices behind one socket, offline, for as long as it is asked.

    python3 -I host.py MODELS_FOLDER [--idle-minutes N]

Descriptor 3 is a control socket; over it come connections (SCM_RIGHTS), each served by one thread, two syntheses at a
time. On a connection, a request is one JSON line

    {"voice": "heart", "text": "...", "speed": 1.0}

and its answer one JSON line, then `samples` little-endian float32:

    {"rate": 24000, "samples": N, "words": [["text", start, end], ...], "phones": [["ʃ", start, end], ...]}
    {"error": "...", "retry": false}

The words are the text's own, split at white space; a word that makes no sound starts and ends at one time. The phones
are letters of the phonetic alphabet, without marks; pauses are left out. The same text gives the same bytes, whatever
else is said beside it. The host makes no socket, opens no network, and writes nothing. It ends when the control socket
closes, or when nobody was connected for the idle minutes.

It reads its environment, its models, /usr, and, to know what the processor can, /proc/cpuinfo and /sys/devices/system/cpu.
HOME must be set to anything at all, or Python looks the user up before this line runs. Both voices loaded take 500 MB, and
730 MB for a moment in the longest sentences.
"""

import os
import sys

# Before numpy and onnxruntime: one thread, no caches, nothing fetched.
sys.dont_write_bytecode = True
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", HF_HUB_OFFLINE="1", ORT_DISABLE_TELEMETRY="1")

import argparse
import ctypes
import json
import socket
import threading
import time

# Isolated mode leaves this script's own folder out.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from speaking import CannotSay, Studio

CONTROL = 3
LONGEST_REQUEST = 64 * 1024
MOST_CONNECTIONS = 16
ANSWER_PATIENCE = 60.0
# Each takes one core, and memory of its own for as long as it lasts.
AT_ONCE = 2


class Host:
    """Takes connections from the control socket until it closes or nobody comes."""

    def __init__(self, control, studio, idle_seconds):
        self.control = control
        self.studio = studio
        self.idle_seconds = idle_seconds
        self.synthesis = threading.Semaphore(AT_ONCE)
        self.count = threading.Lock()
        self.connections = 0
        self.quiet_since = time.monotonic()

    def run(self):
        while True:
            self.control.settimeout(min(self.idle_seconds, 10.0))
            try:
                message, descriptors, _, _ = socket.recv_fds(self.control, 64, 8)
            except TimeoutError:
                if self.is_idle():
                    return
                continue
            except ConnectionError:
                return
            if not message and not descriptors:
                return
            for descriptor in descriptors:
                self.accept(socket.socket(fileno=descriptor))

    def is_idle(self):
        with self.count:
            return self.connections == 0 and time.monotonic() - self.quiet_since >= self.idle_seconds

    def accept(self, connection):
        with self.count:
            if self.connections >= MOST_CONNECTIONS:
                connection.close()
                return
            self.connections += 1
        threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            with connection, connection.makefile("rb") as requests:
                while line := requests.readline(LONGEST_REQUEST):
                    head, sound = self.answer(line)
                    connection.settimeout(ANSWER_PATIENCE)
                    connection.sendall(json.dumps(head, ensure_ascii=False).encode() + b"\n" + sound)
                    connection.settimeout(None)
                    if not line.endswith(b"\n"):
                        break
        except OSError:
            pass  # The other side left; there is nobody to tell.
        finally:
            with self.count:
                self.connections -= 1
                self.quiet_since = time.monotonic()

    def answer(self, line):
        try:
            voice, text, speed = self.understand(line)
            with self.synthesis:
                speech = self.studio.speak(voice, text, speed)
        except CannotSay as reason:
            return {"error": str(reason), "retry": False}, b""
        except Exception as failure:  # The next request must find a host, whatever this one met.
            print(f"speech host: {type(failure).__name__}: {failure}", file=sys.stderr, flush=True)
            return {"error": f"The voice failed: {type(failure).__name__}.", "retry": True}, b""
        words, phones = (
            [[text, round(start, 4), round(end, 4)] for text, start, end in spans] for spans in (speech.words, speech.phones)
        )
        head = {"rate": speech.rate, "samples": len(speech.samples), "words": words, "phones": phones}
        return head, speech.samples.astype("<f4").tobytes()

    @staticmethod
    def understand(line):
        if not line.endswith(b"\n"):
            raise CannotSay("The request is too long or was cut off.")
        try:
            request = json.loads(line)
            voice, text, speed = request["voice"], request["text"], float(request.get("speed", 1.0))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise CannotSay("The request is no JSON object with a voice and a text.") from None
        if not isinstance(voice, str) or not isinstance(text, str) or not 0.5 <= speed <= 2.0:
            raise CannotSay("The voice and the text must be strings, and the speed from 0.5 to 2.")
        return voice, text, speed


def give_memory_back():
    """What a line needed goes back to the machine when it is said, whichever thread said it: 720 MB at the most instead of 807."""
    set_option = ctypes.CDLL(None).mallopt
    set_option(-3, 1 << 20)  # M_MMAP_THRESHOLD
    set_option(-8, 2)  # M_ARENA_MAX


def main():
    arguments = argparse.ArgumentParser(description="Speaks lines of text with neural voices.")
    arguments.add_argument("models", help="the folder that the install script put the models into")
    arguments.add_argument("--idle-minutes", type=float, default=10.0)
    given = arguments.parse_args()
    give_memory_back()
    control = socket.socket(fileno=CONTROL)
    Host(control, Studio(given.models), max(given.idle_minutes * 60, 0.1)).run()
    # Threads in the middle of a synthesis must not hold the process back.
    os._exit(0)


main()
