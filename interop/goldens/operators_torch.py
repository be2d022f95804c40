"""Every operator in PyTorch, float64, taking and giving Keras' layouts: images NHWC, kernels [kh, kw, in, out]."""

import torch
from torch.nn import functional as F


def to_nchw(x):
    return x.permute(0, 3, 1, 2)


def to_nhwc(x):
    return x.permute(0, 2, 3, 1)


def pad_same(x, window, strides, dilation, value):
    """Pads NCHW as TensorFlow's 'same': ceil(size / stride) outputs, the odd pixel at the bottom and right."""
    padding = []
    for size, reach, stride, rate in zip(x.shape[2:], window, strides, dilation):
        total = max((-(-size // stride) - 1) * stride + (reach - 1) * rate + 1 - size, 0)
        padding = [total // 2, total - total // 2, *padding]
    return F.pad(x, padding, value=value)


def conv2d(inputs, config):
    x, kernel = to_nchw(inputs["x"]), inputs["kernel"].permute(3, 2, 0, 1)
    strides, dilation = config["strides"], config["dilationRate"]
    if config["padding"] == "same":
        x = pad_same(x, kernel.shape[2:], strides, dilation, 0.0)
    return to_nhwc(F.conv2d(x, kernel, inputs.get("bias"), stride=strides, dilation=dilation))


def batch_normalization(inputs, config):
    x, gamma, beta = to_nchw(inputs["x"]), inputs["gamma"], inputs["beta"]
    moving = None if config["training"] else (inputs["movingMean"], inputs["movingVariance"])
    mean, variance = (None, None) if moving is None else moving
    return to_nhwc(F.batch_norm(x, mean, variance, gamma, beta, config["training"], eps=config["epsilon"]))


def max_pooling(inputs, config):
    x = to_nchw(inputs["x"])
    if config["padding"] == "same":
        x = pad_same(x, config["poolSize"], config["strides"], (1, 1), float("-inf"))
    return to_nhwc(F.max_pool2d(x, config["poolSize"], config["strides"]))


def average_pooling(inputs, config):
    """With 'same', padded pixels are left out of the mean, as in TensorFlow."""
    x, inside = to_nchw(inputs["x"]), torch.ones_like(to_nchw(inputs["x"]))
    if config["padding"] == "same":
        x = pad_same(x, config["poolSize"], config["strides"], (1, 1), 0.0)
        inside = pad_same(inside, config["poolSize"], config["strides"], (1, 1), 0.0)

    def pool(image):
        return F.avg_pool2d(image, config["poolSize"], config["strides"])

    return to_nhwc(pool(x) / pool(inside))


def zero_padding(inputs, config):
    (top, bottom), (left, right) = config["padding"]
    return to_nhwc(F.pad(to_nchw(inputs["x"]), (left, right, top, bottom)))


def dense(inputs, config):
    y = inputs["x"] @ inputs["kernel"]
    return y + inputs["bias"] if "bias" in inputs else y


OPERATORS = {
    "conv2d": conv2d,
    "batchNormalization": batch_normalization,
    "relu": lambda inputs, config: torch.relu(inputs["x"]),
    "sigmoid": lambda inputs, config: torch.sigmoid(inputs["x"]),
    "tanh": lambda inputs, config: torch.tanh(inputs["x"]),
    "softmax": lambda inputs, config: torch.softmax(inputs["x"], dim=-1),
    "maxPooling2D": max_pooling,
    "averagePooling2D": average_pooling,
    "globalAveragePooling2D": lambda inputs, config: inputs["x"].mean(dim=(1, 2)),
    "zeroPadding2D": zero_padding,
    "add": lambda inputs, config: inputs["a"] + inputs["b"],
    "flatten": lambda inputs, config: inputs["x"].flatten(1),
    "dense": dense,
    "dropout": lambda inputs, config: inputs["x"] * inputs["mask"] / (1 - config["rate"]),
    "rescaling": lambda inputs, config: inputs["x"] * config["scale"] + config["offset"],
}


def run(case, inputs, upstream, differentiable):
    """Returns the output, and the gradient of sum(output * upstream) for each differentiable input."""
    leaves = {name: torch.tensor(value, dtype=torch.float64) for name, value in inputs.items()}
    for name in differentiable:
        leaves[name].requires_grad_()
    y = OPERATORS[case["op"]](leaves, case["config"])
    dy = torch.tensor(upstream(tuple(y.shape)), dtype=torch.float64)
    gradients = torch.autograd.grad(y, [leaves[name] for name in differentiable], dy)
    return y.detach().numpy(), dict(zip(differentiable, (gradient.numpy() for gradient in gradients)))
