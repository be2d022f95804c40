import { UnusableModel } from '../errors/kinds.js';

/** Probabilities computed in float32, or their sum, may exceed 1 by a rounding error. */
const ROUNDING = 1e-5;
const ROUNDING_OF_SUM = 1e-3;

/**
 * Rejects answers that are not probabilities as soon as they arise, so that later code can rely on them.
 * @param rows `[N, classes]`, row by row
 * @param model what gave them, for the error
 * @throws UserError with the first row that is not made of numbers from 0 to 1 whose sum is 1
 */
export function checkProbabilities(rows: ArrayLike<number>, classes: number, model: string): void {
  for (let start = 0; start < rows.length; start += classes) {
    let sum = 0;
    let inRange = true;
    for (let index = start; index < start + classes; index++) {
      const value = rows[index]!;
      inRange &&= value >= -ROUNDING && value <= 1 + ROUNDING;
      sum += value;
    }
    if (inRange && Math.abs(sum - 1) <= ROUNDING_OF_SUM) continue;
    const row = Array.from({ length: classes }, (_, index) => Number(rows[start + index]!.toPrecision(4)));
    throw new UnusableModel(
      `${model} gives ${row.join(', ')} for a picture; expected probabilities from 0 to 1 whose sum is 1. ` +
        'Its weights may be damaged, or its outputs mean something else',
    );
  }
}
