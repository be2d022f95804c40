import {
  averagePooling2D,
  cropping2D,
  flatten,
  globalAveragePooling2D,
  globalMaxPooling2D,
  maxPooling2D,
  permute,
  reshape,
  resizing,
  upSampling2D,
  zeroPadding2D,
} from '@giemsa/nn';
import { z } from 'zod';
import { type LayerReader, type LayerSource, lastAxis, options, padding, pair, parse } from './reader.js';

const pooling = (source: LayerSource) => {
  const { pool_size, ...rest } = parse(source, {
    ...{ pool_size: pair, padding, data_format: lastAxis },
    strides: pair.nullish(),
  });
  return {
    ...options(source),
    poolSize: pool_size,
    strides: rest.strides ?? pool_size,
    padding: rest.padding,
  };
};

const globalPooling = (source: LayerSource) => {
  const shape = { data_format: lastAxis, keepdims: z.boolean().default(false) };
  return { ...options(source), keepdims: parse(source, shape).keepdims };
};

const interpolation = z.enum(['bilinear', 'nearest']);
const no = z.literal(false).default(false);
const sides = z.tuple([pair, pair]);

export const shapeReaders: Readonly<Record<string, LayerReader>> = {
  AveragePooling2D: (source) => averagePooling2D(pooling(source)),
  CenterCrop(source) {
    const { height, width } = parse(source, { height: z.number(), width: z.number(), data_format: lastAxis });
    return (inputs) => {
      const [, rows, columns] = (Array.isArray(inputs) ? inputs[0] : inputs).shape as number[];
      const [top, left] = [(rows! - height) >> 1, (columns! - width) >> 1];
      if (top < 0 || left < 0)
        throw new Error(
          `it enlarges ${rows} x ${columns} to ${height} x ${width}; only cropping is supported`,
        );
      const cropping = [
        [top, rows! - height - top],
        [left, columns! - width - left],
      ] as const;
      return cropping2D({ ...options(source), cropping: cropping as never })(inputs);
    };
  },
  Cropping2D(source) {
    const { cropping } = parse(source, { cropping: sides, data_format: lastAxis });
    return cropping2D({ ...options(source), cropping: cropping as [[number, number], [number, number]] });
  },
  Flatten(source) {
    parse(source, { data_format: lastAxis });
    return flatten(options(source));
  },
  GlobalAveragePooling2D: (source) => globalAveragePooling2D(globalPooling(source)),
  GlobalMaxPooling2D: (source) => globalMaxPooling2D(globalPooling(source)),
  MaxPooling2D: (source) => maxPooling2D(pooling(source)),
  Permute: (source) =>
    permute({ ...options(source), dims: parse(source, { dims: z.array(z.number()) }).dims }),
  Reshape(source) {
    const { target_shape } = parse(source, { target_shape: z.array(z.number()) });
    return reshape({ ...options(source), targetShape: target_shape });
  },
  Resizing(source) {
    const parsed = parse(source, {
      ...{ height: z.number(), width: z.number(), interpolation, data_format: lastAxis },
      ...{ crop_to_aspect_ratio: no, pad_to_aspect_ratio: no, antialias: no },
    });
    const { height, width } = parsed;
    return resizing({ ...options(source), height, width, interpolation: parsed.interpolation });
  },
  UpSampling2D(source) {
    const parsed = parse(source, {
      ...{ size: pair, data_format: lastAxis },
      interpolation: interpolation.default('nearest'),
    });
    return upSampling2D({ ...options(source), size: parsed.size, interpolation: parsed.interpolation });
  },
  ZeroPadding2D(source) {
    const parsed = parse(source, { padding: sides, data_format: lastAxis });
    return zeroPadding2D({
      ...options(source),
      padding: parsed.padding as [[number, number], [number, number]],
    });
  },
};
