"""Writes small models of our own with real Keras, and what they predict: goldens for packages/core/src/formats/keras-read.

    KERAS_BACKEND=tensorflow python interop/keras-read/make_goldens.py    # Keras 3; Keras 2 files where tf_keras is installed
"""

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import h5py
import keras
import numpy as np

GOLDENS = Path(__file__).parents[2] / "packages/core/src/formats/keras-read/goldens"
SIZE = 16


def images():
    """[2, 16, 16, 3] uint8, by a rule that the test repeats."""
    index = np.arange(2 * SIZE * SIZE * 3, dtype=np.int64)
    return ((index * 7919 + (index // 97) * 31) % 256).astype(np.uint8).reshape(2, SIZE, SIZE, 3)


def every_layer(k):
    """A functional model with every layer of @giemsa/nn."""
    L = k.layers
    x = image = L.Input((SIZE, SIZE, 3), name="cells")
    x = L.Rescaling(1 / 127.5, offset=-1, name="scale")(x)
    x = L.ZeroPadding2D(((1, 0), (2, 1)), name="pad")(x)
    x = L.Conv2D(4, (3, 2), strides=2, padding="same", name="first")(x)
    x = L.BatchNormalization(epsilon=1.001e-5, momentum=0.9, name="norm")(x)
    x = shortcut = L.Activation("relu", name="relu")(x)
    x = L.Conv2D(4, 3, padding="same", dilation_rate=2, use_bias=False, activation="tanh", name="dilated")(x)
    x = L.Add(name="sum")([x, shortcut])
    x = L.MaxPooling2D(2, name="largest")(x)
    x = L.AveragePooling2D(2, strides=1, padding="same", name="mean")(x)
    x = L.ReLU(name="positive")(x)
    both = L.GlobalAveragePooling2D(name="pooled")(x)
    x = L.Flatten(name="flat")(x)
    x = L.Dropout(0.5, name="dropped")(x)
    x = L.Dense(4, activation="sigmoid", name="hidden")(x)
    x = L.Add(name="joined")([x, both])
    x = L.Dense(2, name="logits")(x)
    return k.Model(image, L.Softmax(name="classes")(x), name="every_layer")


def tutorial_like(k):
    """As the tutorial builds it: a network without its top inside a Sequential."""
    L = k.layers
    image = L.Input((SIZE, SIZE, 3))
    x = L.Conv2D(4, 3, strides=2, name="conv1_conv")(image)
    x = L.BatchNormalization(name="conv1_bn")(x)
    base = k.Model(image, L.Activation("relu", name="conv1_relu")(x), name="base")
    return k.Sequential(
        [base, L.GlobalAveragePooling2D(), L.Dense(5, activation="relu"), L.Dense(2, activation="softmax")],
        name="tutorial",
    )


def one_sigmoid(k):
    L = k.layers
    return k.Sequential(
        [
            L.Conv2D(3, 3, activation="relu", input_shape=(SIZE, SIZE, 3)),
            L.MaxPooling2D(),
            L.Flatten(),
            L.Dense(1, activation="sigmoid"),
        ],
        name="one_sigmoid",
    )


def randomize(model):
    random = np.random.default_rng(3)
    model.set_weights([random.uniform(0.2, 1, w.shape) if "variance" in n else random.normal(0, 0.3, w.shape)
                       for n, w in zip([v.path if hasattr(v, "path") else v.name for v in model.weights], model.get_weights())])


def write(k, generation):
    expected = {}
    for make, rescales in [(every_layer, True), (tutorial_like, False), (one_sigmoid, False)]:
        model = make(k)
        randomize(model)
        inputs = images().astype(np.float32) * (1 if rescales else 1 / 255)
        output = model.predict(inputs, verbose=0)
        model.compile("adam", "binary_crossentropy")
        files = [f"{make.__name__}.{generation}.h5"]
        if generation == "keras3":
            files.append(f"{make.__name__}.keras3.keras")
        for file in files:
            model.save(GOLDENS / file)
            expected[file] = output.tolist()
        if make is every_layer:
            weights(model, generation)
    return expected


def weights(model, generation):
    """The same weights in files that hold no structure."""
    if generation == "keras2":
        model.save_weights(GOLDENS / "weights.keras2.h5", save_format="h5")
        return
    model.save_weights(GOLDENS / "weights.keras3.weights.h5")
    legacy = keras.src.legacy.saving.legacy_h5_format
    with h5py.File(GOLDENS / "weights.legacy.h5", "w") as file:
        legacy.save_weights_to_hdf5_group(file, model)
    for dtype in (np.float16, np.float64):
        with h5py.File(GOLDENS / "weights.legacy.h5") as source, h5py.File(
            GOLDENS / f"weights.{np.dtype(dtype).name}.h5", "w"
        ) as target:
            convert(source, target, dtype)
    with h5py.File(GOLDENS / "weights.keras3.weights.h5", "r+") as file:
        file.attrs.clear()


def convert(source, target, dtype):
    for name, value in source.attrs.items():
        target.attrs[name] = value
    for name, child in source.items():
        if isinstance(child, h5py.Dataset):
            target.create_dataset(name, data=child[()].astype(dtype))
        else:
            convert(child, target.create_group(name), dtype)


def main():
    GOLDENS.mkdir(exist_ok=True)
    expected = write(keras, "keras3")
    versions = {"keras3": keras.__version__}
    try:
        import tf_keras

        expected |= write(tf_keras, "keras2")
        versions["keras2"] = tf_keras.__version__
    except ImportError:
        sys.exit("tf_keras is not installed: the Keras 2 files were not written")
    (GOLDENS / "expected.json").write_text(json.dumps({"versions": versions, "predictions": expected}, indent=1) + "\n")


main()
