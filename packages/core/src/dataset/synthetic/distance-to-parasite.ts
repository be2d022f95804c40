import type { CellTruth } from './write.js';

/**
 * How far a place lies from the nearest pixel of a parasite, in pixels of the picture; infinite where there is none.
 * @param x from the left, pixel centres at halves
 * @param y from the top, likewise
 */
export function distanceToParasite({ mask, width }: CellTruth, x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < mask.length; run += 2) {
    for (let pixel = mask[run]!; pixel < mask[run]! + mask[run + 1]!; pixel++) {
      const distance = Math.hypot((pixel % width) + 0.5 - x, Math.floor(pixel / width) + 0.5 - y);
      nearest = Math.min(nearest, distance);
    }
  }
  return nearest;
}
