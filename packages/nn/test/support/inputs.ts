import { randomFromKey } from '../../src/random/random.js';
import { sizeOf, type Values } from './values.js';

/** Whole numbers in [-3, 3]: sums of their products are exact in float32. */
export function integers(key: string, shape: readonly number[]): Values {
  const random = randomFromKey(2, key);
  return {
    shape,
    data: Float32Array.from({ length: sizeOf(shape) }, () => Math.floor(random.uniform(-3, 4))),
  };
}

/** Values between `low` and `high`. */
export function between(low: number, high: number, key: string, shape: readonly number[]): Values {
  const random = randomFromKey(3, key);
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, () => random.uniform(low, high)) };
}

/** Values of both signs, at least 0.1 from zero: a step of 0.02 crosses no kink. */
export function awayFromZero(key: string, shape: readonly number[]): Values {
  const random = randomFromKey(4, key);
  const value = () => random.uniform(0.1, 1) * (random.uniform(-1, 1) < 0 ? -1 : 1);
  return { shape, data: Float32Array.from({ length: sizeOf(shape) }, value) };
}

/** All values differ by at least 0.1, in random order: a step of 0.02 changes no maximum. */
export function distinct(key: string, shape: readonly number[]): Values {
  const length = sizeOf(shape);
  const order = randomFromKey(5, key).shuffle(Uint32Array.from({ length }, (_, index) => index));
  return { shape, data: Float32Array.from(order, (rank) => (rank - length / 2) / 10) };
}
