"""Writes operators.json: output and gradients of every operator, from PyTorch in float64, confirmed by Keras.

python operators.py
"""

import numpy as np

import operators_keras
import operators_torch
from golden import assert_close, coarse, number, tensor, tensors, write

MOMENTUM = 0.99
cases = []


def add(op, why, inputs, config=None, differentiable=None):
    cases.append(
        {
            "op": op,
            "why": why,
            "inputs": inputs,
            "config": config or {},
            "differentiable": differentiable or ["x"],
        }
    )


def add_conv2d(why, image, kernel, strides=(1, 1), padding="valid", dilation=(1, 1), bias=True):
    name = f"conv2d {why}"
    inputs = {"x": coarse(f"{name} x", image), "kernel": coarse(f"{name} kernel", kernel)}
    if bias:
        inputs["bias"] = coarse(f"{name} bias", kernel[-1:])
    config = {"strides": list(strides), "padding": padding, "dilationRate": list(dilation), "useBias": bias}
    add("conv2d", why, inputs, config, list(inputs))


add_conv2d("1x1 is a matrix product", (2, 4, 3, 5), (1, 1, 5, 3))
add_conv2d("1x1 on channels that fill a vector register", (1, 3, 3, 16), (1, 1, 16, 8), bias=False)
add_conv2d("1x1 stride 2 reads every other pixel", (2, 5, 6, 3), (1, 1, 3, 4), (2, 2))
add_conv2d("1x1 stride 2 same", (2, 5, 6, 3), (1, 1, 3, 4), (2, 2), "same")
add_conv2d("3x3 valid", (2, 5, 4, 3), (3, 3, 3, 5))
add_conv2d("3x3 same", (2, 5, 4, 3), (3, 3, 3, 5), padding="same")
add_conv2d("3x3 same without bias, one image", (1, 4, 4, 8), (3, 3, 8, 4), padding="same", bias=False)
add_conv2d("3x3 stride 2 valid leaves the last row and column unread", (2, 6, 6, 2), (3, 3, 2, 3), (2, 2))
add_conv2d("3x3 stride 2 valid, odd size", (1, 7, 5, 2), (3, 3, 2, 3), (2, 2))
add_conv2d(
    "3x3 stride 2 same, even size: pads bottom and right only", (2, 6, 4, 2), (3, 3, 2, 3), (2, 2), "same"
)
add_conv2d("3x3 stride 2 same, odd size: pads every side", (2, 5, 7, 2), (3, 3, 2, 3), (2, 2), "same")
add_conv2d("strides differ by axis", (1, 6, 5, 2), (3, 3, 2, 3), (2, 1), "same")
add_conv2d("a kernel taller than wide", (1, 5, 5, 2), (3, 1, 2, 3), padding="same")
add_conv2d("even kernel, same: pads bottom and right", (1, 4, 5, 2), (2, 2, 2, 3), padding="same")
add_conv2d("7x7 valid", (1, 8, 9, 3), (7, 7, 3, 2))
add_conv2d("7x7 same", (1, 5, 6, 2), (7, 7, 2, 2), padding="same")
add_conv2d("7x7 stride 2 valid, as ResNet's first layer", (2, 10, 11, 3), (7, 7, 3, 2), (2, 2))
add_conv2d("7x7 stride 2 same", (1, 8, 8, 2), (7, 7, 2, 2), (2, 2), "same")
add_conv2d("dilation 2, valid", (1, 7, 6, 2), (3, 3, 2, 2), dilation=(2, 2))
add_conv2d("dilation 2, same", (1, 6, 5, 2), (3, 3, 2, 2), padding="same", dilation=(2, 2))
add_conv2d("one pixel, one channel, one image", (1, 1, 1, 1), (3, 3, 1, 1), padding="same")


def add_batch_normalization(why, image, training, epsilon=1e-3, offset=0.0, scale=1.0):
    name, channels = f"batchNormalization {why}", image[-1:]
    inputs = {
        "x": coarse(f"{name} x", image, scale) + offset,
        "gamma": 1 + coarse(f"{name} gamma", channels, 0.5),
        "beta": coarse(f"{name} beta", channels),
        "movingMean": coarse(f"{name} mean", channels),
        "movingVariance": 1 + coarse(f"{name} variance", channels, 0.5),
    }
    config = {"training": training, "momentum": MOMENTUM, "epsilon": epsilon}
    add("batchNormalization", why, inputs, config, ["x", "gamma", "beta"])


