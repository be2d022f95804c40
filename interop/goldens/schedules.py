"""Writes schedules.json: learning rates of Keras' CosineDecay and ReduceLROnPlateau and of PyTorch's OneCycleLR.

python schedules.py
"""

import os
import types

os.environ["KERAS_BACKEND"] = (
    "torch"  # TensorFlow and PyTorch's optimizers each bring an LLVM and clash in one process
)

import keras  # noqa: E402
import torch  # noqa: E402

from golden import numbers, write  # noqa: E402

keras.config.set_floatx("float64")

COSINE = [
    ("no warm-up", {"initial_learning_rate": 0.01, "decay_steps": 20}),
    ("ends above zero", {"initial_learning_rate": 0.01, "decay_steps": 20, "alpha": 0.1}),
    (
        "warm-up from zero: the decay begins at the target and takes decaySteps more",
        {"initial_learning_rate": 0.0, "decay_steps": 15, "warmup_target": 0.01, "warmup_steps": 5},
    ),
    (
        "warm-up from above zero, ends above zero",
        {
            "initial_learning_rate": 0.001,
            "decay_steps": 15,
            "alpha": 0.05,
            "warmup_target": 0.01,
            "warmup_steps": 5,
        },
    ),
]
PLATEAU = [
    ("defaults but for patience", {"factor": 0.1, "patience": 2}),
    ("an improvement smaller than minDelta is none", {"factor": 0.5, "patience": 2, "min_delta": 0.01}),
    ("cooldown: no counting in the epochs after a reduction", {"factor": 0.5, "patience": 1, "cooldown": 2}),
    ("stops at minLearningRate", {"factor": 0.1, "patience": 1, "min_lr": 0.00005}),
    ("accuracy: larger is better", {"factor": 0.5, "patience": 2, "mode": "max"}),
]
LOSSES = [
    1,
    0.8,
    0.8,
    0.8,
    0.795,
    0.79999,
    0.85,
    0.6,
    0.6,
    0.6,
    0.6,
    0.6,
    0.599,
    0.5995,
    0.4,
    0.41,
    0.42,
    0.43,
]
ONE_CYCLE = [
    ("defaults", {"max_lr": 0.01, "total_steps": 20}),
    (
        "early peak",
        {"max_lr": 0.1, "total_steps": 20, "pct_start": 0.2, "div_factor": 10, "final_div_factor": 100},
    ),
]
RENAMED = {"min_lr": "minLearningRate", "max_lr": "maxLearningRate"}


def camel(options):
    def name(key):
        first, *rest = key.split("_")
        return RENAMED.get(key, first + "".join(word.capitalize() for word in rest))

    return {name(key): value for key, value in options.items()}


def cosine(options):
    schedule = keras.optimizers.schedules.CosineDecay(**options)
    return [float(schedule(step)) for step in range(24)]


def plateau(options):
    """The learning rate after each epoch. Accuracies are 1 minus the losses."""
    optimizer = keras.optimizers.SGD(0.001)
    monitor = "val_accuracy" if options.get("mode") == "max" else "val_loss"
    callback = keras.callbacks.ReduceLROnPlateau(monitor=monitor, **{"mode": "min", **options})
    callback.set_model(types.SimpleNamespace(optimizer=optimizer))
    callback.on_train_begin()
    rates = []
    for epoch, loss in enumerate(LOSSES):
        callback.on_epoch_end(epoch, {monitor: 1 - loss if monitor == "val_accuracy" else loss})
        rates.append(float(optimizer.learning_rate))
    return rates


def one_cycle(options):
    """Momentum is left alone: only the learning rate cycles."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.001)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, cycle_momentum=False, **options)
    rates = []
    for _ in range(options["total_steps"]):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if len(rates) < options["total_steps"]:
            schedule.step()
    return rates


def goldens(cases, run):
    return [
        {"why": why, "config": camel(options), "learningRates": numbers(run(options))}
        for why, options in cases
    ]


write(
    "schedules.json",
    {
        "keras": keras.__version__,
        "torch": torch.__version__,
        "cosineDecay": goldens(COSINE, cosine),
        "reduceLearningRateOnPlateau": {
            "initialLearningRate": 0.001,
            "losses": LOSSES,
            "cases": goldens(PLATEAU, plateau),
        },
        "oneCycle": goldens(ONE_CYCLE, one_cycle),
    },
)
