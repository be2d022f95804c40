"""The same operators as real Keras layers in float64, to prove that PyTorch was asked for Keras' semantics."""

import keras
import numpy as np
import tensorflow as tf

keras.config.set_floatx("float64")


def filled(layer, x, weights):
    layer.build(x.shape)
    layer.set_weights(weights)
    return layer


def conv2d(inputs, config):
    kernel, bias = inputs["kernel"], inputs.get("bias")
    y = keras.ops.conv(
        inputs["x"], kernel, config["strides"], config["padding"], dilation_rate=config["dilationRate"]
    )
    return y if bias is None else y + bias


def batch_normalization_layer(inputs, config):
    layer = keras.layers.BatchNormalization(momentum=config["momentum"], epsilon=config["epsilon"])
    names = ("gamma", "beta", "movingMean", "movingVariance")
    return filled(layer, inputs["x"], [np.asarray(inputs[name]) for name in names])


def dropout(inputs, config):
    """Keras draws its own mask, so only its scale for kept values is taken from it."""
    kept = keras.ops.max(keras.layers.Dropout(config["rate"], seed=1)(np.ones((1, 64)), training=True))
    return inputs["x"] * inputs["mask"] * kept


def pooling(kind):
    return lambda inputs, config: kind(config["poolSize"], config["strides"], config["padding"])(inputs["x"])


OPERATORS = {
    "conv2d": conv2d,
    "relu": lambda inputs, config: keras.activations.relu(inputs["x"]),
    "sigmoid": lambda inputs, config: keras.activations.sigmoid(inputs["x"]),
    "tanh": lambda inputs, config: keras.activations.tanh(inputs["x"]),
    "softmax": lambda inputs, config: keras.activations.softmax(inputs["x"]),
    "maxPooling2D": pooling(keras.layers.MaxPooling2D),
    "averagePooling2D": pooling(keras.layers.AveragePooling2D),
    "globalAveragePooling2D": lambda inputs, config: keras.layers.GlobalAveragePooling2D()(inputs["x"]),
    "zeroPadding2D": lambda inputs, config: keras.layers.ZeroPadding2D(config["padding"])(inputs["x"]),
    "add": lambda inputs, config: keras.layers.Add()([inputs["a"], inputs["b"]]),
    "flatten": lambda inputs, config: keras.layers.Flatten()(inputs["x"]),
    "dense": lambda inputs, config: keras.ops.matmul(inputs["x"], inputs["kernel"]) + inputs.get("bias", 0.0),
    "dropout": dropout,
    "rescaling": lambda inputs, config: keras.layers.Rescaling(config["scale"], config["offset"])(
        inputs["x"]
    ),
}


def run(case, inputs, upstream, differentiable):
    """Returns output, gradients by input, and for a training batch norm the moving statistics after the step."""
    variables = {name: tf.constant(value, dtype="float64") for name, value in inputs.items()}
    moving = {}
    with tf.GradientTape() as tape:
        tape.watch([variables[name] for name in differentiable])
        if case["op"] == "batchNormalization":
            layer = batch_normalization_layer(variables, case["config"])
            y = layer(variables["x"], training=case["config"]["training"])
            sources = [
                {"x": variables["x"], "gamma": layer.gamma.value, "beta": layer.beta.value}[n]
                for n in differentiable
            ]
            if case["config"]["training"]:
                moving = {
                    "movingMean": layer.moving_mean.numpy(),
                    "movingVariance": layer.moving_variance.numpy(),
                }
        else:
            y = OPERATORS[case["op"]](variables, case["config"])
            sources = [variables[name] for name in differentiable]
        total = tf.reduce_sum(y * upstream(tuple(y.shape)))
    gradients = tape.gradient(total, sources)
    return y.numpy(), {name: g.numpy() for name, g in zip(differentiable, gradients)}, moving
