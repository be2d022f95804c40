"""Writes resnet50v2.json: the tutorial's network, Keras' ResNet50V2 with its head, forward and one Adam step, in float64.

    python resnet50v2.py

Every weight is made by a formula, so that a test in any language can make the same network. With
u = uniform(path, i) of golden.py, path = layer name + '/' + variable name, and i the flat row-major index in Keras'
layout (kernels [kh, kw, in, out] and [in, out]), computed in double precision and rounded to float32:

    kernel            u * sqrt(6 / fanIn), fanIn = kh * kw * in, or in
    bias              0.1 * u
    gamma             0.4 * (1 + 0.1 * u)                   of post_bn   1 + 0.1 * u
    beta              (-1 if u < -0.5 else 1) + 0.1 * u     of post_bn   0.1 * u
    moving_mean       0.1 * u
    moving_variance   1 + 0.5 * (u + 1) / 2

Small gammas beside large betas keep most activations away from ReLU's kink, some on and some off. With gamma near 1
and beta near 0, float32 rounding flips so many of them that Keras' own float32 gradients err by 2 %; so, by 1e-5.

    images[n, y, x, c] = (3 * block + fine) >> 2, as uint8, in float32 divided by 127.5, minus 1, [4, 128, 128, 3]
        fine  = byte('images', flat index of [n, y, x, c])
        block = byte('blocks ' + n, flat index of [y / size, x / size, c] in [128 / size, 128 / size, 3]), size = 8 * 2^n
    labels = one-hot of [0, 1, 1, 0]

The loss is written twice. "softmaxHead" is what Keras on TensorFlow (3.15 here; tf.keras 2.4 has the same code) minimises for
Dense(2, softmax) with 'binary_crossentropy': the softmax output carries its logits along and the loss applies the
sigmoid to them. "probabilities" is the formula on the softmax' probabilities.
"""

import gc

import keras
import numpy as np
import tensorflow as tf

from golden import assert_close, bits, bytes_of, number, numbers, uniform, write

IMAGES = (4, 128, 128, 3)
LABELS = [0, 1, 1, 0]
SAMPLES = 5
ADAM = {"learning_rate": 1e-3}
NEGLIGIBLE = 1e-9


def build(rate=0.0):
    """The tutorial's network. A step of training leaves nothing out (rate 0): masks are random."""
    keras.backend.clear_session()
    base = keras.applications.ResNet50V2(
        weights=None, include_top=False, input_tensor=keras.Input(IMAGES[1:])
    )
    x = keras.layers.AveragePooling2D(pool_size=(4, 4))(base.output)
    x = keras.layers.Flatten(name="flatten")(x)
    x = keras.layers.Dense(128, activation="relu")(x)
    x = keras.layers.Dropout(rate)(x)
    x = keras.layers.Dense(2, activation="softmax")(x)
    model = keras.Model(inputs=base.input, outputs=x)
    assert model.count_params() == 23_827_330, model.count_params()
    for layer in model.layers:
        for variable in layer.weights:
            variable.assign(
                initial_value(f"{layer.name}/{variable.name}", variable.name, tuple(variable.shape))
            )
    return model


def initial_value(path, name, shape):
    u = uniform(path, shape)
    if name == "kernel":
        value = u * np.sqrt(6 / np.prod(shape[:-1]))
    elif name == "gamma":
        value = (1 if path == "post_bn/gamma" else 0.4) * (1 + 0.1 * u)
    elif name == "beta" and path != "post_bn/beta":
        value = np.where(u < -0.5, -1, 1) + 0.1 * u
    elif name == "moving_variance":
        value = 1 + 0.5 * (u + 1) / 2
    else:
        value = 0.1 * u
    return value.astype(np.float32)


def named_variables(model):
    return {f"{layer.name}/{variable.name}": variable for layer in model.layers for variable in layer.weights}


