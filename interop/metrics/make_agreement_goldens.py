"""Writes packages/core/src/metrics/goldens/agreement.json: tables of two readers, Cohen's kappa by scikit-learn, and its standard
error by the delta method, with numerical derivatives of kappa and the covariance of a multinomial.

    python interop/metrics/make_agreement_goldens.py && npx biome check --write packages/core/src/metrics/goldens
"""

import json
from pathlib import Path

import numpy as np
from sklearn.metrics import cohen_kappa_score

OUT = Path(__file__).parents[2] / "packages/core/src/metrics/goldens/agreement.json"
TABLES = {
    "balanced": [[40, 6], [4, 50]],
    "one class rare": [[5, 3], [2, 490]],
    "worse than chance": [[2, 12], [15, 3]],
    "three classes": [[30, 4, 1], [6, 25, 3], [0, 2, 9]],
    "as by chance": [[25, 25], [25, 25]],
    "agree on all": [[7, 0], [0, 12]],
}


def kappa(shares):
    observed = np.trace(shares)
    expected = shares.sum(axis=1) @ shares.sum(axis=0)
    return (observed - expected) / (1 - expected)


def standard_error(table):
    shares = table / table.sum()
    step = 1e-6
    gradient = np.zeros(shares.size)
    for index in range(shares.size):
        change = np.zeros(shares.size)
        change[index] = step
        change = change.reshape(shares.shape)
        gradient[index] = (kappa(shares + change) - kappa(shares - change)) / (2 * step)
    flat = shares.ravel()
    covariance = np.diag(flat) - np.outer(flat, flat)
    return float(np.sqrt(gradient @ covariance @ gradient / table.sum()))


cases = []
for name, rows in TABLES.items():
    table = np.array(rows)
    first = [i for i, row in enumerate(rows) for count in row for _ in range(count)]
    second = [j for row in rows for j, count in enumerate(row) for _ in range(count)]
    cases.append(
        {
            "name": name,
            "table": rows,
            "kappa": float(cohen_kappa_score(first, second)),
            "standard_error": standard_error(table),
        }
    )
OUT.write_text(json.dumps(cases))
