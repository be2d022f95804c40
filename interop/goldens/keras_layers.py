"""Writes keras-layers.json: outputs and gradients of real Keras layers in float64, by the names and arguments of @giemsa/nn.

python keras_layers.py
"""

import keras
import numpy as np
import tensorflow as tf

from golden import coarse, tensor, write

keras.config.set_floatx("float64")
L = keras.layers
IMAGE = (2, 3, 4, 3)
cases = []


def snake(name):
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name)


def spread(name, shape, scale=2.0):
    """Away from kinks and ties: no value comes twice, none is near a whole number."""
    values = np.arange(int(np.prod(shape))) / np.prod(shape) * 2 * scale - scale
    order = np.argsort(coarse(name, (len(values),)) + np.arange(len(values)) * 1e-9)
    return np.round(values[order].reshape(shape), 3) + 0.0137


def add(layer, why, config, inputs=None, keras_layer=None, **arguments):
    name = f"{layer} {why}"
    arrays = inputs or [spread(name, IMAGE)]
    made = keras_layer or getattr(L, layer)(**{snake(key): value for key, value in config.items()}, **arguments)
    tensors = [tf.constant(array, dtype="float64") for array in arrays]
    argument = tensors if len(tensors) > 1 else tensors[0]
    made(argument)  # builds it
    values = {}
    for weight in made.weights:
        value = coarse(f"{name} {weight.name}", tuple(weight.shape))
        if weight.name in ("variance", "moving_variance"):
            value = 1 + value / 2
        if weight.name != "count":
            weight.assign(value)
            values[weight.name] = value
    if layer == "Normalization":
        made.finalize_state()
    trained = {weight.name: weight.value for weight in made.trainable_weights}
    with tf.GradientTape() as tape:
        tape.watch(tensors)
        y = made(argument)
        upstream = coarse(f"{name} upstream", tuple(y.shape))
        total = tf.reduce_sum(y * upstream)
    gradients = tape.gradient(total, [*tensors, *trained.values()])
    names = [*(f"input {index}" for index in range(len(tensors))), *trained]
    cases.append({
        "layer": layer,
        "why": why,
        "config": config,
        "inputs": [tensor(array) for array in arrays],
        "weights": {key: tensor(value) for key, value in values.items()},
        "y": tensor(y.numpy()),
        "upstream": tensor(upstream),
        "gradients": {key: tensor(tf.convert_to_tensor(g).numpy()) for key, g in zip(names, gradients)},
    })


def window(kernel, strides=(1, 1), padding="valid", dilation=(1, 1), **others):
    return {"kernelSize": kernel, "strides": strides, "padding": padding, "dilationRate": dilation, **others}


def add_depthwise(why, image, *args, multiplier=1, bias=True, **kwargs):
    config = window(*args, **kwargs, depthMultiplier=multiplier, activation="linear", useBias=bias)
    add("DepthwiseConv2D", why, config, [spread(f"depthwise {why}", image)])


add_depthwise("3x3 same", (1, 5, 6, 3), (3, 3), padding="same")
add_depthwise("3x3 stride 2 same, odd and even size", (2, 5, 6, 2), (3, 3), (2, 2), "same", bias=False)
add_depthwise("3x3 stride 2 valid leaves the last row unread", (1, 6, 7, 3), (3, 3), (2, 2))
add_depthwise("5x5 same, larger than the image", (1, 3, 4, 2), (5, 5), padding="same")
add_depthwise("two kernels a channel", (2, 4, 4, 3), (3, 2), padding="same", multiplier=2)
add_depthwise("two kernels a channel, stride 2", (1, 5, 5, 2), (3, 3), (2, 2), "same", multiplier=2)
add_depthwise("dilation 2", (1, 7, 6, 2), (3, 3), padding="same", dilation=(2, 2), bias=False)
for why, strides, multiplier in [("stride 1", (1, 1), 1), ("stride 2, two kernels a channel", (2, 2), 2)]:
    config = window((3, 3), strides, "same", depthMultiplier=multiplier, activation="linear", useBias=True, filters=3)
    add("SeparableConv2D", why, config)
add("SeparableConv2D", "without bias, valid", window((3, 3), depthMultiplier=1, activation="silu", useBias=False, filters=2))

two = [spread("first", IMAGE), spread("second", IMAGE)[::-1] * 0.9]
gate = [spread("image", IMAGE), spread("gate", (2, 1, 1, 3))]
for layer in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"):
    add(layer, "two images", {}, two)
    add(layer, "an image and a value for each channel", {}, gate)
