"""Checks ONNX files with ONNX's own checker and runs them in Python's onnxruntime.

Usage: check_onnx.py FOLDER. Holds onnx.json: [{file, images, classes}], with <file>.images.u1 and <file>.probabilities.f4
beside each file; prints one JSON document.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

folder = Path(sys.argv[1])
rows = []
for case in json.loads((folder / "onnx.json").read_text()):
    path = folder / case["file"]
    images = np.fromfile(f"{path}.images.u1", dtype=np.uint8).reshape(case["images"])
    ours = np.fromfile(f"{path}.probabilities.f4", dtype="<f4").reshape(-1, case["classes"])
    row = {"case": path.stem, "file": case["file"]}
    try:
        onnx.checker.check_model(str(path), full_check=True)
        row["opset"] = max(opset.version for opset in onnx.load(path).opset_import)
        session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        theirs = session.run(None, {"images": images})[0]
        row["predictions"] = float(np.max(np.abs(ours - theirs)))
    except Exception as error:  # one bad file must not hide the others
        row["error"] = f"{type(error).__name__}: {str(error)[:500]}"
    rows.append(row)
print(json.dumps({"versions": {"onnx": onnx.__version__, "onnxruntime": onnxruntime.__version__}, "rows": rows}))
