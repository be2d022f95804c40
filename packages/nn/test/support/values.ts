import { expect } from 'vitest';

/** Numbers of a tensor, row-major, as goldens hold them. */
export interface Values {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1);

/** The axes in another order, as NumPy's `transpose`. */
export function permute({ shape, data }: Values, permutation: readonly number[]): Values {
  const permuted = permutation.map((axis) => shape[axis]!);
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const result = new Float32Array(data.length);
  const position = permuted.map(() => 0);
  for (let index = 0; index < result.length; index++) {
    let source = 0;
    for (let axis = 0; axis < position.length; axis++)
      source += position[axis]! * strides[permutation[axis]!]!;
    result[index] = data[source]!;
    for (let axis = position.length - 1; axis >= 0; axis--) {
      position[axis]!++;
      if (position[axis]! < permuted[axis]!) break;
      position[axis] = 0;
    }
  }
  return { shape: permuted, data: result };
}

/** The largest difference between two arrays, as a share of the largest expected value (at least `floor`). */
export function deviation(actual: ArrayLike<number>, expected: ArrayLike<number>, floor = 1e-6): number {
  let largest = floor;
  let difference = 0;
  for (let index = 0; index < expected.length; index++) {
    largest = Math.max(largest, Math.abs(expected[index]!));
    const distance = Math.abs(actual[index]! - expected[index]!);
    difference = Number.isNaN(distance) ? Number.POSITIVE_INFINITY : Math.max(difference, distance);
  }
  return difference / largest;
}

export function expectClose(actual: Values, expected: Values, what: string, tolerance: number): void {
  expect(actual.shape, `shape of ${what}`).toEqual([...expected.shape]);
  const share = deviation(actual.data, expected.data);
  expect(share, `${what}: largest difference, as a share of the largest value`).toBeLessThanOrEqual(
    tolerance,
  );
}
