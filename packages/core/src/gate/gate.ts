import { z } from 'zod';
import { FEATURES } from './features.js';
import { GROUPS, type GroupName, mahalanobis } from './refuse.js';

const limitsSchema = z.object({
  /** Median of the cells, and where the gate closes below and above. */
  middle: z.number(),
  low: z.number(),
  high: z.number(),
});

/** What a model file holds of its gate: within what limits the cells lie that it was trained on. */
export const gateSchema = z.object({
  version: z.literal(1),
  /** Number of cells that it was fitted on. */
  cells: z.number().int().positive(),
  limits: z.record(z.string(), limitsSchema),
  /** Features that are looked at together: squared Mahalanobis distance up to `limit`. */
  groups: z.record(
    z.string(),
    z.object({
      mean: z.array(z.number()),
      inverse: z.array(z.array(z.number())),
      limit: z.number().positive(),
    }),
  ),
});

/** What a model file holds of its input gate: within what limits the cells lie that it was trained on. */
export interface Gate extends z.infer<typeof gateSchema> {}

/** Fewer cells do not show how much cells vary. */
export const FEWEST_CELLS = 200;

/** Share of the fitted cells beyond each limit before it is moved outwards. */
const TAIL = 0.001;

/** How far limits are moved outwards, in distances from the median: stains of other patients differ more. */
const MARGIN = 0.5;
const GROUP_MARGIN: Readonly<Record<GroupName, number>> = { colour: 3, texture: 1.7, outline: 1.7 };

/** A speck beside a cell is not a second object. */
const LARGEST_PIECE = 0.95;

/** How tightly a gate closes. */
export interface GateOptions {
  readonly tail?: number;
  readonly margin?: number;
}

/** For a data set that may itself hold odd pictures, which must not widen the limits: fewer of its cells count, with more margin. */
export const ROBUST: GateOptions = { tail: 0.02, margin: 2 };

/**
 * Learns which pictures a model is made for, from the cells that it is trained on. Measured in
 * `docs/guides/evaluation.md`.
 * @param vectors of `gateFeatures`, one for each cell
 * @throws RangeError with fewer than {@link FEWEST_CELLS}
 */
export function fitGate(
  vectors: readonly Float64Array[],
  { tail = TAIL, margin = MARGIN }: GateOptions = {},
): Gate {
  if (vectors.length < FEWEST_CELLS) {
    throw new RangeError(`fitGate needs ${FEWEST_CELLS} cells. Received ${vectors.length}.`);
  }
  const limits: Gate['limits'] = {};
  FEATURES.forEach((name, index) => {
    const sorted = Float64Array.from(vectors, (vector) => vector[index]!).sort();
    const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
    const [low, middle, high] = [at(tail), at(0.5), at(1 - tail)];
    const least = Math.max(0.1 * (high - low), 0.01);
    limits[name] = {
      middle: rounded(middle),
      low: rounded(low - margin * Math.max(middle - low, least)),
      high: rounded(high + margin * Math.max(high - middle, least)),
    };
  });
  limits.pieces!.low = Math.min(limits.pieces!.low, LARGEST_PIECE);
  const groups: Gate['groups'] = {};
  for (const name of Object.keys(GROUPS) as GroupName[]) {
    const features = GROUPS[name];
    const rows = vectors.map((vector) => features.map((feature) => vector[FEATURES.indexOf(feature)]!));
    const { mean, inverse } = inverseCovariance(rows);
    const distances = Float64Array.from(rows, (row) => mahalanobis(row, mean, inverse)).sort();
    const limit = rounded(GROUP_MARGIN[name] * distances[Math.round((1 - TAIL) * (rows.length - 1))]!);
    groups[name] = { mean, inverse, limit };
  }
  return { version: 1, cells: vectors.length, limits, groups };
}

const rounded = (value: number) => Number(value.toPrecision(7));

/** With a hundredth of each variance added on the diagonal, so that features that say the same can be inverted. */
function inverseCovariance(rows: readonly (readonly number[])[]) {
  const size = rows[0]!.length;
  const mean = Array.from({ length: size }, (_, i) =>
    rounded(rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length),
  );
  const covariance = mean.map((_, i) =>
    mean.map((__, j) => {
      const sum = rows.reduce((total, row) => total + (row[i]! - mean[i]!) * (row[j]! - mean[j]!), 0);
      return sum / (rows.length - 1);
    }),
  );
  covariance.forEach((row, i) => {
    row[i]! += Math.max(0.01 * row[i]!, 1e-6);
  });
  return { mean, inverse: invert(covariance).map((row) => row.map(rounded)) };
}

/** Gauss-Jordan with pivoting; the matrix is positive definite. */
function invert(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(work[row]![column]!) > Math.abs(work[pivot]![column]!)) pivot = row;
    }
    [work[column], work[pivot]] = [work[pivot]!, work[column]!];
    const divisor = work[column]![column]!;
    work[column] = work[column]!.map((value) => value / divisor);
    for (let row = 0; row < size; row++) {
      const factor = work[row]![column]!;
      if (row === column || factor === 0) continue;
      work[row] = work[row]!.map((value, index) => value - factor * work[column]![index]!);
    }
  }
  return work.map((row) => row.slice(size));
}
