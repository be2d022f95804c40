// How a model's probabilities become a decision: the one place where a probability is compared with a threshold.

/** How a model decides. */
export interface DecisionRule {
  readonly classNames: readonly string[];
  /** Index of the positive class. */
  readonly positiveClass: number;
  /**
   * In [0, 1]. With two classes, the positive one is chosen from this probability on; with more it is not
   * used.
   */
  readonly threshold: number;
  /** Half width of the unsure band, in logits; left out where the model has none. */
  readonly unsureHalfWidth?: number | undefined;
}

/** What is decided of one cell. */
export interface Decision {
  /** Index of the class that is decided for. */
  readonly class: number;
  /** Of the positive class, with two classes; else of the class that is decided for. */
  readonly probability: number;
  /** Too near the threshold to be decided without a person; left out where the rule has no band, or more than two classes. */
  readonly unsure?: boolean;
}

/**
 * With two classes, the positive one from the threshold on; with more, the most probable (the first of
 * equals).
 * @param probabilities one of each class, calibrated
 */
export function decide(probabilities: ArrayLike<number>, rule: DecisionRule): Decision {
  const { classNames, positiveClass, threshold, unsureHalfWidth } = rule;
  if (classNames.length !== 2) {
    const best = mostProbable(probabilities);
    return { class: best, probability: probabilities[best]! };
  }
  const probability = probabilities[positiveClass]!;
  return {
    class: isPositive(probability, threshold) ? positiveClass : 1 - positiveClass,
    probability,
    ...(unsureHalfWidth !== undefined && { unsure: isUnsure(probability, threshold, unsureHalfWidth) }),
  };
}

/** Whether a probability, or a patient's share of positive cells, is called positive: from the threshold on, itself included. */
export const isPositive = (probability: number, threshold: number): boolean => probability >= threshold;

/** Index of the highest probability, the first of equals. */
export function mostProbable(probabilities: ArrayLike<number>): number {
  let best = 0;
  for (let index = 1; index < probabilities.length; index++) {
    if (probabilities[index]! > probabilities[best]!) best = index;
  }
  return best;
}

const logit = (p: number) => Math.log(p) - Math.log1p(-p);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Kept off 0 and 1, where the distance to any threshold would be infinite. */
const inside = (p: number) => Math.min(Math.max(p, 1e-12), 1 - 1e-12);

/** How far a probability of the positive class is from the threshold, in logits. */
export const distance = (probability: number, threshold: number): number =>
  Math.abs(logit(inside(probability)) - logit(inside(threshold)));

/**
 * The value by which cells are sorted when the least certain are left to a person: {@link distance} with two
 * classes, otherwise the probability itself.
 * @param probability as in {@link Decision}
 */
export const certainty = (
  probability: number,
  { classNames, threshold }: Pick<DecisionRule, 'classNames' | 'threshold'>,
): number => (classNames.length === 2 ? distance(probability, threshold) : probability);

/** Whether a cell of this probability is left to a person: nearer to the threshold than the half width, in logits. */
export const isUnsure = (probability: number, threshold: number, halfWidth: number): boolean =>
  distance(probability, threshold) < halfWidth;

/** Probabilities between which a cell is left to a person. */
export interface UnsureBand {
  readonly low: number;
  readonly high: number;
}

/** The ends of the band of {@link isUnsure}, to show. */
export function unsureBand(threshold: number, halfWidth: number): UnsureBand {
  const center = logit(inside(threshold));
  return { low: sigmoid(center - halfWidth), high: sigmoid(center + halfWidth) };
}
