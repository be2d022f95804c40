import { conv2d, dense, depthwiseConv2D, separableConv2D } from '@giemsa/nn';
import { z } from 'zod';
import { activationArgument, chain } from './activations.js';
import {
  type Built,
  type KerasLayerRecord,
  type LayerReader,
  type LayerSource,
  lastAxis,
  options,
  padding,
  pair,
  parse,
} from './reader.js';

const window = {
  kernel_size: pair,
  strides: pair,
  padding,
  data_format: lastAxis,
  dilation_rate: pair.default(1),
  use_bias: z.boolean(),
};

export function convolutionReaders(
  readLayer: (record: KerasLayerRecord, source: LayerSource) => Built,
): Readonly<Record<string, LayerReader>> {
  const activated = (source: LayerSource) => activationArgument(source.config.activation, source, readLayer);
  const windowOptions = (source: LayerSource) => {
    const parsed = parse(source, window);
    return {
      ...options(source),
      kernelSize: parsed.kernel_size,
      strides: parsed.strides,
      padding: parsed.padding,
      dilationRate: parsed.dilation_rate,
      useBias: parsed.use_bias,
    };
  };
  return {
    Conv2D(source) {
      const { filters } = parse(source, { filters: z.number(), groups: z.literal(1).default(1) });
      const { name, after } = activated(source);
      return chain(conv2d({ ...windowOptions(source), filters, activation: name }), ...after);
    },
    DepthwiseConv2D(source) {
      const { depth_multiplier } = parse(source, { depth_multiplier: z.number().default(1) });
      const { name, after } = activated(source);
      const layer = { ...windowOptions(source), depthMultiplier: depth_multiplier, activation: name };
      return chain(depthwiseConv2D(layer), ...after);
    },
    SeparableConv2D(source) {
      const parsed = parse(source, { filters: z.number(), depth_multiplier: z.number().default(1) });
      const { name, after } = activated(source);
      const counts = { filters: parsed.filters, depthMultiplier: parsed.depth_multiplier };
      return chain(separableConv2D({ ...windowOptions(source), ...counts, activation: name }), ...after);
    },
    Dense(source) {
      const { units, use_bias } = parse(source, { units: z.number(), use_bias: z.boolean() });
      const { name, after } = activated(source);
      return chain(dense({ ...options(source), units, useBias: use_bias, activation: name }), ...after);
    },
  };
}
