import { fromStorage, type Model } from '@giemsa/nn';

/** Values in Keras' order of axes. */
export interface KerasArray {
  readonly shape: readonly number[];
  readonly data: Float32Array | BigInt64Array;
}

type Definition = Pick<Model['weights'][number]['definition'], 'shape' | 'storage'>;

/** Values that lie as the graph stores the weight, in Keras' order: kernels [out, in, h, w] become [h, w, in, out]. */
export function toKerasOrder(values: Float32Array, definition: Definition): KerasArray {
  return { shape: definition.shape, data: fromStorage(values, definition) };
}
