import { type Mat, type OpenCv, withMats } from './opencv.js';

/** The stained parts cut into basins: one around each local maximum of the distance from the edge. */
export interface Basins {
  readonly width: number;
  readonly height: number;
  /** `[height × width]`: number of the basin from 1, 0 where nothing is stained. */
  readonly labels: Int32Array;
  readonly count: number;
  /** Largest distance from the edge in each basin, by label. */
  readonly peaks: Float64Array;
  /** Basins that touch: the largest distance from the edge along their common border, by both labels, the lower first. */
  readonly saddles: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

/** A maximum that rises less than this share of a cell's radius above the pass to a higher one is none. */
const SMALLEST_RISE = 0.03;
/** Distances are sorted in steps of this many pixels. */
const STEP = 1 / 16;

/**
 * Watershed of a height: the distance from the edge and, in the same unit, the network's middles, half each. Rather with too many basins than too few, as they are merged later.
 * By flooding from the highest places down, which also gives the height of the pass between any two basins. (OpenCV's own
 * `watershed` floods by differences of colour, not by height.)
 */
export function findBasins(cv: OpenCv, mask: Mat, middle: Mat, diameter: number): Basins {
  return withMats((keep) => {
    const height = keep(new cv.Mat());
    cv.distanceTransform(mask, height, cv.DIST_L2, cv.DIST_MASK_5);
    const [heights, middles] = [height.data32F, middle.data];
    const most = diameter / 2;
    for (let i = 0; i < heights.length; i++) heights[i] = (heights[i]! + (middles[i]! / 255) * most) / 2;
    const smooth = keep(new cv.Mat());
    cv.GaussianBlur(height, smooth, new cv.Size(0, 0), Math.max(0.8, diameter / 30));
    return flood(smooth.data32F, mask.data, mask.cols, (SMALLEST_RISE * diameter) / 2);
  });
}

function flood(distance: Float32Array, stained: Uint8Array, width: number, rise: number): Basins {
  const labels = new Int32Array(distance.length);
  const parents = [0];
  const heights = [0];
  const passes = new Map<number, Map<number, number>>();
  const root = (label: number): number => {
    let top = label;
    while (parents[top] !== top) top = parents[top]!;
    parents[label] = top;
    return top;
  };
  const height = distance.length / width;
  for (const i of byDescendingDistance(distance, stained)) {
    const x = i % width;
    const y = (i - x) / width;
    let own = 0;
    let steepest = -1;
    for (let dy = -1; dy <= 1; dy++) {
      if (y + dy < 0 || y + dy >= height) continue;
      for (let dx = -1; dx <= 1; dx++) {
        if (x + dx < 0 || x + dx >= width) continue;
        const j = i + dy * width + dx;
        if (labels[j] === 0) continue;
        const other = root(labels[j]!);
        if (own !== 0 && root(own) !== other) meet(root(own), other, distance[i]!);
        // A place belongs to the basin that rises most steeply from it.
        const slope = (distance[j]! - distance[i]!) / (dx !== 0 && dy !== 0 ? Math.SQRT2 : 1);
        if (slope > steepest) [own, steepest] = [other, slope];
      }
    }
    if (own === 0) {
      own = parents.length;
      parents.push(own);
      heights.push(distance[i]!);
    }
    labels[i] = root(own);
  }
  return number(width, labels, root, heights, passes);

  /** Two basins meet at a pass: a low rise is drowned, else the pass is noted. */
  function meet(a: number, b: number, pass: number): void {
    const [high, low] = heights[a]! >= heights[b]! ? [a, b] : [b, a];
    if (heights[low]! - pass < rise) {
      parents[low] = high;
      return;
    }
    const row = passes.get(low) ?? new Map<number, number>();
    if (!row.has(high)) passes.set(low, row.set(high, pass));
  }
}

/** Stained places, highest first, by counting sort. */
function byDescendingDistance(distance: Float32Array, stained: Uint8Array): Int32Array {
  let most = 0;
  for (const value of distance) if (value > most) most = value;
  const levels = Math.ceil(most / STEP) + 1;
  const starts = new Int32Array(levels + 1);
  const levelOf = (i: number) => levels - 1 - Math.floor(distance[i]! / STEP);
  let total = 0;
  for (let i = 0; i < stained.length; i++) {
    if (stained[i] === 0) continue;
    starts[levelOf(i) + 1]!++;
    total++;
  }
  for (let k = 1; k <= levels; k++) starts[k] = starts[k]! + starts[k - 1]!;
  const sorted = new Int32Array(total);
  for (let i = 0; i < stained.length; i++) if (stained[i] !== 0) sorted[starts[levelOf(i)]!++] = i;
  return sorted;
}

/** Numbers the basins that are left from 1, and the passes with them. */
function number(
  width: number,
  labels: Int32Array,
  root: (label: number) => number,
  heights: readonly number[],
  passes: ReadonlyMap<number, ReadonlyMap<number, number>>,
): Basins {
  const numbers = new Map<number, number>();
  const peaks = [0];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === 0) continue;
    const top = root(labels[i]!);
    let label = numbers.get(top);
    if (label === undefined) {
      label = peaks.length;
      numbers.set(top, label);
      peaks.push(heights[top]!);
    }
    labels[i] = label;
  }
  const saddles = new Map<number, Map<number, number>>();
  for (const [a, row] of passes) {
    for (const [b, pass] of row) {
      const [first, second] = [numbers.get(root(a))!, numbers.get(root(b))!].sort((p, q) => p - q);
      if (first === second) continue;
      const known = saddles.get(first!) ?? new Map<number, number>();
      saddles.set(first!, known.set(second!, Math.max(pass, known.get(second!) ?? 0)));
    }
  }
  const count = peaks.length - 1;
  return { width, height: labels.length / width, labels, count, peaks: Float64Array.from(peaks), saddles };
}
