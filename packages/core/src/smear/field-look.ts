import type { Pixels } from '../pictures/resize.js';
import type { FoundObject } from './find/cell-finder.js';

/** RGB in [0, 255]. */
export type Colour = readonly [number, number, number];

/** Colours of a field: those of the light and the camera, and those of the stain. */
export interface FieldLook {
  /** Median of what lies beside the cells. */
  readonly background: Colour;
  /** Median of the inner parts of whole red cells. */
  readonly cells: Colour;
  /** Share of the cells’ pixels of which a channel is at its upper end, where no shade can be told. */
  readonly overexposed: number;
}

/** Every so many pixels of a row and of a column is looked at. */
const STEP = 3;
/** A channel from here on is at its upper end. */
const CLIPPED = 254;

/** @returns undefined without any whole red cell, or without anything beside the cells */
export function lookOf(
  { data, width, height }: Pixels,
  objects: readonly Pick<FoundObject, 'kind' | 'box' | 'cut'>[],
): FieldLook | undefined {
  const inside = new Uint8Array(width * height);
  const cells = new Shades();
  let clipped = 0;
  for (const { kind, box, cut } of objects) {
    const [left, top] = [Math.max(0, box[0]), Math.max(0, box[1])];
    const [right, bottom] = [Math.min(width, box[0] + box[2]), Math.min(height, box[1] + box[3])];
    for (let y = top; y < bottom; y++) inside.fill(1, y * width + left, y * width + right);
    if (kind !== 'red cell' || cut) continue;
    // The inner half: no outline of another cell, and no edge.
    const [dx, dy] = [(right - left) >> 2, (bottom - top) >> 2];
    for (let y = top + dy; y < bottom - dy; y += STEP) {
      for (let x = left + dx; x < right - dx; x += STEP) {
        const at = 3 * (y * width + x);
        cells.add(data, at);
        if (Math.max(data[at]!, data[at + 1]!, data[at + 2]!) >= CLIPPED) clipped++;
      }
    }
  }
  const background = new Shades();
  for (let y = 0; y < height; y += STEP) {
    for (let x = 0; x < width; x += STEP) {
      const at = y * width + x;
      if (inside[at] === 0) background.add(data, 3 * at);
    }
  }
  if (cells.count === 0 || background.count === 0) return undefined;
  return { background: background.median(), cells: cells.median(), overexposed: clipped / cells.count };
}

/** How often each shade of each channel is there. */
class Shades {
  count = 0;
  readonly #counts = [0, 1, 2].map(() => new Uint32Array(256));

  add(data: Uint8Array, at: number): void {
    this.count++;
    for (let c = 0; c < 3; c++) this.#counts[c]![data[at + c]!]!++;
  }

  median(): Colour {
    const middle = (counts: Uint32Array) => {
      let below = 0;
      let shade = 0;
      while (2 * (below + counts[shade]!) < this.count) below += counts[shade++]!;
      return shade;
    };
    return this.#counts.map(middle) as unknown as Colour;
  }
}
