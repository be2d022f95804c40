"""Writes the tutorial's network as Keras 2 and Keras 3 save it, with what it predicts.

Usage: write_models.py FOLDER. For each version: NAME.h5, NAME.keras and NAME.f4 (probabilities, [8, 2] float32) of the images
in images.u8 ([8, 128, 128, 3] uint8, divided by 255). Prints one JSON document.
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras
import numpy as np
import tensorflow as tf
import tf_keras

SIZE = 128
folder = Path(sys.argv[1])
random = np.random.default_rng(0)
coarse = random.integers(0, 256, (8, SIZE // 16, SIZE // 16, 3))
images = np.kron(coarse, np.ones((1, 16, 16, 1), dtype=int)).astype(np.uint8)
images.tofile(folder / "images.u8")
inputs = images.astype(np.float32) / 255


def functional(api):
    """As most people build on a pre-trained body: its layers are part of the model."""
    body = api.applications.ResNet50V2(include_top=False, weights=None, input_shape=(SIZE, SIZE, 3))
    x = api.layers.GlobalAveragePooling2D()(body.output)
    x = api.layers.Dense(128, activation="relu")(x)
    return api.Model(body.input, api.layers.Dense(2, activation="softmax")(x))


def nested(api):
    """As the tutorial builds it: the body is one layer of a sequential model."""
    body = api.applications.ResNet50V2(include_top=False, weights=None, input_shape=(SIZE, SIZE, 3))
    return api.Sequential([
        body,
        api.layers.GlobalAveragePooling2D(),
        api.layers.Dense(128, activation="relu"),
        api.layers.Dense(2, activation="softmax"),
    ])


def settle(layers):
    """Moving statistics and outputs as of a trained network: random weights would give 0 and 1 only."""
    for layer in layers:
        if hasattr(layer, "layers"):
            settle(layer.layers)
        if type(layer).__name__ == "BatchNormalization":
            layer.momentum = 0.1


versions = {"keras 2": tf_keras, "keras 3": keras}
rows = []
for version, api in versions.items():
    for shape, build in {"functional": functional, "nested": nested}.items():
        api.utils.set_random_seed(1)
        model = build(api)
        settle(model.layers)
        for _ in range(3):
            model(inputs, training=True)
        model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
        name = f"{version} {shape}"
        model.save(folder / f"{name}.h5")
        model.save(folder / f"{name}.keras")
        model.predict(inputs, verbose=0).astype("<f4").tofile(folder / f"{name}.f4")
        rows.append({"name": name, "parameters": model.count_params()})
print(json.dumps({
    "versions": {"tf_keras": tf_keras.__version__, "keras": keras.__version__, "tensorflow": tf.__version__},
    "rows": rows,
}))
