import type { Pixels } from '@giemsa/core/internal/pictures/resize';
import type { Random } from '@giemsa/core/internal/random';
import { median } from '@giemsa/core/internal/smear/statistics/median';
import { distanceToRim, isCell } from './cell-mask.js';

/**
 * What is darker than a cell's usual colour (a parasite, or a platelet), as optical densities above it, so that it can be laid
 * upon another cell: light passes both, and densities add (Beer and Lambert).
 */
export interface Mark {
  /** `[size, size, 3]`, densities above the cell's usual ones. */
  readonly density: Float32Array;
  /** `[size, size]`, 1 in the mark, 0 outside, soft at its edge. */
  readonly weight: Float32Array;
  /** Pixels a side; as many as the diameter of the cell that it came from. */
  readonly size: number;
}

/** A mark is as much darker in green, where stained parasites absorb most, as this many deviations of the cell. */
const DEVIATIONS = 3;
const LEAST_DENSITY = 0.1;
/** Share of the cell's radius at its rim that is often dark without a mark. */
const RIM = 0.22;
/** Marks outside of this share of the cell are dirt, or not to be told from the cell. */
const LEAST_SHARE = 0.008;
const MOST_SHARE = 0.45;

export const densityOf = (value: number): number => -Math.log(Math.max(1, value) / 255);

/** The mark in a cell on black; undefined where none stands out. */
export function markOf({ data, width, height }: Pixels): Mark | undefined {
  const size = Math.max(width, height);
  const inside = isCell({ data, width, height });
  const rim = distanceToRim(inside, width, height);
  const radius = Math.max(...rim);
  const core = [...inside.keys()].filter((at) => rim[at]! > RIM * radius);
  if (core.length < 50) return undefined;
  const usual = [0, 1, 2].map((c) => median(core.map((at) => densityOf(data[at * 3 + c]!))));
  const greens = core.map((at) => densityOf(data[at * 3 + 1]!) - usual[1]!);
  const spread = 1.5 * median(greens.map(Math.abs));
  const least = Math.max(LEAST_DENSITY, DEVIATIONS * spread);
  const dark = new Float32Array(width * height);
  core.forEach((at, index) => {
    dark[at] = greens[index]! > least ? 1 : 0;
  });
  const area = dark.reduce((sum, value) => sum + value, 0);
  if (area < LEAST_SHARE * core.length || area > MOST_SHARE * core.length) return undefined;
  const soft = softened(dark, width, height, Math.max(1, Math.round(size / 28)));
  const density = new Float32Array(size * size * 3);
  const weight = new Float32Array(size * size);
  const [left, top] = [(size - width) >> 1, (size - height) >> 1];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [from, to] = [y * width + x, (y + top) * size + x + left];
      if (inside[from] !== 1) continue;
      weight[to] = soft[from]!;
      for (let c = 0; c < 3; c++) density[to * 3 + c] = densityOf(data[from * 3 + c]!) - usual[c]!;
    }
  return { density, weight, size };
}

/** Widened by a radius, and soft at the edge. */
export function softened(
  dark: Float32Array,
  width: number,
  height: number,
  radius: number,
): Float32Array<ArrayBuffer> {
  const wide = slid(dark, width, height, radius, Math.max);
  const sums = slid(wide, width, height, radius, (a, b) => a + b);
  return sums.map((value) => value / (2 * radius + 1) ** 2);
}

/** A sliding window of `2 radius + 1`, first along rows, then along columns. */
function slid(
  values: Float32Array,
  width: number,
  height: number,
  radius: number,
  join: (a: number, b: number) => number,
): Float32Array<ArrayBuffer> {
  const along = (source: Float32Array, stride: number, length: number, at: (index: number) => number) => {
    const result = new Float32Array(source.length);
    for (let index = 0; index < source.length; index++) {
      const position = at(index);
      let joined = source[index]!;
      for (let step = 1; step <= radius; step++) {
        if (position - step >= 0) joined = join(joined, source[index - step * stride]!);
        if (position + step < length) joined = join(joined, source[index + step * stride]!);
      }
      result[index] = joined;
    }
    return result;
  };
  const rows = along(values, 1, width, (index) => index % width);
  return along(rows, width, height, (index) => Math.floor(index / width));
}

/** A cell with a mark laid upon it, turned and a little larger or smaller, at most so far from where it was. */
export function laidUpon(cell: Pixels, mark: Mark, random: Random, shift = 0.12): Pixels {
  const { width, height } = cell;
  const inside = isCell(cell);
  const rim = distanceToRim(inside, width, height);
  const soft = Math.max(1.5, Math.max(width, height) / 24);
  const angle = random.uniform(0, 2 * Math.PI);
  const scale = (mark.size / Math.max(width, height)) * random.uniform(0.85, 1.15);
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const mirrored = random.chance(0.5) ? -1 : 1;
  const strength = random.uniform(0.7, 1.15);
  const [right, down] = [random.uniform(-shift, shift) * width, random.uniform(-shift, shift) * height];
  const data = Uint8Array.from(cell.data);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (inside[at] !== 1) continue;
      const [dx, dy] = [(x - width / 2 - right) * mirrored, y - height / 2 - down];
      const [u, v] = [cos * dx - sin * dy + mark.size / 2, sin * dx + cos * dy + mark.size / 2];
      const within = Math.min(1, rim[at]! / soft);
      const weight = between(mark.weight, mark.size, 1, 0, u, v) * within * strength;
      if (weight <= 0) continue;
      for (let c = 0; c < 3; c++) {
        const density = densityOf(data[at * 3 + c]!) + weight * between(mark.density, mark.size, 3, c, u, v);
        // Above what counts as the black around a cell.
        data[at * 3 + c] = Math.max(9, Math.min(255, Math.round(255 * Math.exp(-density))));
      }
    }
  return { data, width, height };
}

/** Between four pixels; 0 outside. */
function between(
  values: Float32Array,
  size: number,
  channels: number,
  channel: number,
  x: number,
  y: number,
): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left + 1 >= size || top + 1 >= size) return 0;
  const at = (i: number, j: number) => values[((top + j) * size + left + i) * channels + channel]!;
  const [fx, fy] = [x - left, y - top];
  return (1 - fy) * ((1 - fx) * at(0, 0) + fx * at(1, 0)) + fy * ((1 - fx) * at(0, 1) + fx * at(1, 1));
}
