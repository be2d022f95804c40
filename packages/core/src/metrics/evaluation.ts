import { decide } from '../answer/decide.js';
import { InvalidOption, UnusableData } from '../errors/kinds.js';

/** One labelled cell and what the model said about it; file, label and probabilities travel together. */
export interface EvaluatedCell {
  file: string;
  /** Patient the cell comes from; left out when not known. */
  patient?: string | undefined;
  /** Index of the true class. */
  label: number;
  /** One probability per class, in `[0, 1]`. */
  probabilities: ArrayLike<number>;
}

/** A file that could not be read, and why. */
export interface SkippedFile {
  file: string;
  reason: string;
}

/** A model's answers for a labelled set of cells: all that metrics and report pictures are made from. */
export interface Evaluation {
  /** Class names by index. */
  classes: string[];
  /** Index of the positive class (of two classes; not used with more). */
  positive: number;
  /** A cell is called positive when its probability of the positive class is at least this (of two classes). */
  threshold: number;
  cells: EvaluatedCell[];
  /** Files that could not be read and so are in no figure. */
  skipped?: SkippedFile[];
  /** What the model's probabilities were scaled by, where it is calibrated. */
  temperature?: number | undefined;
  /** Half width, in logits around the threshold, of the band of cells left to a person. */
  unsureHalfWidth?: number | undefined;
  /** Share of predicted-positive cells from which a patient is called positive. */
  patientThreshold?: number | undefined;
  /** Patients of the model's training cells, where known. */
  trainingPatients?: ReadonlySet<string> | undefined;
  /** Files of cells with doubtful labels: figures are given with them and without. */
  excluded?: ReadonlySet<string> | undefined;
  /** The class that the file of a cell with a wrong label gets: figures are given with the labels as they are and with these. */
  relabelled?: ReadonlyMap<string, number> | undefined;
}

/** Index of the class that the model decides for. */
export const predictedClass = (
  { classes, positive, threshold }: Omit<Evaluation, 'cells'>,
  { probabilities }: EvaluatedCell,
): number => decide(probabilities, { classNames: classes, positiveClass: positive, threshold }).class;

/** Labels (1 positive, 0 negative) and probabilities of the positive class of a two-class evaluation. */
export function binaryScores({ cells, positive }: Evaluation) {
  return {
    labels: Uint8Array.from(cells, ({ label }) => (label === positive ? 1 : 0)),
    probabilities: Float64Array.from(cells, ({ probabilities }) => probabilities[positive]!),
  };
}

/** Probabilities computed in float32 may pass 1 by a rounding. */
const ROUNDING = 1e-6;

/** Refuses an evaluation that no honest figure can be computed from. @throws UserError or RangeError naming file and value. */
export function checkEvaluation({ classes, positive, threshold, cells }: Evaluation): void {
  if (cells.length === 0) {
    throw new UnusableData(
      'there is no labelled image to evaluate. Give a folder with one sub-folder of images per class.',
    );
  }
  if (classes.length < 2)
    throw new RangeError(`evaluation needs at least 2 classes. Received: ${classes.join(', ')}.`);
  if (classes.length === 2 && !(threshold >= 0 && threshold <= 1)) {
    throw new InvalidOption(
      'threshold',
      threshold,
      `the threshold must be a probability between 0 and 1. Received ${threshold}.`,
    );
  }
  if (!(Number.isInteger(positive) && positive >= 0 && positive < classes.length)) {
    throw new RangeError(
      `the positive class must be an index below ${classes.length}. Received ${positive}.`,
    );
  }
  for (const { file, label, probabilities } of cells) {
    if (!(Number.isInteger(label) && label >= 0 && label < classes.length)) {
      throw new RangeError(
        `${file}: its label must be a class index below ${classes.length}. Received ${label}.`,
      );
    }
    if (probabilities.length !== classes.length) {
      throw new RangeError(
        `${file}: expected ${classes.length} probabilities, received ${probabilities.length}.`,
      );
    }
    for (let index = 0; index < classes.length; index++) {
      const probability = probabilities[index]!;
      if (!(probability >= -ROUNDING && probability <= 1 + ROUNDING)) {
        throw new RangeError(
          `${file}: the model gives ${classes[index]} the probability ${probability}, expected 0 to 1. ` +
            'Its weights may be damaged; train it again or use an earlier checkpoint.',
        );
      }
    }
  }
}
