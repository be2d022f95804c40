import type { Box } from './canvas.js';

/** The smallest box about all places of a map `[height, width]` that hold `value`; `undefined` when none does. */
export function boxOf(map: Uint8Array, width: number, value: number): Box | undefined {
  let left = width;
  let right = -1;
  let top = -1;
  let bottom = -1;
  for (let row = 0; row * width < map.length; row++) {
    for (let x = 0; x < width; x++) {
      if (map[row * width + x] !== value) continue;
      if (top < 0) top = row;
      bottom = row;
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
  }
  return right < 0 ? undefined : [left, top, right - left + 1, bottom - top + 1];
}

/** Places other than 0 of a map, as runs along its rows: start, length, start, length, ... */
export function toRuns(map: Uint8Array): number[] {
  const runs: number[] = [];
  for (let i = 0; i < map.length; i++) {
    if (map[i] === 0) continue;
    const start = i;
    while (i < map.length && map[i] !== 0) i++;
    runs.push(start, i - start);
  }
  return runs;
}
