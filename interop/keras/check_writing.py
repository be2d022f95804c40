"""Loads the models that `write-cases.ts` exported in real Keras, and compares predictions and one training step.

Usage: check_writing.py FOLDER. Every case is a folder with case.json and the files it names; prints one JSON document.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras
import numpy as np


def floats(path: Path, shape) -> np.ndarray:
    return np.fromfile(path, dtype="<f4").reshape(shape)


def predictions(model, case, folder: Path) -> float:
    examples = floats(folder / "examples.f4", case["examples"])
    ours = floats(folder / "predictions.f4", case["predictions"])
    theirs = model.predict_on_batch(examples)
    return float(np.max(np.abs(ours - theirs)))


def training_step(model, case, folder: Path) -> float:
    """The largest relative difference, over the weights, between our step and Keras': |ours - theirs| / |their change|."""
    step = case["step"]
    before = {v.path: v.numpy() for v in model.variables}
    if step["excluded"]:
        # Keras does not save which weights decay; the user says it again, before the optimizer is built.
        state = [v.numpy() for v in model.optimizer.variables]
        optimizer = model.optimizer.__class__.from_config(model.optimizer.get_config())
        optimizer.exclude_from_weight_decay(var_names=step["excluded"])
        optimizer.build(model.trainable_variables)
        optimizer.set_weights(state)
        model.optimizer = optimizer
    examples = floats(folder / "examples.f4", case["examples"])
    targets = floats(folder / "targets.f4", case["predictions"])
    assert int(model.optimizer.iterations) == step["steps_done"], "the optimizer's state was not loaded"
    model.train_on_batch(examples, targets)
    worst = 0.0
    for variable in model.variables:
        after = variable.numpy()
        ours = floats(folder / "after" / (variable.path.replace("/", "@") + ".f4"), after.shape)
        change = np.linalg.norm(after - before[variable.path])
        size = np.linalg.norm(after)
        difference = np.linalg.norm(ours - after)
        worst = max(worst, float(difference / max(change, 1e-3 * size, 1e-12)))
    return worst


def check(folder: Path) -> list[dict]:
    case = json.loads((folder / "case.json").read_text())
    rows = []
    for file in case["files"]:
        keras.backend.clear_session()
        row = {"case": case["name"], "file": file}
        try:
            model = keras.models.load_model(folder / file)
            row["predictions"] = predictions(model, case, folder)
            if case.get("step"):
                row["step"] = training_step(model, case, folder)
        except Exception as error:  # one bad case must not hide the others
            row["error"] = f"{type(error).__name__}: {str(error)[:500]}"
        rows.append(row)
    return rows


if __name__ == "__main__":
    root = Path(sys.argv[1])
    cases = sorted(path.parent for path in root.glob("*/case.json"))
    import tensorflow

    print(
        json.dumps(
            {
                "versions": {"keras": keras.__version__, "tensorflow": tensorflow.__version__, "numpy": np.__version__},
                "rows": [row for case in cases for row in check(case)],
            }
        )
    )
