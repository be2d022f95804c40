import { describe, expect, it } from 'vitest';
import { STAGES } from '../../answer/stage.js';
import { randomFromSeed } from '../../random.js';
import { infectCell } from './parasite-in-cell.js';

/** A plain round cell on black. */
function roundCell(size: number) {
  const data = new Uint8Array(size * size * 3);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++)
      if (Math.hypot(x + 0.5 - size / 2, y + 0.5 - size / 2) < size / 2 - 1)
        data.set([200, 160, 150], (y * size + x) * 3);
  return { data, width: size, height: size };
}

describe('a drawn parasite in a real cell', () => {
  it.each([...STAGES])(
    '%s: only darkens, only within the cell, and so that it can be seen at any size',
    (stage) => {
      for (const size of [24, 60, 130]) {
        const cell = roundCell(size);
        const { data } = infectCell(cell, randomFromSeed(5), [stage])!;
        let changed = 0;
        data.forEach((value, index) => {
          expect(value).toBeLessThanOrEqual(cell.data[index]!);
          if (cell.data[index] === 0) expect(value).toBe(0);
          else if (value < cell.data[index]! - 30) changed++;
        });
        // Channels of pixels, of those of the whole cell.
        expect(changed / cell.data.filter((value) => value > 0).length).toBeGreaterThan(0.01);
      }
    },
  );

  it('the same seed draws the same; the cell itself stays as it was', () => {
    const cell = roundCell(60);
    const before = Uint8Array.from(cell.data);
    expect(infectCell(cell, randomFromSeed(1))).toEqual(infectCell(cell, randomFromSeed(1)));
    expect(infectCell(cell, randomFromSeed(1))).not.toEqual(infectCell(cell, randomFromSeed(2)));
    expect(cell.data).toEqual(before);
  });

  it('a cell of hardly any pixels gets none', () => {
    expect(infectCell(roundCell(6), randomFromSeed(1))).toBeUndefined();
  });
});
