"""Loads the models that `write-cases.ts` exported in real Keras, and compares predictions and one training step.

Usage: check_writing.py FOLDER. Every case is a folder with case.json and the files it names; prints one JSON document.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import h5py
import keras
import numpy as np


def floats(path: Path, shape) -> np.ndarray:
    return np.fromfile(path, dtype="<f4").reshape(shape)


def predictions(model, case, folder: Path) -> float:
    examples = floats(folder / "examples.f4", case["examples"])
    ours = floats(folder / "predictions.f4", case["predictions"])
    theirs = model.predict_on_batch(examples)
    return float(np.max(np.abs(ours - theirs)))


def restore_optimizer(model, case, file: Path) -> None:
    """What a user does whom load_model does not serve.

    Keras 3.15 loads a legacy .h5 with an optimizer that is built for no variables, so that the state is lost and training
    on fails, for its own files too. And no format holds which weights do not decay.
    """
    excluded = case["step"]["excluded"]
    if file.suffix == ".h5":
        with h5py.File(file) as stored:
            group = stored["optimizer_weights"]
            state = [group[name][()] for name in group.attrs["weight_names"]]
    elif excluded:
        state = [variable.numpy() for variable in model.optimizer.variables]
    else:
        return
    optimizer = type(model.optimizer).from_config(model.optimizer.get_config())
    if excluded:
        optimizer.exclude_from_weight_decay(var_names=excluded)
    optimizer.build(model.trainable_variables)
    optimizer.set_weights(state)
    model.compile(optimizer=optimizer, loss=model.loss)


def training_step(model, case, folder: Path, file: Path) -> tuple[float, str]:
    """The largest relative difference between our step and Keras' over the weights: |ours - theirs| / |their change|."""
    restore_optimizer(model, case, file)
    before = {v.path: v.numpy() for v in model.variables}
    examples = floats(folder / "examples.f4", case["examples"])
    targets = floats(folder / "targets.f4", case["predictions"])
    assert int(model.optimizer.iterations) == case["step"]["steps_done"], "the optimizer's state was not loaded"
    model.train_on_batch(examples, targets)
    worst = (0.0, "")
    for variable in model.variables:
        after = variable.numpy()
        ours = floats(folder / "after" / (variable.path.replace("/", "@") + ".f4"), after.shape)
        change = np.linalg.norm(after - before[variable.path])
        worst = max(worst, (float(np.linalg.norm(ours - after) / max(change, 1e-12)), variable.path))
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
                row["step"], row["weight"] = training_step(model, case, folder, folder / file)
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
