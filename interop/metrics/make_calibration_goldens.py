"""Writes packages/core/src/metrics/goldens/calibration.json and packages/core/src/audit/goldens/confident-learning.json:
temperatures by SciPy, calibrated figures by scikit-learn, risk against coverage by its definition, confident learning by cleanlab.

    pip install scikit-learn==1.9.1 cleanlab==2.9.0
    python interop/metrics/make_calibration_goldens.py && npx biome check --write packages/core/src/{metrics,audit}/goldens
"""

import json
from pathlib import Path

import numpy as np
from cleanlab.count import compute_confident_joint, get_confident_thresholds
from cleanlab.filter import find_label_issues
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn import metrics

SOURCE = Path(__file__).parents[2] / "packages/core/src"


def temperature_case(name, random, n, classes, true_temperature, spread):
    labels = random.integers(0, classes, n)
    logits = random.normal(scale=spread, size=(n, classes)) + 1.2 * np.eye(classes)[labels]
    logits *= true_temperature
    fit = minimize_scalar(
        lambda log_t: -log_softmax(logits / np.exp(log_t), axis=1)[np.arange(n), labels].mean(),
        bounds=(np.log(0.05), np.log(20)),
        method="bounded",
        options={"xatol": 1e-12},
    )
    temperature = float(np.exp(fit.x))
    scaled = softmax(logits / temperature, axis=1)
    return {
        "name": name,
        "labels": labels.tolist(),
        "probabilities": softmax(logits, axis=1).tolist(),
        "expected": {
            "temperature": temperature,
            "log_loss": metrics.log_loss(labels, scaled),
            "log_loss_uncalibrated": metrics.log_loss(labels, softmax(logits, axis=1)),
            "first_row": scaled[0].tolist(),
        },
    }


def coverage_case(name, random, n, threshold, decimals):
    labels = random.integers(0, 2, n)
    scores = np.round(1 / (1 + np.exp(-random.normal(1.2 * (2 * labels - 1), 1.5))), decimals)
    scores = np.clip(scores, 1e-6, 1 - 1e-6)
    distance = np.abs(np.log(scores / (1 - scores)) - np.log(threshold / (1 - threshold)))
    wrong = (scores >= threshold).astype(int) != labels
    points = []
    for cut in sorted(set(np.round(distance, 12)), reverse=True):
        kept = np.round(distance, 12) >= cut
        points.append({"coverage": float(kept.mean()), "error": float(wrong[kept].mean())})
    fpr, tpr, thresholds = metrics.roc_curve(labels, scores, drop_intermediate=False)
    return {
        "name": name,
        "labels": labels.tolist(),
        "probabilities": scores.tolist(),
        "threshold": threshold,
        "expected": {
            "curve": points,
            # The highest score at which scikit-learn's recall reaches the target.
            "at_sensitivity": [
                {"target": target, "score": float(thresholds[np.argmax(tpr >= target - 1e-12)]),
                 "sensitivity": float(tpr[np.argmax(tpr >= target - 1e-12)])}
                for target in (0.5, 0.9, 0.98, 1.0)
            ],
        },
    }


def label_case(name, random, n, classes, flipped):
    truth = random.integers(0, classes, n)
    logits = random.normal(size=(n, classes)) + 2.5 * np.eye(classes)[truth]
    probabilities = softmax(logits, axis=1)
    labels = truth.copy()
    wrong = random.random(n) < flipped
    labels[wrong] = (labels[wrong] + 1) % classes
    joint = compute_confident_joint(labels, probabilities, calibrate=False)
    issues = find_label_issues(
        labels, probabilities, filter_by="confident_learning", return_indices_ranked_by=None
    )
    # cleanlab rounds the scaled counts to whole cells; this is equation 3 of the paper without the rounding.
    counts = np.bincount(labels, minlength=classes)
    estimated = joint / joint.sum(axis=1, keepdims=True) * counts[:, None] / n
    return {
        "name": name,
        "labels": labels.tolist(),
        "probabilities": probabilities.tolist(),
        "expected": {
            "thresholds": get_confident_thresholds(labels, probabilities).tolist(),
            "confident_joint": joint.tolist(),
            "joint": estimated.tolist(),
            "doubtful": np.flatnonzero(issues).tolist(),
        },
    }


def write(path, cases):
    path.parent.mkdir(exist_ok=True)
    path.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


def main():
    random = np.random.default_rng(11)
    write(
        SOURCE / "evaluate/goldens/calibration.json",
        {
            "temperature": [
                temperature_case("overconfident", random, 150, 2, 3.0, 1.0),
                temperature_case("underconfident", random, 150, 2, 0.4, 1.0),
                temperature_case("four classes", random, 150, 4, 1.7, 1.0),
            ],
            "coverage": [
                coverage_case("no ties", random, 100, 0.5, 9),
                coverage_case("ties, low threshold", random, 120, 0.25, 2),
            ],
        }.items(),
    )
    write(
        SOURCE / "audit/goldens/confident-learning.json",
        [
            label_case("two classes", random, 120, 2, 0.1),
            label_case("three classes", random, 150, 3, 0.15),
            label_case("no wrong label", random, 80, 2, 0.0),
        ],
    )


main()
