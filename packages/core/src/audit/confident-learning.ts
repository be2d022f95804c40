import type { EvaluatedCell } from '../metrics/evaluation.js';

/** A cell whose label the model doubts. */
export interface DoubtfulLabel {
  /** Position among the cells given. */
  readonly cell: number;
  /** Index of the class that it seems to be. */
  readonly suggested: number;
  /** Probability of the label that it has. */
  readonly selfConfidence: number;
  /** That probability less the highest of another class: the lower, the more doubtful. */
  readonly margin: number;
}

/** How many labels seem to be wrong, and which. */
export interface LabelNoise {
  /** Mean probability of a class among the cells labelled so: from it on a cell is confidently of the class. */
  readonly thresholds: readonly number[];
  /** Rows are labels, columns what cells confidently are: counts. */
  readonly confidentJoint: readonly (readonly number[])[];
  /** The same as shares of all cells, each row scaled to the number of its labels: the estimated joint distribution. */
  readonly joint: readonly (readonly number[])[];
  /** Estimated share of wrong labels: what is off the diagonal of `joint`. */
  readonly estimatedErrorShare: number;
  /** Off the diagonal of `confidentJoint`, the most doubtful first. */
  readonly doubtful: readonly DoubtfulLabel[];
}

/**
 * Confident learning: which labels are doubtful, and how many are wrong, from probabilities for cells that the model was not
 * trained on. A cell is counted for the class with the highest probability among those that reach their threshold.
 * Source: Northcutt, Jiang & Chuang 2021, Confident Learning, J. Artif. Intell. Res. 70:1373, 3.1.
 * @throws RangeError when a class has no cell
 */
export function confidentLearning(
  cells: readonly Pick<EvaluatedCell, 'label' | 'probabilities'>[],
  classCount: number,
): LabelNoise {
  const thresholds = Array.from({ length: classCount }, (_, label) => {
    const own = cells.filter((cell) => cell.label === label);
    if (own.length === 0) throw new RangeError(`confidentLearning: class ${label} has no cell.`);
    return own.reduce((sum, { probabilities }) => sum + probabilities[label]!, 0) / own.length;
  });
  const counts = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  const doubtful: DoubtfulLabel[] = [];
  cells.forEach(({ label, probabilities }, cell) => {
    const suggested = confidentClass(probabilities, thresholds);
    if (suggested === undefined) return;
    counts[label]![suggested]!++;
    if (suggested === label) return;
    const others = Array.from(probabilities).filter((_, index) => index !== label);
    const selfConfidence = probabilities[label]!;
    doubtful.push({ cell, suggested, selfConfidence, margin: selfConfidence - Math.max(...others) });
  });
  doubtful.sort((a, b) => a.margin - b.margin || a.cell - b.cell);
  const joint = counts.map((row, label) => {
    const labelled = cells.filter((cell) => cell.label === label).length;
    const confident = row.reduce((sum, count) => sum + count, 0);
    // No confident cell at all says nothing against the labels.
    if (confident === 0) return row.map((_, column) => (column === label ? labelled / cells.length : 0));
    return row.map((count) => ((count / confident) * labelled) / cells.length);
  });
  const estimatedErrorShare = joint.reduce(
    (sum, row, label) => sum + row.reduce((part, share, column) => part + (column === label ? 0 : share), 0),
    0,
  );
  return { thresholds, confidentJoint: counts, joint, estimatedErrorShare, doubtful };
}

function confidentClass(probabilities: ArrayLike<number>, thresholds: readonly number[]): number | undefined {
  let best: number | undefined;
  for (const [index, threshold] of thresholds.entries()) {
    if (probabilities[index]! < threshold - 1e-6) continue;
    if (best === undefined || probabilities[index]! > probabilities[best]!) best = index;
  }
  return best;
}
