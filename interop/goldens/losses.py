"""Writes losses.json: Keras' crossentropies and their gradients, in float64 and, where they matter, the float32 effects
of clipping probabilities to [1e-7, 1 - 1e-7].

    python losses.py
"""

import keras
import numpy as np
import tensorflow as tf
from keras.src.trainers.data_adapters.data_adapter_utils import class_weight_to_sample_weights

from golden import assert_close, coarse, numbers, number, tensor, tensors, write

LOSSES = {
    "binaryCrossentropy": keras.losses.BinaryCrossentropy,
    "categoricalCrossentropy": keras.losses.CategoricalCrossentropy,
}
ERRORS = {
    "meanSquaredError": keras.losses.MeanSquaredError,
    "meanAbsoluteError": keras.losses.MeanAbsoluteError,
}


def softmax(logits):
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def one_hot(indices, classes):
    return np.eye(classes)[indices]


def evaluate(case, dtype):
    """The loss, the loss of each sample, and the gradient with respect to yPred."""
    keras.config.set_floatx(dtype)
    y_true, y_pred = (tf.constant(case[name], dtype=dtype) for name in ("yTrue", "yPred"))
    options = {"from_logits": case["fromLogits"], "label_smoothing": case["labelSmoothing"]}
    if case["loss"] in ERRORS:
        options = {}
    create = (LOSSES | ERRORS)[case["loss"]]
    loss = create(**options, dtype=dtype)
    per_sample = create(**options, dtype=dtype, reduction=None)
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        # A softmax output of Keras carries its logits along, and a loss prefers them: see the softmaxHead cases.
        prediction = keras.activations.softmax(y_pred) if case["softmaxHead"] else y_pred
        value = loss(y_true, prediction, sample_weight=case["sampleWeight"])
    return {
        "value": number(value),
        "perSample": numbers(per_sample(y_true, prediction)),
        "gradient": tensor(tape.gradient(value, y_pred).numpy()),
    }


cases = []


def add(
    loss,
    why,
    y_true,
    y_pred,
    from_logits=False,
    label_smoothing=0,
    sample_weight=None,
    class_weight=None,
    softmax_head=False,
):
    if class_weight is not None:
        sample_weight = np.asarray(
            class_weight_to_sample_weights(y_true, dict(enumerate(class_weight))), dtype="float64"
        )
    cases.append(
        {
            "loss": loss,
            "why": why,
            "fromLogits": from_logits,
            "labelSmoothing": label_smoothing,
            "softmaxHead": softmax_head,
            "classWeight": class_weight,
            "sampleWeight": sample_weight,
            "yTrue": y_true,
            "yPred": y_pred,
        }
    )


binary_labels = one_hot([0, 1, 1, 0, 1], 2)
multi_labels = one_hot([3, 0, 2, 1], 4)
weights = np.array([1, 2.5, 0, 0.5, 4])
for loss, labels in (
    ("binaryCrossentropy", binary_labels),
    ("categoricalCrossentropy", binary_labels),
    ("categoricalCrossentropy", multi_labels),
):
    count, classes = labels.shape
    logits = coarse(f"{loss} {classes} logits", labels.shape, 3)
    probabilities = np.round(softmax(logits) * 1024) / 1024
    for smoothing in (0, 0.1):
        add(loss, f"{classes} probabilities", labels, probabilities, label_smoothing=smoothing)
        add(loss, f"{classes} logits", labels, logits, from_logits=True, label_smoothing=smoothing)
    add(
        loss,
        "sample weights: the sum is divided by the number of samples, not of weights",
        labels,
        probabilities,
        sample_weight=weights[:count],
    )
    add(
        loss,
        "class weights, by the label's class",
        labels,
        probabilities,
        class_weight=[0.75, 2, 1.25, 0.5][:classes],
    )
    add(
        loss,
        "class weights, label smoothing and logits together",
        labels,
        logits,
        True,
        0.1,
        class_weight=[0.75, 2, 1.25, 0.5][:classes],
    )
    add(loss, "one sample", labels[:1], probabilities[:1])
    large = np.zeros(labels.shape)
    large[:, 0], large[:, 1] = 50, -50
    add(loss, "logits too large for a probability: the loss stays exact", labels, large, from_logits=True)

saturated = np.array([[1, 0], [1, 0], [1e-8, 1 - 1e-8], [0.5, 0.5], [1e-6, 1 - 1e-6]])
for loss in LOSSES:
    add(loss, "probabilities at and beyond the clip: the gradient there is 0", binary_labels, saturated)
add(
    "categoricalCrossentropy",
    "probabilities that do not sum to 1 are normalised first",
    binary_labels,
    np.array([[0.5, 0.25]] * 5),
)
add(
    "binaryCrossentropy",
    "one output, the positive class",
    binary_labels[:, :1],
    coarse("single", (5, 1), 0.5) / 2 + 0.5,
)

for loss in ERRORS:
    values = coarse(f"{loss} values", (5, 3), 2)
    add(loss, "any values", coarse(f"{loss} targets", (5, 3), 2), values)
    add(loss, "sample weights", coarse(f"{loss} targets", (5, 3), 2), values, sample_weight=weights)
    add(loss, "one unit", coarse(f"{loss} one", (5, 1), 2), values[:, :1])

logits = coarse("softmax head", (5, 2), 3)
add(
    "binaryCrossentropy",
    "a softmax head: Keras applies the sigmoid to its logits; yPred are the logits",
    binary_labels,
    logits,
    softmax_head=True,
)
add(
    "binaryCrossentropy",
    "a softmax head with label smoothing and class weights",
    binary_labels,
    logits,
    label_smoothing=0.1,
    class_weight=[0.75, 2],
    softmax_head=True,
)
add(
    "categoricalCrossentropy",
    "a softmax head: the same as from logits",
    binary_labels,
    logits,
    softmax_head=True,
)


def check_softmax_head_by_training():
    """Proves with model.fit's own path that a softmax head with binary crossentropy is a sigmoid on the logits."""
    keras.config.set_floatx("float64")
    keras.utils.set_random_seed(1)
    inputs = keras.Input((3,), dtype="float64")
    dense = keras.layers.Dense(2, activation="softmax", dtype="float64")
    model = keras.Model(inputs, dense(inputs))
    model.compile(keras.optimizers.SGD(0.0), loss="binary_crossentropy")
    x = coarse("head", (5, 3))
    z = x @ dense.kernel.numpy() + dense.bias.numpy()
    expected = np.mean(np.log1p(np.exp(z)) - binary_labels * z)
    assert_close(model.train_on_batch(x, binary_labels), expected, "softmax head loss", 1e-6)


def golden(case):
    arrays = {key: case[key] for key in ("yTrue", "yPred")}
    settings = {key: value for key, value in case.items() if key not in ("yTrue", "yPred", "sampleWeight")}
    sample_weight = None if case["sampleWeight"] is None else numbers(case["sampleWeight"])
    return {
        **settings,
        "sampleWeight": sample_weight,
        **tensors(arrays),
        "float64": evaluate(case, "float64"),
        "float32": evaluate(case, "float32"),
    }


check_softmax_head_by_training()
write(
    "losses.json",
    {
        "keras": keras.__version__,
        "epsilon": keras.config.epsilon(),
        "cases": [golden(case) for case in cases],
    },
)
print(f"{len(cases)} cases")
