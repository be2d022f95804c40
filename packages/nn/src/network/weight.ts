import { getInitializer } from '../initializers/get-initializer.js';
import type { WeightDefinition } from '../layers/layer.js';
import { randomFromKey } from '../random/random.js';

/** A named array of numbers that a layer owns. */
export interface Weight {
  /** `layer/weight`, such as `conv1_conv/kernel`. */
  readonly name: string;
  readonly definition: WeightDefinition;
  /** Shape in the graph's storage order. */
  readonly shape: readonly number[];
  /** Number of values. */
  readonly size: number;
  /** Values in the graph's storage order, row-major. */
  data: Float32Array;
}

/** The layer that owns a weight: `conv1_conv/kernel` is of `conv1_conv`. */
export const layerOfWeight = (name: string): string => name.slice(0, name.lastIndexOf('/'));

/**
 * A new weight with its initial values, which depend only on the seed and the name. They are drawn when they are first asked
 * for: never where a file's values take their place.
 */
export function createWeight(name: string, definition: WeightDefinition, seed: number): Weight {
  let data: Float32Array | undefined;
  const initial = () =>
    toStorage(
      getInitializer(definition.initializer)(definition.shape, randomFromKey(seed, 'initializer', name)),
      definition,
    );
  return {
    name,
    definition,
    shape: storageShape(definition),
    size: definition.shape.reduce((product, length) => product * length, 1),
    get data() {
      data ??= initial();
      return data;
    },
    set data(values) {
      data = values;
    },
  };
}

/** Shape of a weight in Keras' order, and how it lies in the graph. */
export type StoredShape = Pick<WeightDefinition, 'shape' | 'storage'>;

function storageShape({ shape, storage }: StoredShape): readonly number[] {
  if (storage === 'keras') return shape;
  const [height, width, channels, last] = shape as [number, number, number, number];
  return storage === 'oihw' ? [last, channels, height, width] : [channels * last, 1, height, width];
}

/** Keras' order to the graph's; see {@link WeightDefinition.storage}. */
export function toStorage(values: Float32Array, { shape, storage }: StoredShape): Float32Array {
  if (storage === 'keras') return values.slice();
  const [height, width, channels, last] = shape as [number, number, number, number];
  const taps = height * width;
  return storage === 'oihw'
    ? exchanged(values, taps, channels, last)
    : exchanged(values, taps, 1, channels * last);
}

/** The graph's order to Keras'. */
export function fromStorage(values: Float32Array, { shape, storage }: StoredShape): Float32Array {
  if (storage === 'keras') return values.slice();
  const [height, width, channels, last] = shape as [number, number, number, number];
  const taps = height * width;
  return storage === 'oihw'
    ? exchanged(values, last, channels, taps)
    : exchanged(values, channels * last, 1, taps);
}

/** [a, b, c] to [c, b, a]. */
function exchanged(values: Float32Array, a: number, b: number, c: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) {
      for (let k = 0; k < c; k++) result[(k * b + j) * a + i] = values[(i * b + j) * c + k]!;
    }
  }
  return result;
}
