import { partOf } from '../../pictures/part-of.js';
import type { Pixels } from '../../pictures/resize.js';
import type { Box, FoundField, Outline } from './cell-finder.js';
import { frameless } from './frame.js';
import { type Round, roundOf } from './round.js';
import { moved } from './tiles.js';

/** The part of a picture that shows a field. */
export interface FieldOfView {
  /** Without frames and captions. */
  readonly box: Box;
  /** Where in the box the field is, if it is a round one on black. */
  readonly round: Round | undefined;
  /** The box alone, with light where the black was. */
  readonly picture: Pixels;
}

/** What a frame, a caption beside the field or the black around an eyepiece's round leave; undefined for the whole picture. */
export function fieldOfView(picture: Pixels): FieldOfView | undefined {
  const box = frameless(picture);
  const isWhole = box[2] === picture.width && box[3] === picture.height;
  const inside = isWhole ? picture : partOf(picture, box);
  const round = roundOf(inside);
  if (isWhole && !round) return undefined;
  return { box, round, picture: round ? lit(inside, round) : inside };
}

/** What was found in a field of view, in pixels of the whole picture. Cells at its inner edge count as cut. */
export function inWholePicture(
  { width, height }: Pixels,
  { box, round }: FieldOfView,
  found: FoundField,
): FoundField {
  const objects = found.objects.map((object) =>
    moved(
      { ...object, cut: object.cut || (round !== undefined && leaves(object.outline, round)) },
      box[0],
      box[1],
    ),
  );
  return {
    ...found,
    ...{ width, height, objects },
    coverage: found.coverage / (round?.share ?? 1),
    note: round
      ? 'a round picture on black: only the round was looked at, and cells at its edge count as cut'
      : `only the ${box[2]} × ${box[3]} pixels inside a frame or beside a caption were looked at`,
  };
}

/** Light in place of the black around it: black looks like ink or a nucleus. */
function lit({ data, width, height }: Pixels, { outside, columns, step, light }: Round): Pixels {
  const result = Uint8Array.from(data);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / step) * columns;
    for (let x = 0; x < width; x++) {
      if (outside[row + Math.floor(x / step)]! > 0) result.set(light, (y * width + x) * 3);
    }
  }
  return { data: result, width, height };
}

/** Whether an outline reaches the edge of the round. */
function leaves(outline: Outline, { outside, columns, step }: Round): boolean {
  const rows = outside.length / columns;
  const at = (value: number, most: number) => Math.min(most - 1, Math.max(0, Math.floor(value / step)));
  for (let k = 0; k < outline.length; k += 2) {
    for (const [dx, dy] of NEAR) {
      const [x, y] = [at(outline[k]! + dx * step, columns), at(outline[k + 1]! + dy * step, rows)];
      if (outside[y * columns + x]! > 0) return true;
    }
  }
  return false;
}

const NEAR = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;
