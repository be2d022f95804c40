import type { CellModelMetadata } from '../formats/cell-model-metadata.js';
import { predictedClass } from '../metrics/evaluation.js';
import { isUnsure, unsureBand } from '../metrics/operating-point.js';

/** What a model says of one cell. */
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

/** How a model decides. */
export type DecisionRule = Pick<
  CellModelMetadata,
  'classNames' | 'positiveClass' | 'threshold' | 'unsureHalfWidth'
>;

/** @param probabilities one of each class, calibrated */
export function answerOf(probabilities: ArrayLike<number>, rule: DecisionRule): CellAnswer {
  const { classNames, positiveClass, threshold, unsureHalfWidth } = rule;
  const row = Array.from(probabilities);
  const isBinary = classNames.length === 2;
  const decided = predictedClass(
    { classes: [...classNames], positive: positiveClass, threshold, cells: [] },
    { file: '', label: 0, probabilities: row },
  );
  const probability = row[isBinary ? positiveClass : decided]!;
  return {
    class: classNames[decided]!,
    probability,
    probabilities: Object.fromEntries(classNames.map((name, index) => [name, row[index]!])),
    ...(isBinary &&
      unsureHalfWidth !== undefined && {
        unsure: isUnsure(probability, unsureBand(threshold, unsureHalfWidth)),
      }),
  };
}
