import { type DecisionRule, decide, isPositive, isUnsure } from './decide.js';

/** What a model says about one cell. */
export interface CellAnswer {
  /** Name of the class that it decides for. */
  readonly class: string;
  /** Of the positive class, with two classes; else of the class that it decides for. */
  readonly probability: number;
  /** Of each class, by its name. */
  readonly probabilities: Readonly<Record<string, number>>;
  /** Too near the threshold to be decided without a person; left out where the model has no such band. */
  readonly unsure?: boolean;
}

/** A decision in names. @param probabilities one of each class, calibrated */
export function answerOf(probabilities: ArrayLike<number>, rule: DecisionRule): CellAnswer {
  const { class: decided, ...decision } = decide(probabilities, rule);
  return {
    class: rule.classNames[decided]!,
    ...decision,
    probabilities: Object.fromEntries(rule.classNames.map((name, index) => [name, probabilities[index]!])),
  };
}

/** A stored answer; all fields are null for a picture without one. */
export interface KeptAnswer {
  readonly class: string | null;
  readonly probability: number | null;
  readonly unsure: boolean | null;
}

/**
 * A stored answer under another threshold. With two classes, the class and the unsure band follow it; with
 * more, nothing changes.
 * @param rule of the model that gave it, with the threshold that is wanted
 */
export function decidedAt(
  kept: KeptAnswer,
  { classNames, positiveClass, threshold, unsureHalfWidth }: DecisionRule,
): Pick<KeptAnswer, 'class' | 'unsure'> {
  const { class: name, probability, unsure } = kept;
  if (probability === null || classNames.length !== 2) return { class: name, unsure };
  return {
    class: classNames[isPositive(probability, threshold) ? positiveClass : 1 - positiveClass]!,
    unsure: unsureHalfWidth === undefined ? unsure : isUnsure(probability, threshold, unsureHalfWidth),
  };
}