add_batch_normalization("training", (3, 3, 2, 5), True)
add_batch_normalization("training with ResNet's epsilon", (2, 3, 3, 8), True, epsilon=1.001e-5)
add_batch_normalization("training on one image", (1, 4, 3, 3), True)
add_batch_normalization("training with a mean far from zero", (2, 3, 3, 2), True, offset=100.0)
add_batch_normalization("training on values smaller than epsilon's root", (2, 3, 3, 2), True, scale=1 / 32)
add_batch_normalization("inference", (2, 3, 2, 5), False)
add_batch_normalization("inference with ResNet's epsilon, one image", (1, 2, 3, 3), False, epsilon=1.001e-5)

special = np.array([[-100.0, -5, -1, -0.25, 0, 0.25, 1, 5, 100]])
add("relu", "both sides of the kink; the gradient at 0 is 0", {"x": special})
add("relu", "an image", {"x": coarse("relu", (2, 3, 3, 3), 2)})
add("sigmoid", "saturates without overflow", {"x": special})
add("sigmoid", "an image", {"x": coarse("sigmoid", (2, 3, 3, 3), 4)})
add("tanh", "saturates without overflow", {"x": special})
add("tanh", "an image", {"x": coarse("tanh", (2, 3, 3, 3), 2)})
add("softmax", "two classes", {"x": coarse("softmax 2", (4, 2), 4)})
add("softmax", "seven classes", {"x": coarse("softmax 7", (3, 7), 4)})
add(
    "softmax",
    "large logits do not overflow",
    {"x": np.array([[1000.0, 0, -1000], [500, 499, 498], [3, 3, 3]])},
)


def add_pooling(op, why, image, pool, strides, padding, x=None):
    config = {"poolSize": list(pool), "strides": list(strides), "padding": padding}
    add(op, why, {"x": coarse(f"{op} {why}", image) if x is None else x}, config)


for op in ("maxPooling2D", "averagePooling2D"):
    add_pooling(op, "2x2", (2, 4, 6, 3), (2, 2), (2, 2), "valid")
    add_pooling(
        op, "2x2, odd size: the last row and column are unread", (1, 5, 3, 2), (2, 2), (2, 2), "valid"
    )
    add_pooling(op, "2x2 same, odd size", (1, 5, 3, 2), (2, 2), (2, 2), "same")
    add_pooling(op, "3x3 stride 2, windows overlap", (2, 7, 5, 3), (3, 3), (2, 2), "valid")
    add_pooling(op, "3x3 stride 2 same, even size", (1, 6, 4, 3), (3, 3), (2, 2), "same")
    add_pooling(op, "3x3 stride 1 same", (1, 4, 4, 2), (3, 3), (1, 1), "same")
    add_pooling(op, "1x1 stride 2, ResNetV2's shortcut", (1, 4, 5, 3), (1, 1), (2, 2), "valid")
    add_pooling(
        op,
        "all values negative: padding must not win",
        (1, 3, 3, 1),
        (3, 3),
        (2, 2),
        "same",
        -1 - np.arange(9.0).reshape(1, 3, 3, 1),
    )
add_pooling(
    "maxPooling2D",
    "ties: the first maximum in row order gets the gradient",
    (1, 4, 4, 1),
    (2, 2),
    (2, 2),
    "valid",
    np.ones((1, 4, 4, 1)),
)
add_pooling(
    "maxPooling2D",
    "ties in overlapping windows, as after ReLU",
    (2, 5, 5, 3),
    (3, 3),
    (2, 2),
    "valid",
    np.maximum(np.round(coarse("ties", (2, 5, 5, 3), 2)), 0),
)
add_pooling(
    "maxPooling2D",
    "ties, 3x3 stride 2 same",
    (1, 4, 6, 2),
    (3, 3),
    (2, 2),
    "same",
    np.maximum(np.round(coarse("ties same", (1, 4, 6, 2), 2)), 0),
)

