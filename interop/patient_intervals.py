"""How often an interval by resampling patients (packages/core/src/metrics/patient-bootstrap.ts) holds the truth.

Patients' true rates are drawn from Beta distributions, their cells from binomial ones. Prints, for each distribution, the share of
600 simulated data sets whose 95 % percentile interval holds the true mean, by the number of patients. Needs NumPy.
"""

import numpy as np

PATIENTS = (2, 3, 4, 5, 6, 8, 10, 15, 20, 30)
CELLS = 40
DATA_SETS = 600
RESAMPLES = 1000

rng = np.random.default_rng(1)


def coverage(patients: int, a: float, b: float) -> float:
    held = 0
    for _ in range(DATA_SETS):
        cells = rng.integers(CELLS // 2, 2 * CELLS, patients)
        right = rng.binomial(cells, rng.beta(a, b, patients))
        drawn = rng.multinomial(patients, np.ones(patients) / patients, RESAMPLES)
        low, high = np.quantile((drawn @ right) / (drawn @ cells), [0.025, 0.975])
        held += low <= a / (a + b) <= high
    return held / DATA_SETS


for a, b in [(9.5, 0.5), (19, 1), (38, 2), (6, 1)]:
    shares = ", ".join(f"{patients}: {coverage(patients, a, b):.2f}" for patients in PATIENTS)
    print(f"mean {a / (a + b):.2f}, Beta({a}, {b}): {shares}")
