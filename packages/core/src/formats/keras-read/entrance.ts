import { conv2d, input, rescaling } from '@giemsa/nn';
import { UnusableModel } from '../../errors/kinds.js';
import { RESCALES, type RescaleName, uniform } from '../rescale.js';
import type { LayerWeights } from './layer-weights.js';
import type { Entrance } from './structure.js';

const NAME = 'giemsa_rescaling';

/** A network's entrance for bytes, and the weights of a layer that scales them. */
export interface ScaledEntrance {
  readonly entrance: Entrance;
  readonly weights: readonly LayerWeights[];
}

/**
 * Square RGB images of bytes, scaled before the network's first layer. Scales that differ by channel are a convolution of
 * one pixel that is not trained, which any format can hold.
 */
export function scaledEntrance(name: RescaleName): ScaledEntrance {
  if (name === 'none') return { entrance: bytes, weights: [] };
  const scaling = uniform(RESCALES[name]);
  if (scaling) {
    const scaled = rescaling({ ...scaling, name: NAME });
    return { entrance: (shape, given) => scaled(bytes(shape, given)), weights: [] };
  }
  const { channels, scale, offset } = RESCALES[name];
  const kernel = new Float32Array(9);
  channels.forEach((from, to) => {
    kernel[3 * from + to] = scale[to]!;
  });
  const pixel = conv2d({ filters: 3, kernelSize: 1, name: NAME, trainable: false });
  return {
    entrance: (shape, given) => pixel(bytes(shape, given)),
    weights: [
      {
        layer: NAME,
        arrays: [
          { shape: [1, 1, 3, 3], data: kernel },
          { shape: [3], data: Float32Array.from(offset) },
        ],
      },
    ],
  };
}

const bytes: Entrance = (shape, name) => {
  if (shape.length !== 3 || shape[2] !== 3 || shape[0] !== shape[1])
    throw new UnusableModel(`it takes inputs of shape [${shape}]; expected square RGB images`);
  return input({ shape, dtype: 'uint8', name });
};
