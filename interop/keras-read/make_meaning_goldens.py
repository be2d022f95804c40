"""Writes small models of our own with real Keras whose files say in different ways, or not at all, what their inputs and outputs mean,
and the probabilities that they stand for: goldens for packages/core/src/formats/keras-read.

    KERAS_BACKEND=tensorflow python interop/keras-read/make_meaning_goldens.py
"""

import json
import os
import shutil
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import h5py
import keras
import numpy as np

GOLDENS = Path(__file__).parents[2] / "packages/core/src/formats/keras-read/goldens/meaning"
SIZE = 16
L = keras.layers
losses = keras.losses


def images():
    """[2, 16, 16, 3] uint8, by a rule that the test repeats."""
    index = np.arange(2 * SIZE * SIZE * 3, dtype=np.int64)
    return ((index * 7919 + (index // 97) * 31) % 256).astype(np.uint8).reshape(2, SIZE, SIZE, 3)


def features(x, pixels=lambda x: x):
    return L.GlobalAveragePooling2D()(L.Conv2D(4, 3, strides=2, activation="relu")(pixels(x)))


def model(end, pixels=lambda x: x, body=features):
    x = L.Input((SIZE, SIZE, 3))
    return keras.Model(x, end(body(x, pixels)))


def maps(x, pixels):
    return L.Conv2D(4, 3, strides=2, activation="relu")(pixels(x))


def branch(x, _pixels):
    """A residual branch scaled down, as in Inception-ResNet."""
    y = L.Rescaling(0.2)(L.Conv2D(3, 3, padding="same")(x))
    return L.GlobalAveragePooling2D()(L.Add()([x, y]))


def after_convolution(x, _pixels):
    return L.GlobalAveragePooling2D()(L.Rescaling(1 / 255)(L.Conv2D(4, 3)(x)))


def two_entrances(x, _pixels):
    """Scaled on one of two ways only."""
    return L.GlobalAveragePooling2D()(L.Add()([L.Conv2D(4, 3)(L.Rescaling(1 / 127.5, -1)(x)), L.Conv2D(4, 3)(x)]))


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


sigmoid = lambda z: 1 / (1 + np.exp(-z))
share = lambda p: p / p.sum(axis=1, keepdims=True)
second = lambda p: np.concatenate([1 - p, p], axis=1)
same = lambda p: p

# name: ending of the file, model, loss, probabilities by its outputs
OUTPUTS = {
    "two_logits": ("keras", lambda: model(L.Dense(2)), losses.SparseCategoricalCrossentropy(from_logits=True), softmax),
    "two_logits_legacy": ("h5", lambda: model(L.Dense(2)), losses.CategoricalCrossentropy(from_logits=True), softmax),
    "two_logits_uncompiled": ("h5", lambda: model(L.Dense(2)), None, softmax),
    "two_logits_of_sigmoids": ("keras", lambda: model(L.Dense(2)), losses.BinaryCrossentropy(from_logits=True), lambda z: share(sigmoid(z))),
    "two_sigmoids": ("keras", lambda: model(L.Dense(2, activation="sigmoid")), "binary_crossentropy", share),
    "two_sigmoids_apart": ("h5", lambda: model(lambda x: L.Activation("sigmoid")(L.Dense(2)(x))), "binary_crossentropy", share),
    "one_logit": ("keras", lambda: model(L.Dense(1)), losses.BinaryCrossentropy(from_logits=True), lambda z: second(sigmoid(z))),
    "one_logit_uncompiled": ("h5", lambda: model(L.Dense(1)), None, lambda z: second(sigmoid(z))),
    "one_sigmoid_apart": ("keras", lambda: model(lambda x: L.Activation("sigmoid")(L.Dense(1)(x))), "binary_crossentropy", second),
    "one_mean_of_sigmoids": (
        "keras",
        lambda: model(lambda x: L.GlobalAveragePooling2D()(L.Conv2D(1, 3, activation="sigmoid")(x)), body=maps),
        "binary_crossentropy",
        second,
    ),
    "three_logits": ("keras", lambda: model(L.Dense(3)), losses.SparseCategoricalCrossentropy(from_logits=True), softmax),
    "three_softmax": ("keras", lambda: model(L.Dense(3, activation="softmax")), "categorical_crossentropy", same),
    "softmax_of_convolution": (
        "keras",
        lambda: model(lambda x: L.Softmax()(L.GlobalAveragePooling2D()(L.Conv2D(2, 1)(x))), body=maps),
        None,
        same,
    ),
}
REFUSED = {
    "refused_linear_crossentropy": ("keras", lambda: model(L.Dense(1)), "binary_crossentropy"),
    "refused_linear_squared_error": ("h5", lambda: model(L.Dense(2)), "mean_squared_error"),
    "refused_relu": ("keras", lambda: model(L.Dense(2, activation="relu")), "mse"),
    "refused_tanh": ("keras", lambda: model(L.Dense(1, activation="tanh")), "hinge"),
    "refused_softmax_of_one": ("keras", lambda: model(L.Dense(1, activation="softmax")), "categorical_crossentropy"),
    "refused_sum_of_softmaxes": (
        "keras",
        lambda: model(lambda x: L.Add()([L.Dense(2, activation="softmax")(x), L.Dense(2, activation="softmax")(x)])),
        None,
    ),
}
by_255 = lambda x: x / 255
# name: model, what goes before it
INPUTS = {
    "rescaling_at_entrance": (lambda: model(soft(), L.Rescaling(1 / 127.5, -1)), same),
    "rescaling_behind_padding": (lambda: model(soft(), lambda x: L.Rescaling(1 / 255)(L.ZeroPadding2D(1)(x))), same),
    "rescaling_twice": (lambda: model(soft(), lambda x: L.Rescaling(2, -1)(L.Rescaling(1 / 255)(x))), same),
    "rescaling_of_0_to_1": (lambda: model(soft(), L.Rescaling(2, -1)), by_255),
    "rescaling_back_to_bytes": (lambda: model(soft(), L.Rescaling(255)), by_255),
    "rescaling_of_nothing_known": (lambda: model(soft(), L.Rescaling(0.2)), by_255),
    "rescaling_in_a_branch": (lambda: model(soft(), body=branch), by_255),
    "rescaling_after_convolution": (lambda: model(soft(), body=after_convolution), by_255),
    "rescaling_on_one_of_two_ways": (lambda: model(soft(), body=two_entrances), by_255),
    "normalization_of_bytes": (lambda: model(soft(), L.Normalization(mean=[140, 90, 120], variance=[900, 800, 700])), same),
    "normalization_learned": (lambda: learned(images() / 255.0), by_255),
    "no_rescaling": (lambda: model(soft()), by_255),
}


def learned(pixels):
    """Statistics of pixels from 0 to 1, as weights."""
    layer = L.Normalization()
    layer.adapt(pixels)
    return model(soft(), layer)


def soft():
    return L.Dense(2, activation="softmax")


MODES = {"none": same, "1/255": by_255, "-1..1": "tf", "caffe": "caffe", "torch": "torch"}


def preprocess(x, mode):
    if callable(mode):
        return mode(x)
    return keras.src.applications.imagenet_utils.preprocess_input(np.array(x), mode=mode)


def randomize(of, seed, deviation=0.5):
    random = np.random.default_rng(seed)
    for weight in of.trainable_weights:
        weight.assign(random.normal(0, deviation, weight.shape))


def save(of, name, ending, loss):
    if loss is not None:
        of.compile(loss=loss)
    of.save(GOLDENS / f"{name}.{ending}")


def naming_other_files():
    """Files of which a part lies in another one: a link, the values of an array, and a view of an array."""
    source = GOLDENS / "two_logits_legacy.h5"
    with h5py.File(source) as file:
        layer = next(f"model_weights/{name}" for name in file["model_weights"] if name.startswith("dense"))
        group = f"{layer}/{layer.split('/')[1]}"
        shape = file[f"{group}/kernel"].shape
    for name in ["external_link", "external_storage", "virtual_dataset"]:
        shutil.copy(source, GOLDENS / f"{name}.h5")
        with h5py.File(GOLDENS / f"{name}.h5", "a") as file:
            if name == "external_link":
                del file[layer]
                file[layer] = h5py.ExternalLink("other.h5", f"/{layer}")
                continue
            del file[f"{group}/kernel"]
            if name == "external_storage":
                stored = [("other.bin", 0, h5py.h5f.UNLIMITED)]
                file[group].create_dataset("kernel", shape=shape, dtype="f4", external=stored)
            else:
                view = h5py.VirtualLayout(shape=shape, dtype="f4")
                view[...] = h5py.VirtualSource("other.h5", f"/{group}/kernel", shape=shape)
                file[group].create_virtual_dataset("kernel", view)


def main():
    GOLDENS.mkdir(parents=True, exist_ok=True)
    pixels = images().astype(np.float32)
    expected = {}
    for number, (name, (ending, make, loss, meaning)) in enumerate(OUTPUTS.items()):
        made = make()
        randomize(made, number)
        expected[f"{name}.{ending}"] = meaning(made.predict(pixels / 255, verbose=0).astype(np.float64)).tolist()
        save(made, name, ending, loss)
    for name, (ending, make, loss) in REFUSED.items():
        save(make(), name, ending, loss)
    for number, (name, (make, before)) in enumerate(INPUTS.items()):
        made = make()
        # Small, so that no way to scale its pixels makes it sure of its answer.
        randomize(made, 100 + number, 0.06 if name == "no_rescaling" else 0.5)
        expected[f"{name}.keras"] = made.predict(before(pixels), verbose=0).tolist()
        save(made, name, "keras", None)
    naming_other_files()
    # The last one, under every way to scale that can be said.
    modes = {mode: made.predict(preprocess(pixels, how), verbose=0).tolist() for mode, how in MODES.items()}
    document = {"keras": keras.__version__, "probabilities": expected, "rescale": modes}
    (GOLDENS / "expected.json").write_text(json.dumps(document, indent=1) + "\n")


main()
