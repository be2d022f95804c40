import { partOf } from '../pictures/part-of.js';
import { type Pixels, resizeRgb } from '../pictures/resize.js';
import type { Box, FoundObject, Outline } from './find/cell-finder.js';

/**
 * Cuts a cell out as the cells of the NIH set were: the smallest box about it, black outside its outline.
 * @returns undefined for an outline without any pixel
 */
export function cutOut(
  picture: Pixels,
  { outline, box }: Pick<FoundObject, 'outline' | 'box'>,
): Pixels | undefined {
  const left = Math.max(0, box[0]);
  const top = Math.max(0, box[1]);
  const width = Math.min(picture.width, box[0] + box[2]) - left;
  const height = Math.min(picture.height, box[1] + box[3]) - top;
  if (width < 1 || height < 1) return undefined;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const crossings = crossingsAt(outline, top + y + 0.5);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil(crossings[k]! - left - 0.5));
      const to = Math.min(width - 1, Math.floor(crossings[k + 1]! - left - 0.5));
      if (to < from) continue;
      const start = ((top + y) * picture.width + left + from) * 3;
      data.set(picture.data.subarray(start, start + (to - from + 1) * 3), (y * width + from) * 3);
    }
  }
  return { data, width, height };
}

/** Beside a place, a person sees this share of its size around it. */
const AROUND = 0.3;

/** A place with what lies around it, for a person to look at. @param box has a pixel in the picture */
export function surroundings(picture: Pixels, box: Box): Pixels {
  const [dx, dy] = [Math.round(AROUND * box[2]), Math.round(AROUND * box[3])];
  const [left, top] = [Math.max(0, box[0] - dx), Math.max(0, box[1] - dy)];
  const right = Math.min(picture.width, box[0] + box[2] + dx);
  const bottom = Math.min(picture.height, box[1] + box[3] + dy);
  return partOf(picture, [left, top, right - left, bottom - top]);
}

/** Where a horizontal line crosses the outline, from left to right: the even-odd rule. */
function crossingsAt(outline: Outline, y: number): number[] {
  const crossings: number[] = [];
  for (let k = 0; k < outline.length; k += 2) {
    const next = (k + 2) % outline.length;
    const [ax, ay, bx, by] = [outline[k]!, outline[k + 1]!, outline[next]!, outline[next + 1]!];
    if (ay <= y === by <= y) continue;
    crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
  }
  return crossings.sort((a, b) => a - b);
}

/** Cells as a model takes them, by the one resize rule: `[N, size, size, 3] uint8`. */
export function modelInput(crops: readonly Pixels[], size: number): Uint8Array<ArrayBuffer> {
  const images = new Uint8Array(crops.length * size * size * 3);
  crops.forEach((crop, index) => {
    images.set(resizeRgb(crop, size, size), index * size * size * 3);
  });
  return images;
}