def image_bytes():
    """Blocks of another size in each image, so that images differ beyond noise, with noise, so that no two pixels tie."""
    images = bytes_of("images", IMAGES).astype(np.int64)
    for index, image in enumerate(images):
        size = 8 << index
        blocks = bytes_of(f"blocks {index}", (IMAGES[1] // size, IMAGES[2] // size, 3)).astype(np.int64)
        image[:] = (3 * blocks.repeat(size, axis=0).repeat(size, axis=1) + image) >> 2
    return images.astype(np.uint8)


def batch(dtype):
    images = image_bytes().astype(dtype) / np.asarray(127.5, dtype) - 1
    return tf.constant(images, dtype=dtype), tf.constant(np.eye(2)[LABELS], dtype=dtype)


def sample_indices(path, reference):
    """Up to five places where |reference| is above its median: Adam's first step turns smaller gradients into noise."""
    size = np.abs(reference.ravel())
    candidates = bits(f"{path} samples", 200) % size.size
    large = [int(index) for index in candidates if size[index] > 0 and size[index] >= np.median(size)]
    return sorted(list(dict.fromkeys(large))[:SAMPLES])


def adam_step(dtype, loss_name):
    """Everything that a test compares, as plain float64 arrays by variable path."""
    keras.config.set_floatx(dtype)
    model = build()
    images, labels = batch(dtype)
    loss_function = keras.losses.BinaryCrossentropy()

    def training_loss():
        probabilities = model(images, training=True)
        # tf.identity loses the logits that Keras attaches to a softmax output.
        return loss_function(
            labels, probabilities if loss_name == "softmaxHead" else tf.identity(probabilities)
        )

    probabilities = model(images, training=False).numpy()
    with tf.GradientTape() as tape:
        loss = training_loss()
    trainable = {path: variable for path, variable in named_variables(model).items() if variable.trainable}
    gradients = tape.gradient(loss, [variable.value for variable in trainable.values()])
    optimizer = keras.optimizers.Adam(**ADAM)
    optimizer.build(list(trainable.values()))
    optimizer.apply(gradients, list(trainable.values()))
    after = {path: variable.numpy().astype(np.float64) for path, variable in named_variables(model).items()}
    return {
        "probabilities": probabilities,
        "loss": float(loss),
        "gradients": {
            path: gradient.numpy().astype(np.float64) for path, gradient in zip(trainable, gradients)
        },
        "after": after,
        "lossAfter": float(training_loss()),
    }


def check_against_train_on_batch(step):
    """Proves that the step taken here is the one that compile and fit take."""
    keras.config.set_floatx("float64")
    model = build()
    model.compile(keras.optimizers.Adam(**ADAM), loss="binary_crossentropy", jit_compile=False)
    assert_close(model.train_on_batch(*batch("float64")), step["loss"], "loss of train_on_batch", 1e-6)
    for path, variable in named_variables(model).items():
        assert_close(variable.numpy(), step["after"][path], f"{path} after train_on_batch", 1e-8)


def is_zero(gradient):
    """A bias before a batch norm has no effect: its gradient is rounding error, and Adam's step follows it."""
    return np.linalg.norm(gradient) < NEGLIGIBLE


def describe_variables(exact, rounded):
    described = {}
    for path, after in exact["after"].items():
        gradient = exact["gradients"].get(path)
        if gradient is not None and is_zero(gradient):
            described[path] = {"gradientIsZero": True}
            continue
        indices = sample_indices(path, after if gradient is None else gradient)
        described[path] = {"indices": indices, "after": numbers(after.ravel()[indices])}
        if gradient is not None:
            norm = np.linalg.norm(gradient)
            described[path]["gradient"] = {
                "norm": number(norm),
                "sum": number(gradient.sum()),
                "samples": numbers(gradient.ravel()[indices]),
                "float32Deviation": float(
                    f"{np.linalg.norm(rounded['gradients'][path] - gradient) / norm:.2g}"
                ),
            }
    return described


def largest_deviation(exact, rounded):
    """How far Keras in float32 is from float64: a scale for tolerances."""
    gradients = exact["gradients"]
    zero = {path for path in gradients if is_zero(gradients[path])}
    relative = {
        path: np.linalg.norm(rounded["gradients"][path] - gradients[path]) / np.linalg.norm(gradients[path])
        for path in gradients.keys() - zero
    }
    after = [
        np.max(np.abs(rounded["after"][path] - exact["after"][path])) for path in exact["after"].keys() - zero
    ]
    return {
        "probabilities": number(np.max(np.abs(rounded["probabilities"] - exact["probabilities"]))),
        "lossRelative": number(abs(rounded["loss"] / exact["loss"] - 1)),
        "lossAfterStepRelative": number(abs(rounded["lossAfter"] / exact["lossAfter"] - 1)),
        "gradientRelative": number(max(relative.values())),
        "gradientIsZeroNorm": number(max(np.linalg.norm(rounded["gradients"][path]) for path in zero)),
        "variableAfterStep": number(max(after)),
    }


def golden_step(loss_name):
    exact = adam_step("float64", loss_name)
    if loss_name == "softmaxHead":
        check_against_train_on_batch(exact)
    rounded = adam_step("float32", loss_name)
    return exact, {
        "loss": number(exact["loss"]),
        "lossAfterStep": number(exact["lossAfter"]),
        "float32Deviation": largest_deviation(exact, rounded),
        "variables": describe_variables(exact, rounded),
    }


def describe_layers(model):
    return [
        [layer.name, type(layer).__name__, list(layer.output.shape), layer.count_params()]
        for layer in model.layers
    ]


exact, softmax_head = golden_step("softmaxHead")
gc.collect()
_, probabilities = golden_step("probabilities")
model = build(0.5)
write(
    "resnet50v2.json",
    {
        "keras": keras.__version__,
        "tensorflow": tf.__version__,
        "adam": {"learningRate": ADAM["learning_rate"]},
        "labels": LABELS,
        "parameters": {
            "total": model.count_params(),
            "trainable": sum(int(np.prod(variable.shape)) for variable in model.trainable_variables),
        },
        "check": {
            **{
                path: numbers(initial_value(path, path.split("/")[1], (3,)))
                for path in ("conv1_conv/bias", "post_bn/gamma")
            },
            "images": image_bytes()[:, 64, 64, :].ravel().tolist(),
        },
        "layers": describe_layers(model),
        "inferenceProbabilities": {
            "shape": list(exact["probabilities"].shape),
            "data": numbers(exact["probabilities"]),
        },
        "softmaxHead": softmax_head,
        "probabilities": probabilities,
    },
)
print({"softmaxHead": softmax_head["float32Deviation"], "probabilities": probabilities["float32Deviation"]})