add("Multiply", "three, one of them features", {}, [gate[0], gate[1], spread("features", (2, 3))])
add("Multiply", "the smaller first", {}, gate[::-1])
add("Concatenate", "channels", {"axis": -1}, [two[0], two[1][..., :3], two[0][..., 1:]])
add("Concatenate", "columns", {"axis": 2}, [two[0], two[1][:, :, :2]])
add("Concatenate", "features", {"axis": -1}, [spread("a", (3, 2)), spread("b", (3, 4))])
for keepdims in (False, True):
    config = {"keepdims": keepdims}
    add("GlobalMaxPooling2D", f"keepdims {keepdims}", config)
    add("GlobalAveragePooling2D", f"keepdims {keepdims}", config)
add("GlobalMaxPooling2D", "ties share the gradient", {"keepdims": False}, [np.round(spread("ties", IMAGE) / 2)])

for why, limits in {
    "plain": (None, 0.0, 0.0),
    "6": (6.0, 0.0, 0.0),
    "a maximum of 1": (1.0, 0.0, 0.0),
    "a slope": (None, 0.25, 0.0),
    "a threshold": (None, 0.0, 0.5),
    "all of them": (1.0, 0.5, 0.25),
}.items():
    config = dict(zip(("maxValue", "negativeSlope", "threshold"), limits))
    add("ReLU", why, config, [spread(f"relu {why}", IMAGE, 8.0 if why == "6" else 2.0)])
add("LeakyReLU", "default", {"negativeSlope": 0.3})
add("ELU", "default", {"alpha": 1.0})
add("ELU", "half", {"alpha": 0.5})
add("PReLU", "a slope for each value", {"sharedAxes": []}, keras_layer=L.PReLU())
add("PReLU", "a slope for each channel", {"sharedAxes": [1, 2]})
add("PReLU", "features", {"sharedAxes": []}, [spread("prelu", (3, 5))], keras_layer=L.PReLU())
ACTIVATIONS = (
    "elu exponential gelu hard_sigmoid hard_silu leaky_relu log_sigmoid log_softmax mish relu relu6 selu sigmoid silu softmax "
    "softplus softsign tanh"
).split()
for name in ACTIVATIONS:
    add("Activation", name, {"activation": name}, [spread(name, (2, 3, 4, 3), 8.0)])
add(
    "Activation",
    "gelu_approximate",
    {"activation": "gelu_approximate"},
    [spread("gelu", (2, 3, 4, 3), 4.0)],
    keras_layer=L.Activation(lambda x: keras.activations.gelu(x, approximate=True)),
)

FEATURES = spread("features", (3, 6))
for center in (True, False):
    for scale in (True, False):
        add("BatchNormalization", f"center {center}, scale {scale}", {"momentum": 0.9, "epsilon": 1e-3, "center": center, "scale": scale})
for axis in ([-1], [1, 2, 3], [1, 3]):
    add("LayerNormalization", f"axes {axis}", {"axis": axis, "epsilon": 1e-3, "center": True, "scale": True})
add("LayerNormalization", "without beta and gamma", {"axis": [-1], "epsilon": 1e-6, "center": False, "scale": False})
add("LayerNormalization", "features", {"axis": [-1], "epsilon": 1e-3, "center": True, "scale": True}, [FEATURES])
for groups in (2, 4, -1):
    config = {"groups": groups, "epsilon": 1e-3, "center": True, "scale": True}
    add("GroupNormalization", f"{groups} groups", config, [spread(f"groups {groups}", (2, 2, 3, 4))])
add("GroupNormalization", "features", {"groups": 3, "epsilon": 1e-3, "center": True, "scale": False}, [FEATURES])
add("Normalization", "channels", {"axis": -1})
add("Normalization", "one for all", {"axis": None})
add("Rescaling", "each channel its own", {"scale": [0.5, 2.0, -1.0], "offset": [0.0, -0.5, 0.25]})

add("Reshape", "an image to features", {"targetShape": [-1]})
add("Reshape", "features to an image", {"targetShape": [2, 1, -1]}, [FEATURES])
add("Reshape", "another image", {"targetShape": [2, 3, 6]})
add("Permute", "rows and columns", {"dims": [2, 1, 3]})
add("Permute", "channels first", {"dims": [3, 1, 2]})
for interpolation in ("bilinear", "nearest"):
    add("Resizing", f"larger, {interpolation}", {"height": 9, "width": 7, "interpolation": interpolation})
    add("Resizing", f"smaller, {interpolation}", {"height": 3, "width": 4, "interpolation": interpolation})
    add("UpSampling2D", interpolation, {"size": [2, 3], "interpolation": interpolation}, [spread("up", (2, 3, 2, 3))])
add("Cropping2D", "every side differs", {"cropping": [[1, 1], [0, 3]]})
add("ZeroPadding2D", "every side differs", {"padding": [[1, 2], [0, 3]]}, [spread("pad", (1, 2, 3, 2))])

write("keras-layers.json", cases)
print(f"{len(cases)} cases")
