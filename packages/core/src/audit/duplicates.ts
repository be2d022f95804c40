import { createHash } from 'node:crypto';
import { BLACK } from '../gate/mask.js';
import type { Pixels } from '../pictures/resize.js';

/** Two pictures that show the same. */
export interface DuplicatePair {
  /** Positions in the data set, `first < second`. */
  readonly first: number;
  readonly second: number;
  /** Root mean square difference of the normalised pictures, in standard deviations: 0 the same, 1.4 nothing in common. */
  readonly difference: number;
  /** Whether one is mirrored or turned by right angles against the other. */
  readonly turned: boolean;
}

/** Side of the pictures that are compared. */
const SIDE = 16;
const VALUES = SIDE * SIDE * 3;
const RINGS = 5;

/**
 * Two cells of 20,420 real ones that are not the same come no nearer than this but for a handful of smooth discs; copies
 * that were compressed, resized, mirrored, turned or brightened stay below it (docs/guides/evaluation.md).
 */
export const NEAR = 0.1;

/** Pairs up to here are worth a look in full size, where a black margin is cut off more exactly. */
export const WORTH_A_LOOK = 0.16;

/** How far the rings of two pictures may lie apart: they are means of many values, so nearer than the pictures. */
const RING_MARGIN = 0.12;

/**
 * Finds pictures that show the same, whatever their brightness, contrast, compression, and if mirrored or turned by right
 * angles. Pictures are compared at 16 × 16, less their mean and by their standard deviation; means over rings about the
 * centre, which turning does not change, spare most comparisons.
 * @param images `[N, size, size, 3] uint8`
 * @returns pairs, the most alike first
 */
export function findDuplicates(
  images: Uint8Array,
  size: number,
  limit: number,
  onProgress?: (done: number, total: number) => void,
): DuplicatePair[] {
  const count = images.length / (size * size * 3);
  const pictures = new Float32Array(count * VALUES);
  const rings = new Float32Array(count * RINGS * 3);
  const ringOf = ringNumbers();
  const pictureAt = (index: number) => pictures.subarray(index * VALUES, (index + 1) * VALUES);
  for (let index = 0; index < count; index++) {
    const picture = pictureAt(index);
    shrink(images.subarray(index * size * size * 3), size, picture);
    normalise(picture);
    ringMeans(picture, ringOf, rings.subarray(index * RINGS * 3, (index + 1) * RINGS * 3));
  }
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  const key = (index: number) => rings[index * RINGS * 3 + 1]!;
  order.sort((a, b) => key(a) - key(b));
  const pairs: DuplicatePair[] = [];
  for (let i = 0; i < count; i++) {
    const one = order[i]!;
    for (let j = i + 1; j < count; j++) {
      const other = order[j]!;
      if (key(other) - key(one) > RING_MARGIN) break;
      if (!ringsAgree(rings, one, other)) continue;
      const found = compare(pictureAt(one), pictureAt(other), SYMMETRIES, limit);
      if (found) pairs.push({ first: Math.min(one, other), second: Math.max(one, other), ...found });
    }
    if (i % 256 === 0) onProgress?.(i, count);
  }
  onProgress?.(count, count);
  return pairs.sort((a, b) => a.difference - b.difference || a.first - b.first || a.second - b.second);
}

/** A picture as it is compared with others. */
export type Signature = Float32Array;

/** @param image `[size, size, 3] uint8` */
export function signatureOf(image: Uint8Array, size: number): Signature {
  const signature = new Float32Array(VALUES);
  shrink(image, size, signature);
  normalise(signature);
  return signature;
}

/** Whether two pictures show the same, as {@link findDuplicates} compares them. */
export function showSame(one: Signature, other: Signature): boolean {
  return compare(one, other, SYMMETRIES, NEAR) !== undefined;
}

/** The picture without its black margin. */
export function withoutMargin({ data, width, height }: Pixels): Pixels {
  const box = lightBox(data, width, height);
  const cropped = new Uint8Array(box.width * box.height * 3);
  for (let y = 0; y < box.height; y++) {
    const from = 3 * ((box.top + y) * width + box.left);
    cropped.set(data.subarray(from, from + 3 * box.width), 3 * y * box.width);
  }
  return { data: cropped, width: box.width, height: box.height };
}

/** SHA-256 of a picture's size and bytes: the same for pictures that are equal pixel by pixel. */
export function pixelHash({ data, width, height }: Pixels): string {
  return createHash('sha256').update(`${width}x${height}`).update(data).digest('hex');
}

/**
 * The part of an image that is not black, as 16 × 16 means: a copy with another margin is the same. Pixels at the edge of a
 * block count by the part of them that lies in it.
 */
