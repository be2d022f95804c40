"""Writes small models of each form in which Keras files differ, and what they predict: goldens for
packages/core/src/formats/keras-read/import.test.ts.

    KERAS_BACKEND=tensorflow python interop/keras-read/make_import_goldens.py
"""

import json
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
import h5py
import keras
import numpy as np
import tensorflow as tf
import tf_keras

GOLDENS = Path(__file__).parents[2] / "packages/core/src/formats/keras-read/goldens/import"
SIZE = 8
APIS = {"keras2": tf_keras, "keras3": keras}
INDEX = np.arange(2 * SIZE * SIZE * 3, dtype=np.int64)
# Bytes by a rule that the test repeats.
IMAGES = ((INDEX * 7919 + (INDEX // 97) * 31) % 256).astype(np.uint8).reshape(2, SIZE, SIZE, 3)
MODELS = {}


USUAL = {"keras2": ("h5",), "keras3": ("keras",)}
# Where the layouts of weights differ.
ALL = {"keras2": ("h5", "keras"), "keras3": ("h5", "keras")}


def model(*, files=USUAL, scaled=True):
    def register(build):
        MODELS[build.__name__] = (build, files, scaled)
        return build

    return register


def image(k):
    return k.layers.Input((SIZE, SIZE, 3))


def block(k, filters=3, name=None):
    L = k.layers
    return k.Sequential([L.Input((SIZE, SIZE, 3)), L.Conv2D(filters, 3, padding="same", activation="relu")], name=name)


@model(files=ALL)
def nested_one_layer(k):
    L = k.layers
    return k.Sequential([image(k), block(k), L.GlobalAveragePooling2D(), L.Dense(2, activation="softmax")])


@model(files=ALL)
def nested_twice_same_names(k):
    """Two models inside the model whose layers bear the same names."""
    L = k.layers

    def part(name):
        x = i = L.Input((SIZE, SIZE, 3))
        x = L.Conv2D(3, 3, padding="same", name="conv")(x)
        x = L.BatchNormalization(name="norm")(x)
        return k.Model(i, L.Activation("tanh", name="act")(x), name=name)

    i = image(k)
    x = part("second")(part("first")(i))
    return k.Model(i, L.Dense(2, activation="softmax")(L.GlobalAveragePooling2D()(x)))


@model(files=ALL)
def nested_deep_and_frozen(k):
    """A functional model in a sequential one in a functional one; a part of it is frozen, which changes Keras' order."""
    L = k.layers
    i = L.Input((SIZE, SIZE, 3))
    x = L.BatchNormalization(name="first_norm")(L.Conv2D(3, 3, name="conv_a")(i))
    x = L.BatchNormalization(name="second_norm")(L.Conv2D(3, 3, name="conv_b")(x))
    inner = k.Model(i, x, name="inner")
    inner.get_layer("first_norm").trainable = False
    inner.get_layer("conv_b").trainable = False
    middle = k.Sequential([L.Input((SIZE, SIZE, 3)), inner, L.Activation("relu")], name="middle")
    outer = image(k)
    return k.Model(outer, L.Dense(2, activation="softmax")(L.Flatten()(middle(outer))))


@model()
def norm_after_dense_without_scale_or_center(k):
    L = k.layers
    return k.Sequential([
        image(k), L.Conv2D(3, 3, use_bias=False), L.BatchNormalization(scale=False), L.ReLU(), L.Flatten(),
        L.Dense(5), L.BatchNormalization(center=False), L.Activation("sigmoid"), L.Dense(2, activation="softmax"),
    ])


@model(scaled=False)
def augmentation(k):
    L = k.layers
    flips = k.Sequential([L.RandomFlip("horizontal"), L.RandomRotation(0.1), L.RandomZoom(0.1)], name="augmentation")
    return k.Sequential([
        image(k), flips, L.RandomContrast(0.2), L.RandomTranslation(0.1, 0.1), L.RandomBrightness(0.2), L.Rescaling(1 / 255),
        L.Conv2D(3, 3), L.GaussianNoise(0.1), L.SpatialDropout2D(0.2), L.GaussianDropout(0.1), L.GlobalMaxPooling2D(),
        L.Dropout(0.5), L.Dense(2, activation="softmax"),
    ])


def head(k, x):
    L = k.layers
    return L.Dense(2, activation="softmax")(L.GlobalAveragePooling2D()(L.Conv2D(3, 3)(x)))


def preprocessing(module):
    def build(k):
        i = image(k)
        return k.Model(i, head(k, getattr(k.applications, module).preprocess_input(i)))

    return build


for module in ("mobilenet_v2", "vgg16", "densenet"):
    built = preprocessing(module)
    built.__name__ = f"preprocess_{module}"
    model(files=USUAL if module != "vgg16" else {"keras2": ("h5",), "keras3": ("h5", "keras")}, scaled=False)(built)


@model(scaled=False)
def arithmetic(k):
    i = image(k)
    y = (1.0 - i / 255.0) * 2.0 - np.array([0.5, 0.25, 0.125], dtype="float32")
    y = y[:, 1:-1, 2:, :] + y[:, 1:-1, :-2, ::-1]
    y = tf.nn.relu6(y * 3.0) * tf.math.sigmoid(y) if k is tf_keras else k.ops.relu6(y * 3.0) * k.ops.sigmoid(y)
    return k.Model(i, head(k, y))


@model()
def activations(k):
    """Keras 2's hard sigmoid is another function than Keras 3's."""
    L = k.layers
    return k.Sequential([
        image(k), L.Conv2D(4, 3, activation="hard_sigmoid"), L.Activation("hard_sigmoid"), L.DepthwiseConv2D(2, activation="swish"),
        L.LeakyReLU(0.2), L.Conv2D(3, 2, activation=L.LeakyReLU(0.05)), L.ReLU(6.0, negative_slope=0.1, threshold=0.01),
        L.PReLU(), L.ELU(0.5), L.Activation("gelu"), L.SeparableConv2D(3, 2, activation="elu"),
        L.Flatten(), L.Dense(4, activation="softplus"), L.Dense(2, activation="softmax"),
    ])


@model(files={"keras3": ("h5",)})
def functions_and_layers_of_one_name(k):
    """In .h5 files only the arguments tell the layer Add from the function add; SpatialDropout2D lacks some, too."""
    L = k.layers
    i = image(k)
    x = L.SpatialDropout2D(0.3)(L.Conv2D(3, 3, padding="same")(i))
    return k.Model(i, head(k, L.Add()([x + i, x * 0.5])))


@model()
def layers_used_twice(k):
    """Layers without weights may be."""
    L = k.layers
    relu, pool, i = L.ReLU(), L.MaxPooling2D(), image(k)
    x = pool(relu(L.Conv2D(3, 3, padding="same")(i)))
    x = pool(relu(L.Conv2D(3, 3, padding="same")(x)))
    return k.Model(i, L.Dense(2, activation="softmax")(L.Flatten()(x)))


@model()
def shapes(k):
    L = k.layers
    i = image(k)
    x = L.Resizing(6, 10)(i)
    x = L.Cropping2D(((1, 0), (2, 2)))(L.ZeroPadding2D(((0, 1), (1, 0)))(x))
    x = L.UpSampling2D((2, 1), interpolation="bilinear")(L.Permute((2, 1, 3))(x))
    gate = L.Reshape((1, 1, 3))(L.Dense(3, activation="sigmoid")(L.GlobalAveragePooling2D()(x)))
    x = L.Concatenate()([L.Multiply()([x, gate]), L.LayerNormalization()(x), x])
    x = L.Maximum()([x, L.GlobalMaxPooling2D(keepdims=True)(x)])
    x = L.GroupNormalization(3)(L.Average()([x, L.Subtract()([x, gate_of(L, x)])]))
    return k.Model(i, L.Dense(2, activation="softmax")(L.Flatten()(x)))


def gate_of(L, x):
    return L.GlobalAveragePooling2D(keepdims=True)(x)


@model(scaled=False)
def normalization(k):
    L = k.layers
    return k.Sequential([
        image(k), L.Rescaling([1 / 255.0, 1 / 128.0, 1 / 64.0], offset=[0.0, -0.5, 0.25]), L.Normalization(),
        L.Normalization(mean=[0.1, 0.2, 0.3], variance=[1.0, 2.0, 0.5]), L.Conv2D(3, 3), L.GlobalAveragePooling2D(),
        L.Dense(3, activation="softmax"),
    ])


def randomize(m):
    random = np.random.default_rng(3)
    for weight in m.weights:
        name = getattr(weight, "path", weight.name)
        if "seed" in name or "count" in name or "StateVar" in name:
            continue
        low, high = (0.3, 1.0) if "variance" in name else (-0.6, 0.6)
        weight.assign(random.uniform(low, high, weight.shape).astype("float32"))
    for layer in layers_of(m):
        if type(layer).__name__ == "Normalization":
            layer.finalize_state()


def layers_of(m):
    for layer in m.layers:
        yield from layers_of(layer) if hasattr(layer, "layers") else [layer]


def rewritten(path, target, change):
    """A copy of an .h5 file with another configuration, as an older Keras wrote it."""
    target.write_bytes(path.read_bytes())
    with h5py.File(target, "r+") as file:
        config = json.loads(file.attrs["model_config"])
        file.attrs["model_config"] = json.dumps(change(config))


def as_list(config):
    """Keras up to 2.2: a sequential model is the list of its layers, without an input layer."""
    first, *layers = config["config"]["layers"]
    layers[0]["config"]["batch_input_shape"] = first["config"]["batch_input_shape"]
    return {"class_name": "Sequential", "config": layers}


def renamed(config):
    """Layers called otherwise than the groups of their weights: Keras goes by order."""
    for layer in config["config"]["layers"]:
        layer["config"]["name"] = "other_" + layer["config"]["name"]
    return config


def main():
    GOLDENS.mkdir(parents=True, exist_ok=True)
    expected = {}
    for name, (build, files, scaled) in MODELS.items():
        for generation, endings in files.items():
            k = APIS[generation]
            k.backend.clear_session()
            m = build(k)
            randomize(m)
            values = m.predict(IMAGES.astype(np.float32) / (255 if scaled else 1), verbose=0).tolist()
            for ending in endings:
                file = f"{name}.{generation}.{ending}"
                m.save(GOLDENS / file)
                expected[file] = values
    source = "norm_after_dense_without_scale_or_center.keras2.h5"
    for change in (as_list, renamed):
        file = f"{change.__name__}.keras2.h5"
        rewritten(GOLDENS / source, GOLDENS / file, change)
        expected[file] = expected[source]
    versions = {"keras2": tf_keras.__version__, "keras3": keras.__version__}
    (GOLDENS / "expected.json").write_text(json.dumps({"versions": versions, "predictions": expected}, indent=1) + "\n")
    print(len(expected), "files,", sum(file.stat().st_size for file in GOLDENS.iterdir()), "bytes")


main()
