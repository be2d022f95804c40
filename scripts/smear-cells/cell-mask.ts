import type { Pixels } from '@giemsa/core/internal/pictures/resize';

/** Channels up to this are the black around a cell. */
const BLACK = 8;

/** 1 for each pixel of a cell on black. */
export function isCell({ data, width, height }: Pixels): Uint8Array {
  const inside = new Uint8Array(width * height);
  for (let at = 0; at < inside.length; at++)
    inside[at] = Math.max(data[at * 3]!, data[at * 3 + 1]!, data[at * 3 + 2]!) > BLACK ? 1 : 0;
  return inside;
}

/** Distance in pixels to the nearest pixel outside, in steps of 1 and √2 (two passes; Borgefors 1986). */
export function distanceToRim(inside: Uint8Array, width: number, height: number): Float32Array {
  const distance = new Float32Array(inside.length);
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : distance[y * width + x]!;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (inside[y * width + x] !== 1) continue;
      const before = Math.min(at(x - 1, y) + 1, at(x, y - 1) + 1);
      distance[y * width + x] = Math.min(
        before,
        at(x - 1, y - 1) + Math.SQRT2,
        at(x + 1, y - 1) + Math.SQRT2,
      );
    }
  for (let y = height - 1; y >= 0; y--)
    for (let x = width - 1; x >= 0; x--) {
      const after = Math.min(at(x + 1, y) + 1, at(x, y + 1) + 1);
      const diagonal = Math.min(at(x + 1, y + 1), at(x - 1, y + 1)) + Math.SQRT2;
      distance[y * width + x] = Math.min(distance[y * width + x]!, after, diagonal);
    }
  return distance;
}
