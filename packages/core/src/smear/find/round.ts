import type { Pixels } from '../../pictures/resize.js';

/** A round field on black, as a phone takes it through an eyepiece: a coarse map of what is outside. */
export interface Round {
  /** `[rows × columns]`: 1 outside the round and at its dim edge. */
  readonly outside: Uint8Array;
  readonly columns: number;
  /** Pixels to a column, and to a row. */
  readonly step: number;
  /** Share of the picture inside. */
  readonly share: number;
  /** The colour of the light. */
  readonly light: readonly [number, number, number];
}

/** The map's longer side at most. */
const COARSE = 256;
/** Black: its brightest channel, as a share of the light's. Stained cells let through more than half of the red light. */
const BLACK = 0.2;
/** The dim edge of the round, up to this share of the light, */
const DIM = 0.55;
/** within this share of the longer side. */
const EDGE = 0.04;
/** The black takes at least this share of the picture, and leaves at least that. */
const LEAST = 0.02;
const LEAST_INSIDE = 0.15;

/** A round field on black, where a corner of the picture and more is black; undefined for any other picture. */
export function roundOf({ data, width, height }: Pixels): Round | undefined {
  const step = Math.max(1, Math.ceil(Math.max(width, height) / COARSE));
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const bright = new Uint8Array(columns * rows);
  const places = new Uint32Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const row = Math.min(height - 1, y * step + (step >> 1));
      const from = (row * width + Math.min(width - 1, x * step + (step >> 1))) * 3;
      places[y * columns + x] = from;
      bright[y * columns + x] = Math.max(data[from]!, data[from + 1]!, data[from + 2]!);
    }
  }
  const corners = [0, columns - 1, (rows - 1) * columns, rows * columns - 1];
  const sorted = Uint8Array.from(bright).sort();
  const level = sorted[Math.floor(0.95 * sorted.length)]!;
  const black = corners.filter((at) => bright[at]! < BLACK * level);
  if (black.length === 0) return undefined;
  const outside = new Uint8Array(columns * rows);
  spread(outside, columns, black, (at) => bright[at]! < BLACK * level);
  const share = outside.reduce((sum, value) => sum + value, 0) / outside.length;
  if (share < LEAST) return undefined;
  const edge = Math.ceil(EDGE * Math.max(columns, rows));
  for (let reach = 0; reach < edge; reach++) grow(outside, columns, (at) => bright[at]! < DIM * level);
  // What a sample stands for reaches further than the sample.
  grow(outside, columns, () => true);
  const inside = 1 - outside.reduce((sum, value) => sum + value, 0) / outside.length;
  if (inside < LEAST_INSIDE) return undefined;
  return { outside, columns, step, share: inside, light: lightOf(data, places, bright, level) };
}

/** Marks all that is connected to the given places and passes. */
function spread(
  marks: Uint8Array,
  columns: number,
  from: readonly number[],
  passes: (at: number) => boolean,
): void {
  const waiting = [...from];
  for (const at of waiting) marks[at] = 1;
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const next of neighbours(at, columns, marks.length)) {
      if (marks[next] === 1 || !passes(next)) continue;
      marks[next] = 1;
      waiting.push(next);
    }
  }
}

/** By one place, where it passes. */
function grow(marks: Uint8Array, columns: number, passes: (at: number) => boolean): void {
  const before = Uint8Array.from(marks);
  for (let at = 0; at < marks.length; at++) {
    if (before[at] === 1) continue;
    if (neighbours(at, columns, marks.length).some((next) => before[next] === 1) && passes(at)) marks[at] = 1;
  }
}

function neighbours(at: number, columns: number, length: number): number[] {
  const x = at % columns;
  return [
    ...(x > 0 ? [at - 1] : []),
    ...(x < columns - 1 ? [at + 1] : []),
    ...(at >= columns ? [at - columns] : []),
    ...(at + columns < length ? [at + columns] : []),
  ];
}

/** The median colour of the brightest places. */
function lightOf(
  data: Uint8Array,
  places: Uint32Array,
  bright: Uint8Array,
  level: number,
): readonly [number, number, number] {
  const lit = places.filter((_, at) => bright[at]! >= level);
  const median = (channel: number) =>
    [...lit].map((from) => data[from + channel]!).sort((a, b) => a - b)[lit.length >> 1]!;
  return [median(0), median(1), median(2)];
}