add("globalAveragePooling2D", "an image", {"x": coarse("gap", (2, 3, 5, 3))})
add("globalAveragePooling2D", "one pixel", {"x": coarse("gap one", (1, 1, 1, 4))})
add(
    "zeroPadding2D",
    "the same on every side",
    {"x": coarse("pad", (2, 2, 3, 3))},
    {"padding": [[1, 1], [1, 1]]},
)
add(
    "zeroPadding2D",
    "every side differs",
    {"x": coarse("pad sides", (1, 2, 3, 2))},
    {"padding": [[1, 2], [0, 3]]},
)
add(
    "add",
    "two branches",
    {"a": coarse("add a", (2, 3, 2, 3)), "b": coarse("add b", (2, 3, 2, 3))},
    differentiable=["a", "b"],
)
add("flatten", "row, column, channel order", {"x": coarse("flatten", (2, 2, 3, 3))})
for why, rows, features, units, bias in [
    ("with bias", 4, 5, 3, True),
    ("without bias", 3, 16, 8, False),
    ("one row, one unit", 1, 7, 1, True),
]:
    inputs = {
        "x": coarse(f"dense {why} x", (rows, features)),
        "kernel": coarse(f"dense {why} kernel", (features, units)),
    }
    if bias:
        inputs["bias"] = coarse(f"dense {why} bias", (units,))
    add("dense", why, inputs, {"useBias": bias}, list(inputs))
for rate in (0.5, 0.2):
    mask = (coarse(f"mask {rate}", (3, 8)) > 2 * rate - 1).astype(float)
    add(
        "dropout",
        "kept values grow by 1 / (1 - rate)",
        {"x": coarse(f"dropout {rate}", (3, 8)), "mask": mask},
        {"rate": rate},
    )
pixels = np.array([[0.0, 1, 127, 128, 254, 255]])
add(
    "rescaling",
    "uint8 to [-1, 1], ResNetV2's preprocessing",
    {"x": pixels},
    {"scale": 1 / 127.5, "offset": -1},
)
add("rescaling", "uint8 to [0, 1]", {"x": pixels}, {"scale": 1 / 255, "offset": 0})


def golden(case):
    name = f"{case['op']} {case['why']}"

    def upstream(shape):
        return coarse(f"{name} upstream", shape)

    y, gradients = operators_torch.run(case, case["inputs"], upstream, case["differentiable"])
    keras_y, keras_gradients, moving = operators_keras.run(
        case, case["inputs"], upstream, case["differentiable"]
    )
    # Keras' Rescaling rounds its scale to float32 even in a float64 model.
    tolerance = 1e-6 if case["op"] == "rescaling" else 1e-9
    assert_close(y, keras_y, f"{name}: y", tolerance)
    for key, value in gradients.items():
        assert_close(value, keras_gradients[key], f"{name}: gradient of {key}", tolerance)
    for key, value in population_moments(case).items():
        assert_close(value, moving[key], f"{name}: {key} after the step")
    config = {
        key: number(value) if isinstance(value, float) else value for key, value in case["config"].items()
    }
    return {
        "op": case["op"],
        "why": case["why"],
        "config": config,
        "inputs": tensors(case["inputs"]),
        "outputs": tensors({"y": y, **moving}),
        "upstream": tensor(upstream(y.shape)),
        "gradients": tensors(gradients),
    }


def population_moments(case):
    """The moving statistics after one training step, from the definition: variance over n, not n - 1."""
    if not case["config"].get("training"):
        return {}
    x, axes = case["inputs"]["x"], (0, 1, 2)
    old_mean, old_variance = case["inputs"]["movingMean"], case["inputs"]["movingVariance"]
    return {
        "movingMean": MOMENTUM * old_mean + (1 - MOMENTUM) * x.mean(axes),
        "movingVariance": MOMENTUM * old_variance + (1 - MOMENTUM) * x.var(axes),
    }


write("operators.json", [golden(case) for case in cases])
print(f"{len(cases)} cases")
