import { randomFromSeed } from '../random.js';
import { type BinaryScores, cellsInOrder } from './binary-scores.js';
import { type Interval, wilsonInterval } from './wilson.js';

const RESAMPLES = 2000;

/**
 * With fewer patients no interval is given. Of 100 intervals that should hold the truth 95 times, those of 2 patients held it 43 to 52
 * times, of 4 patients 69 to 79, of 5 patients 74 to 82, of 10 patients 83 to 87, of 30 patients 91 to 93
 * (`interop/patient_intervals.py`).
 */
export const FEWEST_PATIENTS = 5;

const SEED = 20210831;

/** Sums of the same numbers in another order. */
const ROUNDING = 1e-12;

/**
 * A statistic of a resampled set of cells: `weights[patient]` tells how often each patient was drawn.
 * Null where the resample leaves it undefined.
 */
export interface WeightedStatistic {
  (weights: Uint32Array): number | null;
  /** How many patients it rests on; all of them when left out. */
  readonly patients?: number;
  /** Whether it is a mean of values from 0 to 1. */
  readonly isShare?: boolean;
}

/**
 * 95 % percentile intervals by the cluster bootstrap: whole patients are drawn with replacement, 2,000 times, so that
 * the likeness of one patient's cells is kept. The draws are seeded: the same cells give the same intervals.
 * Where every resample gives the same value, as when no cell is wrong, resampling says nothing: a share then gets the Wilson interval
 * of as many observations as there are patients, as if the cells of one patient were one; other figures get none.
 * Null where fewer than {@link FEWEST_PATIENTS} patients have cells that count. Source: Field & Welsh 2007, J. R. Stat. Soc. B 69:369.
 */
export function patientBootstrap<Name extends string>(
  patientCount: number,
  statistics: Record<Name, WeightedStatistic>,
): Record<Name, Interval | null> {
  const entries = Object.entries(statistics) as [Name, WeightedStatistic][];
  const values = new Map<Name, number[]>(entries.map(([name]) => [name, []]));
  const random = randomFromSeed(SEED);
  for (let round = 0; round < RESAMPLES && patientCount >= FEWEST_PATIENTS; round++) {
    const weights = new Uint32Array(patientCount);
    for (let draw = 0; draw < patientCount; draw++) weights[random.integer(patientCount)]!++;
    for (const [name, statistic] of entries) {
      const value = statistic(weights);
      if (value !== null) values.get(name)!.push(value);
    }
  }
  return Object.fromEntries(
    entries.map(([name, statistic]) => [name, intervalOf(statistic, values.get(name)!, patientCount)]),
  ) as Record<Name, Interval | null>;
}

function intervalOf(statistic: WeightedStatistic, values: number[], all: number): Interval | null {
  const { patients = all, isShare = false } = statistic;
  const interval = patients < FEWEST_PATIENTS ? null : percentileInterval(values);
  if (interval === null || interval[1] - interval[0] > ROUNDING) return interval;
  return isShare ? wilsonInterval(interval[0] * patients, patients) : null;
}

/** `Σ weight · part / Σ weight · whole` over patients, where each part lies in its whole: accuracy, sensitivity and the like. */
export function weightedShare(parts: ArrayLike<number>, wholes: ArrayLike<number>): WeightedStatistic {
  const patients = Array.from(wholes).filter((whole) => whole > 0).length;
  return Object.assign(weightedRatio(parts, wholes), { patients, isShare: true });
}

/** `Σ weight · numerator / Σ weight · denominator` over patients: any rate. */
export function weightedRatio(
  numerators: ArrayLike<number>,
  denominators: ArrayLike<number>,
): WeightedStatistic {
  return (weights) => {
    let numerator = 0;
    let denominator = 0;
    for (let patient = 0; patient < weights.length; patient++) {
      numerator += weights[patient]! * numerators[patient]!;
      denominator += weights[patient]! * denominators[patient]!;
    }
    return denominator === 0 ? null : numerator / denominator;
  };
}

/** Area under the ROC curve of the resample; the cells are sorted once, each resample is one pass over them. */
export function weightedAucRoc(scores: BinaryScores, patients: Uint32Array): WeightedStatistic {
  const { isPositive, patientOf, endsTie } = cellsInOrder(scores, patients);
  const holders = [1, 0].map((label) => new Set(patientOf.filter((_, index) => isPositive[index] === label)));
  const area = (weights: Uint32Array) => {
    let positives = 0;
    let negatives = 0;
    let positivesBefore = 0;
    let negativesBefore = 0;
    let twiceArea = 0;
    for (let position = 0; position < patientOf.length; position++) {
      const weight = weights[patientOf[position]!]!;
      if (isPositive[position] === 1) positives += weight;
      else negatives += weight;
      if (endsTie[position] === 0) continue;
      twiceArea += (negatives - negativesBefore) * (positives + positivesBefore);
      positivesBefore = positives;
      negativesBefore = negatives;
    }
    return positives === 0 || negatives === 0 ? null : twiceArea / (2 * positives * negatives);
  };
  return Object.assign(area, { patients: Math.min(...holders.map(({ size }) => size)) });
}

function percentileInterval(values: number[]): Interval | null {
  if (values.length < RESAMPLES / 2) return null;
  const sorted = Float64Array.from(values).sort();
  const quantile = (share: number) => {
    const position = share * (sorted.length - 1);
    const below = Math.floor(position);
    return sorted[below]! + (position - below) * ((sorted[below + 1] ?? sorted[below]!) - sorted[below]!);
  };
  return [quantile(0.025), quantile(0.975)];
}
