"""Writes small ONNX files of our own as PyTorch's, tf2onnx's and other exporters write them, and the probabilities that ONNX Runtime's
outputs stand for: goldens for packages/core/src/formats/onnx-read.

    python interop/onnx-read/make_goldens.py
"""

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

GOLDENS = Path(__file__).parents[2] / "packages/core/src/formats/onnx-read/goldens"
SIZE = 16
random = np.random.default_rng(4)


def images():
    """[3, 16, 16, 3] uint8, by a rule that the test repeats."""
    index = np.arange(3 * SIZE * SIZE * 3, dtype=np.int64)
    return ((index * 7919 + (index // 97) * 31) % 256).astype(np.uint8).reshape(3, SIZE, SIZE, 3)


def constant(name, values):
    return numpy_helper.from_array(np.asarray(values, dtype=np.float32), name)


node = helper.make_node


def network(name, end, units, layout="NCHW", entrance=(), dtype=TensorProto.FLOAT, batch="N", shape=None, weights=()):
    """A convolution, a mean, a dense layer and an end. entrance: nodes from "x" to "y"; end: nodes from "z" to "out"."""
    nodes = list(entrance) or [node("Identity", ["x"], ["y"])]
    if layout == "NHWC":
        nodes.append(node("Transpose", ["y"], ["t"], perm=[0, 3, 1, 2]))
    nodes += [
        node("Conv", ["t" if layout == "NHWC" else "y", "kernel", "bias"], ["maps"], strides=[2, 2]),
        node("Relu", ["maps"], ["positive"]),
        node("GlobalAveragePool", ["positive"], ["mean"]),
        node("Flatten", ["mean"], ["flat"]),
        node("Gemm", ["flat", "dense", "offset"], ["z"], transB=1),
        *(end or [node("Identity", ["z"], ["out"])]),
    ]
    stored = [
        constant("kernel", random.normal(0, 0.3, (4, 3, 3, 3))),
        constant("bias", random.normal(0, 0.3, 4)),
        constant("dense", random.normal(0, 1, (units, 4))),
        constant("offset", random.normal(0, 0.3, units)),
        *weights,
    ]
    shape = shape or ([batch, 3, SIZE, SIZE] if layout == "NCHW" else [batch, SIZE, SIZE, 3])
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info("x", dtype, shape)],
        [helper.make_tensor_value_info("out", TensorProto.FLOAT, [batch, units])],
        stored,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


sigmoid = lambda z: 1 / (1 + np.exp(-z))
share = lambda p: p / p.sum(axis=1, keepdims=True)
second = lambda p: np.concatenate([1 - p, p], axis=1)
same = lambda p: p
ending = lambda operator, **attributes: [node(operator, ["z"], ["out"], **attributes)]
by_255 = lambda x: x / 255
DIVIDE = [node("Div", ["x", "by"], ["y"])]
STANDARD = [node("Cast", ["x"], ["f"], to=TensorProto.FLOAT), node("Sub", ["f", "mean3"], ["c"]), node("Div", ["c", "std3"], ["y"])]

# model, what goes before it, probabilities by its outputs
FILES = {
    "torch_logits": (network("torch", None, 2), by_255, softmax),
    "torch_one_picture": (network("torch", None, 2, batch=1), by_255, softmax),
    "torch_log_softmax": (network("torch", ending("LogSoftmax", axis=1), 2), by_255, np.exp),
    "torch_one_logit": (network("torch", None, 1), by_255, lambda z: second(sigmoid(z))),
    "keras_softmax": (network("keras", ending("Softmax", axis=1), 2, "NHWC"), by_255, same),
    "keras_sigmoid": (network("keras", ending("Sigmoid"), 1, "NHWC"), by_255, second),
    "keras_sigmoids": (network("keras", ending("Sigmoid"), 2, "NHWC"), by_255, share),
    "three_classes": (network("three", ending("Softmax", axis=1), 3), by_255, same),
    "scaled_inside": (
        network("scaled", ending("Softmax", axis=1), 2, "NHWC", DIVIDE, weights=[constant("by", 255)]),
        same,
        same,
    ),
    "bytes": (
        network(
            *("bytes", ending("Softmax", axis=1), 2, "NHWC", STANDARD, TensorProto.UINT8),
            weights=[constant("mean3", [120, 110, 100]), constant("std3", [60, 50, 40])],
        ),
        same,
        same,
    ),
}
REFUSED = {
    "refused_relu": network("relu", ending("Relu"), 2),
    "refused_any_size": network("size", None, 2, shape=["N", 3, "H", "W"]),
    "refused_grey": network("grey", None, 2, shape=["N", 3, SIZE, 2 * SIZE]),
}


def main():
    GOLDENS.mkdir(parents=True, exist_ok=True)
    expected = {}
    for name, (model, before, meaning) in FILES.items():
        onnx.save(model, GOLDENS / f"{name}.onnx")
        entrance = model.graph.input[0].type.tensor_type
        pixels = before(images().astype(np.float64))
        pixels = pixels.astype(np.uint8 if entrance.elem_type == TensorProto.UINT8 else np.float32)
        if entrance.shape.dim[1].dim_value == 3:
            pixels = pixels.transpose(0, 3, 1, 2)
        session = onnxruntime.InferenceSession(GOLDENS / f"{name}.onnx", providers=["CPUExecutionProvider"])
        batches = [pixels[i : i + 1] for i in range(len(pixels))]
        out = np.concatenate([session.run(None, {"x": np.ascontiguousarray(batch)})[0] for batch in batches])
        expected[f"{name}.onnx"] = meaning(out.astype(np.float64)).tolist()
    for name, model in REFUSED.items():
        onnx.save(model, GOLDENS / f"{name}.onnx")
    options = dict(save_as_external_data=True, location="other.bin", size_threshold=0)
    onnx.save(network("external", None, 2), GOLDENS / "external_data.onnx", **options)
    (GOLDENS / "other.bin").unlink()
    document = {"onnxruntime": onnxruntime.__version__, "probabilities": expected}
    (GOLDENS / "expected.json").write_text(json.dumps(document, indent=1) + "\n")


main()
