"""Writes packages/core/src/metrics/goldens/{binary,multiclass}.json: random cases with ties and what
scikit-learn, SciPy and the definitions written out say of them.

    pip install scikit-learn==1.9.1
    python interop/metrics/make_goldens.py && npx biome check --write packages/core/src/metrics/goldens
"""

import json
from pathlib import Path

import numpy as np
from scipy.stats import binomtest
from sklearn import metrics

OUT = Path(__file__).parents[2] / "packages/core/src/metrics/goldens"


def wilson(successes, total):
    interval = binomtest(int(successes), int(total)).proportion_ci(0.95, method="wilson")
    return [interval.low, interval.high]


def expected_calibration_error(confidence, correct, bins=15):
    """Guo et al. 2017, equation 3, bins (low, high]."""
    edges = np.arange(bins + 1) / bins
    error = 0.0
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            error += inside.mean() * abs(correct[inside].mean() - confidence[inside].mean())
    return error


def delong_variance(labels, scores):
    """DeLong 1988 by its definition: every positive against every negative."""
    wins = np.where(scores[labels == 1][:, None] > scores[labels == 0][None, :], 1.0, 0.0)
    wins += 0.5 * (scores[labels == 1][:, None] == scores[labels == 0][None, :])
    by_positive, by_negative = wins.mean(axis=1), wins.mean(axis=0)
    return by_positive.var(ddof=1) / len(by_positive) + by_negative.var(ddof=1) / len(by_negative)


def binary_case(name, labels, scores, threshold):
    predicted = (scores >= threshold).astype(int)
    tn, fp, fn, tp = (int(count) for count in metrics.confusion_matrix(labels, predicted, labels=[0, 1]).ravel())
    fpr, tpr, _ = metrics.roc_curve(labels, scores)
    confidence = np.maximum(scores, 1 - scores)
    return {
        "name": name,
        "labels": labels.tolist(),
        "probabilities": scores.tolist(),
        "threshold": threshold,
        "expected": {
            "confusion": {"tp": tp, "fn": fn, "fp": fp, "tn": tn},
            "accuracy": metrics.accuracy_score(labels, predicted),
            "accuracy_ci95": wilson(tp + tn, len(labels)),
            "sensitivity": metrics.recall_score(labels, predicted),
            "sensitivity_ci95": wilson(tp, tp + fn),
            "specificity": metrics.recall_score(labels, predicted, pos_label=0),
            "precision": metrics.precision_score(labels, predicted),
            "npv": metrics.precision_score(labels, predicted, pos_label=0),
            "f1": metrics.f1_score(labels, predicted),
            "mcc": metrics.matthews_corrcoef(labels, predicted),
            "auc_roc": metrics.roc_auc_score(labels, scores),
            "auc_pr": metrics.average_precision_score(labels, scores),
            "brier": metrics.brier_score_loss(labels, scores),
            "log_loss": metrics.log_loss(labels, scores),
            "ece": expected_calibration_error(confidence, (scores >= 0.5) == labels),
            "delong_variance": delong_variance(labels, scores),
            "roc_curve": {"fpr": fpr.tolist(), "tpr": tpr.tolist()},
        },
    }


def multiclass_case(name, labels, probabilities):
    predicted = probabilities.argmax(axis=1)
    average = {"average": "macro", "zero_division": 0}
    return {
        "name": name,
        "labels": labels.tolist(),
        "probabilities": probabilities.tolist(),
        "expected": {
            "accuracy": metrics.accuracy_score(labels, predicted),
            "confusion_matrix": metrics.confusion_matrix(labels, predicted).tolist(),
            "macro_sensitivity": metrics.recall_score(labels, predicted, **average),
            "macro_precision": metrics.precision_score(labels, predicted, **average),
            "macro_f1": metrics.f1_score(labels, predicted, **average),
            "macro_auc_roc": metrics.roc_auc_score(labels, probabilities, multi_class="ovr"),
            "log_loss": metrics.log_loss(labels, probabilities),
            "ece": expected_calibration_error(probabilities.max(axis=1), predicted == labels),
        },
    }


def random_scores(random, labels, separation, decimals):
    logits = random.normal(separation * (2 * labels - 1), 1.5)
    return np.round(1 / (1 + np.exp(-logits)), decimals)


def main():
    random = np.random.default_rng(7)
    binary = []
    for name, n, share, separation, decimals, threshold in [
        ("balanced, few ties", 120, 0.5, 1.0, 6, 0.5),
        ("many ties", 150, 0.5, 0.8, 1, 0.5),
        ("few positives, low threshold", 140, 0.08, 1.2, 2, 0.2),
        ("few negatives, high threshold", 140, 0.9, 1.2, 2, 0.9),
        ("no better than chance", 100, 0.5, 0.0, 2, 0.5),
        ("nearly separated, probabilities of exactly 0 and 1", 100, 0.5, 3.0, 2, 0.5),
        ("constant answer", 30, 0.5, 0.0, 0, 0.0),
    ]:
        labels = (random.random(n) < share).astype(int)
        scores = random_scores(random, labels, separation, decimals)
        if name == "constant answer":
            scores = np.full(n, 0.7)
        binary.append(binary_case(name, labels, scores, threshold))

    labels = random.integers(0, 4, 120)
    logits = random.normal(size=(120, 4)) + 1.5 * np.eye(4)[labels]
    softmax = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    never = logits - [0, 0, 0, 8]
    multiclass = [
        multiclass_case("four classes", labels, softmax),
        multiclass_case(
            "one class never predicted", labels, np.exp(never) / np.exp(never).sum(axis=1, keepdims=True)
        ),
    ]
    OUT.mkdir(exist_ok=True)
    for name, cases in [("binary", binary), ("multiclass", multiclass)]:
        lines = ",\n".join(json.dumps(case) for case in cases)
        (OUT / f"{name}.json").write_text(f"[\n{lines}\n]\n")


main()