function shrink(image: Uint8Array, size: number, result: Float32Array): void {
  const { left, top, width, height } = lightBox(image, size, size);
  const columns = spread(left, width, size);
  const rows = spread(top, height, size);
  for (const [y, blockRow, rowWeight] of rows) {
    for (const [x, blockColumn, columnWeight] of columns) {
      const weight = rowWeight * columnWeight;
      const to = 3 * (blockRow * SIDE + blockColumn);
      const from = 3 * (y * size + x);
      result[to]! += weight * image[from]!;
      result[to + 1]! += weight * image[from + 1]!;
      result[to + 2]! += weight * image[from + 2]!;
    }
  }
}

/** Pixels along an axis, each with the block it counts for and its weight; one that lies in two blocks comes twice. */
function spread(start: number, length: number, size: number): [number, number, number][] {
  const parts: [number, number, number][] = [];
  const step = length / SIDE;
  for (let pixel = start; pixel < Math.min(size, start + length); pixel++) {
    for (let block = Math.floor((pixel - start) / step); block < SIDE; block++) {
      const share = Math.min(pixel - start + 1, (block + 1) * step) - Math.max(pixel - start, block * step);
      if (share <= 1e-9) break;
      parts.push([pixel, block, share / step]);
    }
  }
  return parts;
}

/** The smallest box about what is not black, at least a quarter of the image a side; the whole of a black image. */
function lightBox(image: Uint8Array, columns: number, rows: number) {
  let [left, right, top, bottom] = [columns, -1, rows, -1];
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const i = 3 * (y * columns + x);
      if (Math.max(image[i]!, image[i + 1]!, image[i + 2]!) <= BLACK) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  const [width, height] = [right - left + 1, bottom - top + 1];
  if (width < columns / 4 || height < rows / 4) return { left: 0, top: 0, width: columns, height: rows };
  return { left, top, width, height };
}

function normalise(picture: Float32Array): void {
  let [sum, squares] = [0, 0];
  for (const value of picture) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / VALUES;
  const deviation = Math.sqrt(Math.max(squares / VALUES - mean * mean, 1));
  for (let index = 0; index < VALUES; index++) picture[index] = (picture[index]! - mean) / deviation;
}

function ringNumbers(): Uint8Array {
  const center = (SIDE - 1) / 2;
  return Uint8Array.from({ length: SIDE * SIDE }, (_, index) => {
    const radius = Math.hypot((index % SIDE) - center, Math.floor(index / SIDE) - center);
    return Math.min(RINGS - 1, Math.floor((RINGS * radius) / (Math.SQRT2 * center + 0.01)));
  });
}

function ringMeans(picture: Float32Array, ringOf: Uint8Array, result: Float32Array): void {
  const counts = new Uint32Array(RINGS);
  for (let pixel = 0; pixel < ringOf.length; pixel++) {
    const ring = ringOf[pixel]!;
    counts[ring]!++;
    for (let c = 0; c < 3; c++) result[3 * ring + c]! += picture[3 * pixel + c]!;
  }
  for (let index = 0; index < result.length; index++) result[index]! /= counts[Math.floor(index / 3)]!;
}

function ringsAgree(rings: Float32Array, one: number, other: number): boolean {
  const [a, b] = [one * RINGS * 3, other * RINGS * 3];
  for (let index = 0; index < RINGS * 3; index++) {
    if (Math.abs(rings[a + index]! - rings[b + index]!) > RING_MARGIN) return false;
  }
  return true;
}

/** For each symmetry of the square, where each value of a picture comes from; the first leaves it as it is. */
const SYMMETRIES: readonly Uint32Array[] = Array.from({ length: 8 }, (_, view) =>
  Uint32Array.from({ length: VALUES }, (__, value) => {
    const [x, y, c] = [Math.floor(value / 3) % SIDE, Math.floor(value / 3 / SIDE), value % 3];
    let [column, row] = [view & 1 ? SIDE - 1 - x : x, view & 2 ? SIDE - 1 - y : y];
    if (view & 4) [column, row] = [row, column];
    return 3 * (row * SIDE + column) + c;
  }),
);

function compare(
  a: Signature,
  b: Signature,
  turns: readonly Uint32Array[],
  limit: number,
): { difference: number; turned: boolean } | undefined {
  const most = limit * limit * VALUES;
  let best = most;
  let turned = false;
  for (const [view, turn] of turns.entries()) {
    let sum = 0;
    for (let value = 0; value < VALUES && sum < best; value++) sum += (a[value]! - b[turn[value]!]!) ** 2;
    if (sum >= best) continue;
    best = sum;
    turned = view > 0;
  }
  return best < most ? { difference: Math.sqrt(best / VALUES), turned } : undefined;
}
