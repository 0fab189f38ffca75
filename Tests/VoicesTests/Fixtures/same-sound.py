"""Says one sentence with the model as it came and with products for its convolutions: python3 same-sound.py SPEECH MODELS

Prints how many products there were, and whether the samples are the same.
"""

import os
import sys

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])

import graph
import speaking

products = []
operation = graph.operation
graph.operation = lambda kind, *rest, **more: products.append(kind) or operation(kind, *rest, **more)


def said():
    return speaking.Studio(sys.argv[2]).speak("kumo", "Tide.", 1.0).samples.tobytes()


can = speaking.multiplies_bytes()
ours = said()
speaking.multiplies_bytes = lambda: False
print(products.count("MatMulInteger") if can else "no", "products", ours == said())
