import type { BinaryScores } from './binary-scores.js';

/** Bins of the expected calibration error and of the reliability diagram, as in Guo et al. 2017. */
export const CALIBRATION_BINS = 15;

/** Mean squared difference between the probability of the positive class and the label: scikit-learn's `brier_score_loss`. */
export function brierScore({ labels, probabilities }: BinaryScores): number {
  let sum = 0;
  for (let index = 0; index < labels.length; index++) sum += (probabilities[index]! - labels[index]!) ** 2;
  return sum / labels.length;
}

/**
 * Mean of `-ln(probability given to the true class)`, with probabilities clipped to `[ε, 1 - ε]`, ε = 2⁻⁵²:
 * scikit-learn's `log_loss` of float64.
 */
export function logLoss(trueClassProbabilities: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < trueClassProbabilities.length; index++) {
    sum -= Math.log(Math.min(Math.max(trueClassProbabilities[index]!, Number.EPSILON), 1 - Number.EPSILON));
  }
  return sum / trueClassProbabilities.length;
}

/**
 * Expected calibration error: cells are put into 15 equal-width bins `(i/15, (i+1)/15]` by confidence, the probability
 * of the most probable class (`max(p, 1 - p)` with two classes, whatever the threshold), and
 * `Σ share of the bin · |share of correct cells - mean confidence|` is summed over the bins.
 * Source: Guo et al. 2017, On Calibration of Modern Neural Networks, equation 3.
 */
export function expectedCalibrationError(
  confidences: ArrayLike<number>,
  correct: ArrayLike<boolean>,
): number {
  const gaps = new Float64Array(CALIBRATION_BINS);
  for (let index = 0; index < confidences.length; index++) {
    const confidence = confidences[index]!;
    gaps[calibrationBin(confidence)]! += (correct[index] ? 1 : 0) - confidence;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / confidences.length;
}

export interface ReliabilityBin {
  /** The bin holds the probabilities in `(low, high]`; the first one also 0. */
  low: number;
  high: number;
  n: number;
  meanProbability: number;
  /** Share of the bin's cells that are positive. */
  positiveShare: number;
}

/** The points of a reliability diagram: probability of the positive class in 15 equal-width bins; empty bins are left out. */
export function reliabilityBins({ labels, probabilities }: BinaryScores): ReliabilityBin[] {
  const sums = Array.from({ length: CALIBRATION_BINS }, () => ({ n: 0, probability: 0, positives: 0 }));
  for (let index = 0; index < labels.length; index++) {
    const bin = sums[calibrationBin(probabilities[index]!)]!;
    bin.n++;
    bin.probability += probabilities[index]!;
    bin.positives += labels[index]!;
  }
  return sums.flatMap(({ n, probability, positives }, bin) =>
    n === 0
      ? []
      : {
          low: bin / CALIBRATION_BINS,
          high: (bin + 1) / CALIBRATION_BINS,
          n,
          meanProbability: probability / n,
          positiveShare: positives / n,
        },
  );
}

/** The bin `(i/15, (i+1)/15]` of a probability. */
export function calibrationBin(probability: number): number {
  let bin = 0;
  while (bin < CALIBRATION_BINS - 1 && probability > (bin + 1) / CALIBRATION_BINS) bin++;
  return bin;
}
