import type { Pixels } from './resize.js';

/** A rectangle of a picture, copied. @param box left, top, width, height; it lies in the picture */
export function partOf(
  { data, width }: Pixels,
  [left, top, columns, rows]: readonly [number, number, number, number],
): Pixels {
  const part = new Uint8Array(columns * rows * 3);
  for (let y = 0; y < rows; y++) {
    const from = ((top + y) * width + left) * 3;
    part.set(data.subarray(from, from + columns * 3), y * columns * 3);
  }
  return { data: part, width: columns, height: rows };
}
