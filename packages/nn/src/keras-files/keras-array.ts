import type { Network } from '../network/network.js';
import { fromStorage, layerOfWeight } from '../network/weight.js';

/** Values in Keras' order of axes. */
export interface KerasArray {
  readonly shape: readonly number[];
  readonly data: Float32Array | BigInt64Array;
}

type Definition = Pick<Network['weights'][number]['definition'], 'shape' | 'storage'>;

/** Values that lie as the graph stores the weight, in Keras' order: kernels [out, in, h, w] become [h, w, in, out]. */
export function toKerasOrder(values: Float32Array, definition: Definition): KerasArray {
  return { shape: definition.shape, data: fromStorage(values, definition) };
}

/**
 * All arrays that Keras keeps of a layer, by name and in its order: its weights, and of `Normalization` how many examples its
 * statistics are of.
 */
export function layerArrays(network: Network, layerName: string, className: string): [string, KerasArray][] {
  const own = network.weights
    .filter(({ name }) => layerOfWeight(name) === layerName)
    .map(({ name, data, definition }): [string, KerasArray] => [name, toKerasOrder(data, definition)]);
  if (className !== 'Normalization') return own;
  return [...own, [`${layerName}/count`, { shape: [], data: BigInt64Array.of(0n) }]];
}
