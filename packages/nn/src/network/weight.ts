import { getInitializer } from '../initializers/get-initializer.js';
import type { WeightDefinition } from '../layers/layer.js';
import { createRandom } from '../random/random.js';

/** A named array of numbers that a layer owns. */
export interface Weight {
  /** `layer/weight`, such as `conv1_conv/kernel`. */
  readonly name: string;
  readonly definition: WeightDefinition;
  /** Shape in the graph's storage order. */
  readonly shape: readonly number[];
  /** Values in the graph's storage order, row-major. */
  data: Float32Array;
}

/** The layer that owns a weight: `conv1_conv/kernel` is of `conv1_conv`. */
export const layerOfWeight = (name: string): string => name.slice(0, name.lastIndexOf('/'));

/** A new weight with its initial values, which depend only on the seed and the name. */
export function createWeight(name: string, definition: WeightDefinition, seed: number): Weight {
  const values = getInitializer(definition.initializer)(
    definition.shape,
    createRandom(seed, 'initializer', name),
  );
  const { shape, storage } = definition;
  return {
    name,
    definition,
    shape: storage === 'oihw' ? [shape[3]!, shape[2]!, shape[0]!, shape[1]!] : shape,
    data: toStorage(values, definition),
  };
}

/** Keras' order to the graph's: kernels [h, w, in, out] become [out, in, h, w]. */
export function toStorage(values: Float32Array, { shape, storage }: WeightDefinition): Float32Array {
  if (storage === 'keras') return values.slice();
  const [height, width, channels, filters] = shape as [number, number, number, number];
  return transposeMatrixOfBlocks(values, height * width, channels, filters);
}

/** The graph's order to Keras'. */
export function fromStorage(values: Float32Array, { shape, storage }: WeightDefinition): Float32Array {
  if (storage === 'keras') return values.slice();
  const [height, width, channels, filters] = shape as [number, number, number, number];
  return transposeMatrixOfBlocks(values, filters, channels, height * width);
}

/** [a, b, c] to [c, b, a]. */
function transposeMatrixOfBlocks(values: Float32Array, a: number, b: number, c: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) {
      for (let k = 0; k < c; k++) result[(k * b + j) * a + i] = values[(i * b + j) * c + k]!;
    }
  }
  return result;
}
