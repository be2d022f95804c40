import {
  batchNormalization,
  groupNormalization,
  layerNormalization,
  normalization,
  rescaling,
} from '@giemsa/nn';
import { z } from 'zod';
import { type Built, type LayerReader, options, parse } from './reader.js';

const numbers = z.union([z.number(), z.array(z.number())]);
const affine = { epsilon: z.number(), center: z.boolean().default(true), scale: z.boolean().default(true) };

/** Keras 2 writes the last axis as it counts it, `[3]` for images and `[1]` for features. */
function overChannels(axis: number | readonly number[], layer: Built): Built {
  const axes = typeof axis === 'number' ? [axis] : axis;
  return (inputs) => {
    const rank = (Array.isArray(inputs) ? inputs[0] : inputs).shape.length;
    const isLast = axes.length === 1 && (axes[0] === -1 || axes[0] === rank - 1);
    if (isLast) return layer(inputs);
    throw new Error(
      `axis = ${JSON.stringify(axis)} of inputs with ${rank} axes; supported is the last, the channels`,
    );
  };
}

export const normalizationReaders: Readonly<Record<string, LayerReader>> = {
  BatchNormalization(source) {
    const { axis, momentum, ...rest } = parse(source, { ...affine, axis: numbers, momentum: z.number() });
    return overChannels(axis, batchNormalization({ ...options(source), momentum, ...rest }));
  },
  GroupNormalization(source) {
    const { groups, axis, ...rest } = parse(source, { ...affine, groups: z.number(), axis: numbers });
    return overChannels(axis, groupNormalization({ ...options(source), groups, ...rest }));
  },
  LayerNormalization(source) {
    const parsed = parse(source, { ...affine, axis: numbers, rms_scaling: z.literal(false).default(false) });
    const { axis, epsilon, center, scale } = parsed;
    return layerNormalization({ ...options(source), axis, epsilon, center, scale });
  },
  Normalization(source) {
    const given = z.union([z.number(), z.array(z.number())]).nullish();
    const parsed = parse(source, {
      axis: numbers.nullable(),
      mean: given,
      variance: given,
      invert: z.literal(false).default(false),
    });
    const { axis, mean, variance } = parsed;
    if (mean != null && variance != null)
      return rescaling({ ...options(source), ...asRescaling(mean, variance) });
    if (axis === null) return normalization({ ...options(source), axis: null });
    return overChannels(axis, normalization(options(source)));
  },
};

type PerChannel = number | readonly number[];

/** `(x - mean) / √variance` as `x · scale + offset`. */
function asRescaling(mean: PerChannel, variance: PerChannel) {
  const variances = [variance].flat();
  const deviations = variances.map((value) => Math.max(Math.sqrt(value), 1e-7));
  const means = [mean].flat();
  const count = Math.max(means.length, deviations.length);
  const at = (values: readonly number[], index: number) => values[values.length === 1 ? 0 : index]!;
  const channels = Array.from({ length: count }, (_, index) => index);
  const scale = channels.map((index) => 1 / at(deviations, index));
  const offset = channels.map((index) => -at(means, index) / at(deviations, index));
  return count === 1 ? { scale: scale[0]!, offset: offset[0]! } : { scale, offset };
}
