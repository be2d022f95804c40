import type { Model } from '@giemsa/nn';

/** Values in Keras' order of axes. */
export interface KerasArray {
  readonly shape: readonly number[];
  readonly data: Float32Array | BigInt64Array;
}

type Definition = Pick<Model['weights'][number]['definition'], 'shape' | 'storage'>;

/** Values that lie as the graph stores the weight, in Keras' order: kernels [out, in, h, w] become [h, w, in, out]. */
export function toKerasOrder(values: Float32Array, { shape, storage }: Definition): KerasArray {
  if (storage === 'keras') return { shape, data: values };
  const [height, width, channels, filters] = shape as [number, number, number, number];
  const data = new Float32Array(values.length);
  const taps = height * width;
  for (let filter = 0; filter < filters; filter++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let tap = 0; tap < taps; tap++) {
        data[(tap * channels + channel) * filters + filter] =
          values[(filter * channels + channel) * taps + tap]!;
      }
    }
  }
  return { shape, data };
}
