import { type EvaluatedCell, type Evaluation, predictedClass } from './evaluation.js';

export interface Mistake {
  cell: EvaluatedCell;
  /** Index of the class the model decided for. */
  predicted: number;
  /** Probability the model gave that class. */
  confidence: number;
}

/** The wrong answers given with the highest confidence, at most `count`, and how many there are in all. */
export function confidentMistakes(
  evaluation: Evaluation,
  count: number,
): { mistakes: Mistake[]; total: number } {
  const mistakes = evaluation.cells
    .map((cell) => {
      const predicted = predictedClass(evaluation, cell);
      return { cell, predicted, confidence: cell.probabilities[predicted]! };
    })
    .filter(({ cell, predicted }) => predicted !== cell.label)
    .sort((a, b) => b.confidence - a.confidence || (a.cell.file < b.cell.file ? -1 : 1));
  return { mistakes: mistakes.slice(0, count), total: mistakes.length };
}
