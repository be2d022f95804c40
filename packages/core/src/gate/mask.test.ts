import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellMask } from './mask.js';

/** A picture of which `#` is light. */
function picture(...rows: string[]): Uint8Array {
  return Uint8Array.from(
    [...rows.join('')].flatMap((mark) => new Array<number>(3).fill(mark === '#' ? 200 : 0)),
  );
}

const drawn = (inside: Uint8Array, size: number): string[] =>
  Array.from({ length: size }, (_, y) =>
    Array.from(inside.subarray(y * size, (y + 1) * size), (value) => (value ? '#' : '.')).join(''),
  );

test('the largest piece is the mask, arms that meet below belong to it, corners do not join', () => {
  const mask = cellMask(picture('#.#..', '#.#..', '###..', '...##', '...##'), 5);
  expect(drawn(mask.inside, 5)).toEqual(['#.#..', '#.#..', '###..', '.....', '.....']);
  expect(mask).toMatchObject({ area: 7, largestShare: 7 / 11, holes: 0 });
});

test('holes are filled and counted, bays are not', () => {
  const mask = cellMask(picture('#####', '#.#.#', '###.#', '#...#', '###.#'), 5);
  expect(drawn(mask.inside, 5)).toEqual(['#####', '###.#', '###.#', '#...#', '###.#']);
  expect(mask).toMatchObject({ area: 19, holes: 1 / 19 });
});

test('a black picture has no mask', () => {
  expect(cellMask(picture('..', '..'), 2)).toMatchObject({ area: 0, largestShare: 0, holes: 0 });
});

test('any picture: the mask without its filled holes is one piece, and no larger one is left', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 100, maxLength: 100 }), (light) => {
      const mask = cellMask(Uint8Array.from(light.flatMap((on) => (on ? [200, 200, 200] : [0, 0, 0]))), 10);
      const sizes = floodedSizes(light, 10);
      const largest = Math.max(0, ...sizes);
      const total = sizes.reduce((sum, size) => sum + size, 0);
      expect(mask.largestShare).toBe(total === 0 ? 0 : largest / total);
    }),
  );
});

/** Sizes of pieces, found another way. */
function floodedSizes(light: readonly boolean[], size: number): number[] {
  const left = new Set(light.flatMap((on, index) => (on ? [index] : [])));
  const flood = (index: number, x: number): number => {
    if (x < 0 || x >= size || !left.delete(index)) return 0;
    return (
      1 + flood(index - 1, x - 1) + flood(index + 1, x + 1) + flood(index - size, x) + flood(index + size, x)
    );
  };
  return [...left].map((index) => flood(index, index % size)).filter((count) => count > 0);
}
