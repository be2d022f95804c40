import { type Random, randomFromSeed } from '../../random.js';
import type { SmearField } from './field.js';
import { norm } from './texture.js';

/** A frame around a field. */
export interface FrameOptions {
  /** Pixels at the top, right, bottom, left. */
  readonly margins: readonly [number, number, number, number];
  readonly color: readonly [number, number, number];
  /** Draws dark signs like those of a caption into the bottom margin. */
  readonly caption?: boolean;
  readonly seed?: number;
}

/** A drawn field in a frame of one colour, with its truth moved. */
export function framedField(
  field: SmearField,
  { margins, color, caption, seed = 0 }: FrameOptions,
): SmearField {
  const [top, right, bottom, left] = margins;
  const [width, height] = [field.width + left + right, field.height + top + bottom];
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < pixels.length; i += 3) pixels.set(color, i);
  const [cells, parasites] = [new Uint8Array(width * height), new Uint8Array(width * height)];
  for (let y = 0; y < field.height; y++) {
    const [from, to] = [y * field.width, (top + y) * width + left];
    pixels.set(field.pixels.subarray(3 * from, 3 * (from + field.width)), 3 * to);
    cells.set(field.cells.subarray(from, from + field.width), to);
    parasites.set(field.parasites.subarray(from, from + field.width), to);
  }
  if (caption) {
    const place = {
      left: 20,
      top: top + field.height + Math.round(bottom / 4),
      size: Math.round(bottom / 2),
    };
    drawSigns(pixels, width, place, randomFromSeed(seed));
  }
  const truth = field.truth.map((cell) => ({
    ...cell,
    box: [cell.box[0] + left, cell.box[1] + top, cell.box[2], cell.box[3]] as const,
    parasites: cell.parasites.map((parasite) => ({
      ...parasite,
      box: [parasite.box[0] + left, parasite.box[1] + top, parasite.box[2], parasite.box[3]] as const,
    })),
  }));
  return { width, height, pixels, cells, parasites, truth };
}

/** Strokes in a row, as letters are. */
function drawSigns(
  pixels: Uint8Array,
  width: number,
  { left, top, size }: { left: number; top: number; size: number },
  random: Random,
): void {
  const stroke = Math.max(2, Math.round(size / 8));
  for (let sign = 0; sign < 12; sign++) {
    const x = left + sign * size;
    for (let part = 0; part < 3; part++) {
      const isUpright = random.chance(0.5);
      const [dx, dy] = [random.integer(Math.ceil(size / 2)), random.integer(Math.ceil(size / 2))];
      const [w, h] = isUpright ? [stroke, size - dy] : [Math.round(size * 0.7) - dx, stroke];
      for (let row = 0; row < h; row++) {
        for (let column = 0; column < w; column++) {
          const at = (top + dy + row) * width + x + dx + column;
          if (x + dx + column < width) pixels.set([20, 20, 20], at * 3);
        }
      }
    }
  }
}

/** The round of an eyepiece in a picture. */
export interface RoundOptions {
  /** Its middle, in pixels. */
  readonly middle: readonly [number, number];
  readonly radius: number;
  /** Pixels over which its edge falls off to black. */
  readonly softness?: number;
}

/** What a phone sees through an eyepiece: a drawn field in a round on black. Cells that reach the edge are cut, those outside are gone. */
export function roundField(
  field: SmearField,
  { middle: [x, y], radius, softness = 8 }: RoundOptions,
): SmearField {
  const { width, height } = field;
  const [pixels, cells, parasites] = [field.pixels, field.cells, field.parasites].map((map) =>
    Uint8Array.from(map),
  ) as [Uint8Array, Uint8Array, Uint8Array];
  const inside = new Set<number>();
  const outside = new Set<number>();
  for (let i = 0; i < cells.length; i++) {
    const depth = radius - norm((i % width) - x, Math.floor(i / width) - y);
    const light = Math.min(1, Math.max(0, depth / softness));
    if (cells[i]! > 0) (depth < softness ? outside : inside).add(cells[i]!);
    if (light === 1) continue;
    // Black is not quite black in a photograph.
    for (let c = 0; c < 3; c++) pixels[3 * i + c] = 6 + (pixels[3 * i + c]! - 6) * light;
    if (light === 0) [cells[i], parasites[i]] = [0, 0];
  }
  const truth = field.truth
    .filter(({ id }) => inside.has(id))
    .map((cell) => ({ ...cell, cut: cell.cut || outside.has(cell.id) }));
  return { width, height, pixels, cells, parasites, truth };
}
