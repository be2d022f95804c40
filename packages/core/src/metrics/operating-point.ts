import { distance, isPositive } from '../answer/decide.js';
import { UnusableData } from '../errors/kinds.js';
import { type BinaryScores, cutPoints } from './binary-scores.js';

/**
 * The highest threshold at which at least `target` of the positive cells are called positive, set midway to the next lower
 * score, so that a rounding in the last place does not lose the cell that it hangs on.
 * @param target in (0, 1]. @throws UserError when no cell is positive
 */
export function thresholdForSensitivity(scores: BinaryScores, target: number): number {
  const points = cutPoints(scores);
  const positives = points.at(-1)?.truePositives ?? 0;
  if (positives === 0)
    throw new UnusableData('a threshold for a sensitivity needs cells of the positive class; there are none');
  const at = points.findIndex(({ truePositives }) => truePositives >= target * positives - 1e-9);
  return (points[at]!.threshold + (points[at + 1]?.threshold ?? 0)) / 2;
}

/** The half width, in logits, of the band that holds `share` of these probabilities: the least certain ones. */
export function unsureHalfWidth(probabilities: ArrayLike<number>, threshold: number, share: number): number {
  const distances = Float64Array.from(probabilities, (p) => distance(p, threshold)).sort();
  const count = Math.round(share * distances.length);
  if (count === 0) return 0;
  return (distances[count - 1]! + (distances[count] ?? distances[count - 1]!)) / 2;
}

export interface CoveragePoint {
  /** Share of the cells that the model decides itself, the most certain ones. */
  coverage: number;
  /** Share of wrong answers among them. */
  error: number;
}

/**
 * Error among the most certain cells, for every share of them: what leaving the rest to a person brings. Cells of equal
 * certainty are left together. Source: El-Yaniv & Wiener 2010, J. Mach. Learn. Res. 11:1605 (risk-coverage curve).
 */
export function coverageCurve({ labels, probabilities }: BinaryScores, threshold: number): CoveragePoint[] {
  const cells = Array.from(probabilities, (p, index) => ({
    certainty: distance(p, threshold),
    wrong: (isPositive(p, threshold) ? 1 : 0) === labels[index] ? 0 : 1,
  })).sort((a, b) => b.certainty - a.certainty);
  const points: CoveragePoint[] = [];
  let wrong = 0;
  cells.forEach((cell, index) => {
    wrong += cell.wrong;
    if (cells[index + 1]?.certainty === cell.certainty) return;
    points.push({ coverage: (index + 1) / cells.length, error: wrong / (index + 1) });
  });
  return points;
}

/** Error at a coverage: that of the first point that reaches it. */
export const errorAt = (curve: readonly CoveragePoint[], coverage: number): number =>
  curve.find((point) => point.coverage >= coverage - 1e-12)!.error;
