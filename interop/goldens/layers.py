"""Writes layers.json: tables that Keras' model.summary() prints, and what its initializers draw.

python layers.py
"""

import keras
import numpy as np

from golden import number, write

WIDTH = 80


def summary(model):
    lines = []
    model.summary(line_length=WIDTH, print_fn=lines.append)
    return "\n".join(lines).rstrip("\n").split("\n")


def small_cnn():
    """A chain of layers: three columns, no "Connected to"."""
    layers = keras.layers
    chain = [
        layers.Rescaling(1 / 255, name="rescaling"),
        layers.Conv2D(8, 3, padding="same", use_bias=False, name="conv2d"),
        layers.BatchNormalization(name="batch_normalization"),
        layers.Activation("relu", name="activation"),
        layers.MaxPooling2D(2, name="max_pooling2d"),
        layers.Conv2D(16, 3, activation="relu", name="a_layer_whose_name_is_too_long_for_its_column"),
        layers.GlobalAveragePooling2D(name="global_average_pooling2d"),
        layers.Dropout(0.5, name="dropout"),
        layers.Dense(2, activation="softmax", name="dense"),
    ]
    inputs = x = keras.Input((32, 32, 3), name="images")
    for layer in chain:
        x = layer(x)
    return keras.Model(inputs, x, name="small_cnn")


def residual():
    layers = keras.layers
    inputs = keras.Input((16, 16, 3), name="images")
    x = layers.Conv2D(8, 3, padding="same", name="stem")(inputs)
    y = layers.Conv2D(8, 3, padding="same", name="branch")(x)
    x = layers.Add(name="add")([x, y])
    x = layers.GlobalAveragePooling2D(name="pool")(x)
    return keras.Model(inputs, layers.Dense(2, name="logits")(x), name="residual")


def base():
    return keras.applications.ResNet50V2(
        weights=None, include_top=False, input_shape=(128, 128, 3), pooling="avg"
    )


def tutorial_sequential():
    keras.backend.clear_session()
    model = keras.Sequential(
        [base(), keras.layers.Dense(128, activation="relu"), keras.layers.Dense(2, activation="softmax")]
    )
    return model


def tutorial_functional():
    """The tutorial's network, call by call."""
    keras.backend.clear_session()
    resnet = keras.applications.ResNet50V2(
        weights=None, include_top=False, input_tensor=keras.Input((128, 128, 3))
    )
    x = keras.layers.AveragePooling2D(pool_size=(4, 4))(resnet.output)
    x = keras.layers.Flatten(name="flatten")(x)
    x = keras.layers.Dense(128, activation="relu")(x)
    x = keras.layers.Dropout(0.5)(x)
    x = keras.layers.Dense(2, activation="softmax")(x)
    return keras.Model(inputs=resnet.input, outputs=x, name="resnet50v2")


def frozen():
    model = small_cnn()
    model.get_layer("batch_normalization").trainable = False
    return model


SHAPES = [(7, 7, 3, 64), (3, 3, 64, 64), (1, 1, 256, 64), (2048, 128), (128, 2)]
INITIALIZERS = ["glorot_uniform", "glorot_normal", "he_normal", "he_uniform", "lecun_normal"]


def drawn(name, shape):
    """What is drawn for a shape, and the law behind it: variance = scale / fan, normals cut at two deviations."""
    keras.utils.set_random_seed(1)
    fan_in, fan_out = int(np.prod(shape[:-1])), int(np.prod(shape[:-2])) * shape[-1]
    fan = (fan_in + fan_out) / 2 if name.startswith("glorot") else fan_in
    deviation = np.sqrt((2 if name.startswith("he") else 1) / fan)
    # 0.8796... is the deviation of a standard normal cut at +-2; drawing wider keeps the variance as promised.
    limit = np.sqrt(3) * deviation if name.endswith("uniform") else 2 * deviation / 0.87962566103423978
    values = np.concatenate(
        [
            np.asarray(keras.initializers.get(name)(shape)).ravel()
            for _ in range(max(1, 200_000 // np.prod(shape)))
        ]
    )
    assert np.abs(values).max() <= limit * (1 + 1e-6), (name, shape, np.abs(values).max(), limit)
    assert abs(values.std() / deviation - 1) < 0.02, (name, shape, values.std(), deviation)
    law = {"fanIn": fan_in, "fanOut": fan_out, "standardDeviation": number(deviation), "limit": number(limit)}
    seen = {
        "count": values.size,
        "mean": number(values.mean()),
        "standardDeviation": number(values.std()),
        "largest": number(np.abs(values).max()),
    }
    return {"initializer": name, "shape": list(shape), **law, "keras": seen}


write(
    "layers.json",
    {
        "keras": keras.__version__,
        "width": WIDTH,
        "summaries": {
            "smallCnn": summary(small_cnn()),
            "smallCnnFrozenBatchNormalization": summary(frozen()),
            "residual": summary(residual()),
            "tutorialSequential": summary(tutorial_sequential()),
            "tutorialFunctional": summary(tutorial_functional()),
        },
        "initializers": [drawn(name, shape) for name in INITIALIZERS for shape in SHAPES],
    },
)
