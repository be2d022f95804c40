"""Writes optimizers.json: the weights after each of ten steps of Keras' optimizers, in float64.

python optimizers.py
"""

import keras
import numpy as np

from golden import coarse, numbers, tensors, write

keras.config.set_floatx("float64")
STEPS = 10
SHAPES = {"kernel": (2, 3), "bias": (3,)}

weights = {name: coarse(f"weights {name}", shape) for name, shape in SHAPES.items()}
gradients = [
    {name: coarse(f"gradient {name} {step}", shape, 2) for name, shape in SHAPES.items()}
    for step in range(STEPS)
]
gradients[0]["kernel"][0, 0] = 0  # Adam divides by the root of a zero second moment
gradients[3]["bias"] = np.zeros(3)  # momentum and decay go on without a gradient
gradients[5]["kernel"] *= 64  # a spike, for clipping
for gradient in gradients:
    gradient["kernel"][1, 2] = 2.0**-30  # as small as epsilon, which then decides the step

CASES = [
    ("sgd", "plain", keras.optimizers.SGD, {}),
    ("sgd", "momentum", keras.optimizers.SGD, {"momentum": 0.9}),
    ("sgd", "Nesterov", keras.optimizers.SGD, {"momentum": 0.9, "nesterov": True}),
    ("sgd", "weight decay is decoupled", keras.optimizers.SGD, {"momentum": 0.9, "weight_decay": 0.01}),
    ("adam", "defaults", keras.optimizers.Adam, {}),
    (
        "adam",
        "other betas and epsilon",
        keras.optimizers.Adam,
        {"beta_1": 0.5, "beta_2": 0.9, "epsilon": 1e-3},
    ),
    ("adamW", "defaults: weight decay 0.004", keras.optimizers.AdamW, {}),
    ("adamW", "strong decay", keras.optimizers.AdamW, {"weight_decay": 0.1}),
    ("sgd", "global norm clipped", keras.optimizers.SGD, {"momentum": 0.9, "global_clipnorm": 1.0}),
    ("adam", "global norm clipped", keras.optimizers.Adam, {"global_clipnorm": 1.0}),
    ("adam", "a clip norm that only the spike reaches", keras.optimizers.Adam, {"global_clipnorm": 20.0}),
    (
        "adam",
        "moving average of the weights; it begins at the weights after the first step",
        keras.optimizers.Adam,
        {"use_ema": True, "ema_momentum": 0.9},
    ),
    ("sgd", "moving average of the weights", keras.optimizers.SGD, {"use_ema": True, "ema_momentum": 0.99}),
]
LEARNING_RATES = {"sgd": (0.001, 0.5), "adam": (0.0001, 0.5), "adamW": (0.0001, 0.5)}


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def run(optimizer_class, learning_rate, options):
    optimizer = optimizer_class(learning_rate=learning_rate, **options)
    variables = [keras.Variable(value, name=name) for name, value in weights.items()]
    optimizer.build(variables)
    steps = []
    for gradient in gradients:
        optimizer.apply([keras.ops.convert_to_tensor(gradient[name]) for name in SHAPES], variables)
        step = {name: numbers(variable.numpy()) for name, variable in zip(SHAPES, variables)}
        if optimizer.use_ema:
            averages = optimizer._model_variables_moving_average
            step["average"] = {name: numbers(average.numpy()) for name, average in zip(SHAPES, averages)}
        steps.append(step)
    return steps


write(
    "optimizers.json",
    {
        "keras": keras.__version__,
        "weights": tensors(weights),
        "gradients": [{name: numbers(value) for name, value in gradient.items()} for gradient in gradients],
        "cases": [
            {
                "optimizer": name,
                "why": f"{why}, {speed} learning rate",
                "config": {"learningRate": rate, **{camel(key): value for key, value in options.items()}},
                "steps": run(optimizer_class, rate, options),
            }
            for name, why, optimizer_class, options in CASES
            for speed, rate in zip(("low", "high"), LEARNING_RATES[name])
        ],
    },
)
