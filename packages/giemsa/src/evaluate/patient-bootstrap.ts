import { createRandom } from '../dataset/random.js';
import { type BinaryScores, descendingOrder } from './binary-scores.js';
import type { Interval } from './wilson.js';

const RESAMPLES = 2000;
const SEED = 20210831;

/**
 * A statistic of a resampled set of cells: `weights[patient]` tells how often each patient was drawn.
 * Null where the resample leaves it undefined.
 */
export type WeightedStatistic = (weights: Uint32Array) => number | null;

/**
 * 95 % percentile intervals by the cluster bootstrap: whole patients are drawn with replacement, 2,000 times, so that
 * the likeness of one patient's cells is kept. The draws are seeded: the same cells give the same intervals.
 * Null with fewer than two patients. Source: Field & Welsh 2007, J. R. Stat. Soc. B 69:369.
 */
export function patientBootstrap<Name extends string>(
  patientCount: number,
  statistics: Record<Name, WeightedStatistic>,
): Record<Name, Interval | null> {
  const entries = Object.entries(statistics) as [Name, WeightedStatistic][];
  const values = new Map<Name, number[]>(entries.map(([name]) => [name, []]));
  const random = createRandom(SEED);
  for (let round = 0; round < RESAMPLES && patientCount > 1; round++) {
    const weights = new Uint32Array(patientCount);
    for (let draw = 0; draw < patientCount; draw++) weights[random.integer(patientCount)]!++;
    for (const [name, statistic] of entries) {
      const value = statistic(weights);
      if (value !== null) values.get(name)!.push(value);
    }
  }
  return Object.fromEntries(entries.map(([name]) => [name, percentileInterval(values.get(name)!)])) as Record<
    Name,
    Interval | null
  >;
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
export function weightedAucRoc(
  { labels, probabilities }: BinaryScores,
  patients: Uint32Array,
): WeightedStatistic {
  const order = descendingOrder(probabilities);
  // Laid out in the order of the pass: 2,000 passes over memory in another order would take three times as long.
  const isPositive = Uint8Array.from(order, (index) => labels[index]!);
  const patientOf = Uint32Array.from(order, (index) => patients[index]!);
  const endsTie = Uint8Array.from(order, (index, position) => {
    const next = order[position + 1];
    return next === undefined || probabilities[next] !== probabilities[index] ? 1 : 0;
  });
  return (weights) => {
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
