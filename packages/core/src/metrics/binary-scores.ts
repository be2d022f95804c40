/** What a two-class classifier said about `n` cells, position by position. */
export interface BinaryScores {
  /** True class of each cell: 1 positive, 0 negative. */
  labels: ArrayLike<number>;
  /** Probability of the positive class, in `[0, 1]`. */
  probabilities: ArrayLike<number>;
}

/** The cells' positions from the highest probability to the lowest. */
export function descendingOrder(probabilities: ArrayLike<number>): Uint32Array {
  const order = Uint32Array.from({ length: probabilities.length }, (_, index) => index);
  return order.sort((a, b) => probabilities[b]! - probabilities[a]!);
}

/**
 * The cells from the highest probability to the lowest, for many passes: laid out in the order of the pass, since 2,000 passes
 * over memory in another order would take three times as long.
 * @param patients of each cell
 */
export function cellsInOrder({ labels, probabilities }: BinaryScores, patients: Uint32Array) {
  const order = descendingOrder(probabilities);
  return {
    isPositive: Uint8Array.from(order, (index) => labels[index]!),
    patientOf: Uint32Array.from(order, (index) => patients[index]!),
    /** 1 at the last cell of each probability. */
    endsTie: Uint8Array.from(order, (index, position) => {
      const next = order[position + 1];
      return next === undefined || probabilities[next] !== probabilities[index] ? 1 : 0;
    }),
  };
}

/** How many cells are called positive at a threshold: the true ones and the false ones. */
export interface CutPoint {
  threshold: number;
  truePositives: number;
  falsePositives: number;
}

/** Counts at every distinct probability taken as the threshold (`probability >= threshold` is positive), descending. */
export function cutPoints({ labels, probabilities }: BinaryScores): CutPoint[] {
  const order = descendingOrder(probabilities);
  const points: CutPoint[] = [];
  let truePositives = 0;
  let falsePositives = 0;
  order.forEach((index, position) => {
    if (labels[index] === 1) truePositives++;
    else falsePositives++;
    const threshold = probabilities[index]!;
    const next = order[position + 1];
    // Cells of equal probability are called positive together, so they make one point.
    if (next === undefined || probabilities[next] !== threshold) {
      points.push({ threshold, truePositives, falsePositives });
    }
  });
  return points;
}
