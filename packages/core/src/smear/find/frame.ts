import type { Pixels } from '../../pictures/resize.js';
import type { Box } from './cell-finder.js';

/** A frame's colour varies by this at most in each channel: compression smears it beside letters. */
const SAME = 6;
/** Share of the outermost line that has its colour; a caption may cover more of the lines further in. */
const OUTERMOST = 0.9;
const LINE = 0.5;
/** Share that the field's first lines have of it at most: a frame ends at once, an empty part of a film bit by bit. */
const FIELD = 0.2;
/** Lines in which a frame's edge is blurred. */
const EDGE_LINES = 4;
/** A frame takes less than this share of a side. */
const DEEPEST = 0.4;
/** So many pixels of a line are looked at. */
const SAMPLES = 400;
/** Frames in frames: white, then a black line. */
const MOST_FRAMES = 3;

type Color = readonly [number, number, number];
/** The place of the k-th pixel of the i-th line from a side. */
type Side = (line: number, k: number) => number;

/** The box that is left without frames and caption strips of one colour: the whole picture where there are none. */
export function frameless(picture: Pixels): Box {
  let box: Box = [0, 0, picture.width, picture.height];
  for (let round = 0; round < MOST_FRAMES; round++) {
    const [x, y, w, h] = box;
    const at = (column: number, row: number) => ((y + row) * picture.width + x + column) * 3;
    const top = depthOf(picture, (line, k) => at(k, line), h, w);
    const bottom = depthOf(picture, (line, k) => at(k, h - 1 - line), h, w);
    const left = depthOf(picture, (line, k) => at(line, k), w, h);
    const right = depthOf(picture, (line, k) => at(w - 1 - line, k), w, h);
    if (top + bottom + left + right === 0) break;
    box = [x + left, y + top, w - left - right, h - top - bottom];
  }
  return box;
}

/** How many lines of a side are a frame. */
function depthOf({ data }: Pixels, side: Side, lines: number, length: number): number {
  const step = Math.max(1, Math.floor(length / SAMPLES));
  const color = medianOf(data, (k) => side(0, k), length, step);
  const share = (line: number) => {
    let [same, all] = [0, 0];
    for (let k = 0; k < length; k += step) {
      const from = side(line, k);
      const isSame = color.every((value, c) => Math.abs(data[from + c]! - value) <= SAME);
      if (isSame) same++;
      all++;
    }
    return same / all;
  };
  if (share(0) < OUTERMOST) return 0;
  const most = Math.floor(DEEPEST * lines);
  let depth = 1;
  while (depth < most && share(depth) >= LINE) depth++;
  if (depth === most) return 0;
  for (let line = depth; line <= depth + EDGE_LINES; line++) if (share(line) <= FIELD) return line;
  return 0;
}

function medianOf(data: Uint8Array, at: (k: number) => number, length: number, step: number): Color {
  const channels: [number[], number[], number[]] = [[], [], []];
  for (let k = 0; k < length; k += step) for (const c of [0, 1, 2]) channels[c]!.push(data[at(k) + c]!);
  return channels.map((values) => values.sort((a, b) => a - b)[values.length >> 1]!) as unknown as Color;
}
