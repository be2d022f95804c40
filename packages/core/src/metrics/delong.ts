import { type BinaryScores, descendingOrder } from './binary-scores.js';
import { type Interval, NORMAL_975 } from './wilson.js';

/**
 * 95 % interval of the area under the ROC curve from DeLong's variance, symmetric on the logit scale so that it stays
 * inside `(0, 1)`. Null where it is not defined: fewer than two cells of a class, or a ranking without a single
 * variation (an area of exactly 0 or 1).
 * Source: DeLong 1988, Biometrics 44:837, by mid-ranks as in Sun & Xu 2014, IEEE Signal Process. Lett. 21:1389;
 * logit: Pepe 2003, The Statistical Evaluation of Medical Tests, 5.2.
 */
export function delongInterval(scores: BinaryScores): Interval | null {
  const { area, variance } = delong(scores);
  if (!(variance > 0) || area <= 0 || area >= 1) return null;
  const logit = Math.log(area / (1 - area));
  const half = (NORMAL_975 * Math.sqrt(variance)) / (area * (1 - area));
  return [1 / (1 + Math.exp(half - logit)), 1 / (1 + Math.exp(-half - logit))];
}

/** The area under the ROC curve and DeLong's estimate of its variance (NaN with fewer than two cells of a class). */
export function delong({ labels, probabilities }: BinaryScores): { area: number; variance: number } {
  const positives: number[] = [];
  const negatives: number[] = [];
  for (let index = 0; index < labels.length; index++) {
    (labels[index] === 1 ? positives : negatives).push(probabilities[index]!);
  }
  const all = midRanks([...positives, ...negatives]);
  const amongPositives = midRanks(positives);
  const amongNegatives = midRanks(negatives);
  const positiveParts = amongPositives.map((rank, i) => (all[i]! - rank) / negatives.length);
  const negativeParts = amongNegatives.map(
    (rank, j) => 1 - (all[positives.length + j]! - rank) / positives.length,
  );
  return {
    area: mean(positiveParts),
    variance:
      sampleVariance(positiveParts) / positives.length + sampleVariance(negativeParts) / negatives.length,
  };
}

/** Rank of each value from the smallest (1) to the largest; equal values share the mean of their ranks. */
function midRanks(values: number[]): Float64Array {
  const ascending = descendingOrder(values).reverse();
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < ascending.length; ) {
    let end = start + 1;
    while (end < ascending.length && values[ascending[end]!] === values[ascending[start]!]) end++;
    for (let position = start; position < end; position++)
      ranks[ascending[position]!] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

function sampleVariance(values: Float64Array): number {
  const center = mean(values);
  return values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1);
}
