import type { Pixels } from '../../pictures/resize.js';

/** A square of a picture, `[side, side, 3] uint8`; what lies beyond the border is the picture mirrored at it. */
export function mirroredSquare(
  { data, width, height }: Pixels,
  left: number,
  top: number,
  side: number,
): Uint8Array {
  const result = new Uint8Array(side * side * 3);
  for (let v = 0; v < side; v++) {
    const y = mirrored(top + v, height);
    for (let u = 0; u < side; u++) {
      const from = (y * width + mirrored(left + u, width)) * 3;
      const to = (v * side + u) * 3;
      result[to] = data[from]!;
      result[to + 1] = data[from + 1]!;
      result[to + 2] = data[from + 2]!;
    }
  }
  return result;
}

function mirrored(value: number, length: number): number {
  const period = 2 * length;
  const folded = ((value % period) + period) % period;
  return folded < length ? folded : period - 1 - folded;
}
