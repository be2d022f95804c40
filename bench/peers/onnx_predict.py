"""Probabilities of the pictures named on standard input, by onnxruntime and Pillow; prints the seconds it took.

python onnx_predict.py MODEL SIZE BATCH THREADS < files; --check only imports.
"""

import sys
import time

import numpy as np
import onnxruntime
from PIL import Image

if sys.argv[1] == "--check":
    sys.exit(0)

model, size, batch_size, threads = sys.argv[1], *map(int, sys.argv[2:5])
files = sys.stdin.read().splitlines()
options = onnxruntime.SessionOptions()
if threads:
    options.intra_op_num_threads = threads
session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def read(path):
    return np.asarray(Image.open(path).convert("RGB").resize((size, size), Image.BILINEAR))


session.run(None, {"images": np.stack([read(files[0])] * batch_size)})
begun = time.perf_counter()
for start in range(0, len(files), batch_size):
    session.run(None, {"images": np.stack([read(path) for path in files[start : start + batch_size]])})
print(time.perf_counter() - begun)
