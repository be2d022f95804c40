import { Mismatch } from '../errors/kinds.js';
import type { EvaluatedCell, Evaluation } from '../metrics/evaluation.js';

/** Answers of one model, or of the models of one cross-validation. */
export type Predictions = Pick<Evaluation, 'classes' | 'cells'>;

/** A cell with the mean of what several models say. */
export interface CombinedCell extends EvaluatedCell {
  /** What each model says, in the order of the models; shorter where a model has not answered. */
  readonly members: readonly ArrayLike<number>[];
}

export interface CombinedPredictions {
  readonly classes: string[];
  /** Models. */
  readonly members: number;
  readonly cells: CombinedCell[];
}

/**
 * The mean of several models' probabilities for each cell, in the first one's order of classes.
 * @throws UserError when the models have other classes
 */
export function combinePredictions(all: readonly Predictions[]): CombinedPredictions {
  const { classes } = all[0]!;
  const cells = new Map<string, CombinedCell & { members: ArrayLike<number>[] }>();
  for (const { classes: names, cells: answered } of all) {
    const order = classes.map((name) => {
      const index = names.indexOf(name);
      if (index >= 0 && names.length === classes.length) return index;
      throw new Mismatch(
        `the predictions have other classes: ${classes.join(', ')} and ${names.join(', ')}; give those of models of the same classes`,
      );
    });
    for (const { probabilities, label, ...cell } of answered) {
      const own = order.map((index) => probabilities[index]!);
      const known = cells.get(cell.file);
      if (known) known.members.push(own);
      else cells.set(cell.file, { ...cell, label: order.indexOf(label), probabilities: own, members: [own] });
    }
  }
  return {
    classes,
    members: all.length,
    cells: [...cells.values()].map((cell) => ({
      ...cell,
      probabilities: classes.map(
        (_, index) => cell.members.reduce((sum, member) => sum + member[index]!, 0) / cell.members.length,
      ),
    })),
  };
}
