"""Probabilities of the pictures named on standard input, by onnxruntime and Pillow; prints as JSON the seconds it took, and those of processor time.

python onnx_predict.py MODEL SIZE BATCH THREADS < files; --check only imports.
"""

import json
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
begun, cpu_begun = time.perf_counter(), time.process_time()
for start in range(0, len(files), batch_size):
    session.run(None, {"images": np.stack([read(path) for path in files[start : start + batch_size]])})
print(json.dumps({"seconds": time.perf_counter() - begun, "cpu": time.process_time() - cpu_begun}))
