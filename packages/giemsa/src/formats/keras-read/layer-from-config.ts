import {
  type ActivationName,
  activation,
  add,
  averagePooling2D,
  batchNormalization,
  conv2d,
  dense,
  dropout,
  flatten,
  globalAveragePooling2D,
  type LayerCall,
  maxPooling2D,
  rescaling,
  softmax,
  zeroPadding2D,
} from '@giemsa/nn';
import { z } from 'zod';
import { UserError } from '../../errors.js';

/** A layer as both generations of Keras' configurations hold it. */
export interface KerasLayerConfig {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

const pair = z.union([z.number(), z.tuple([z.number(), z.number()])]);
const named = { name: z.string(), trainable: z.boolean().optional() };
const padding = z.enum(['same', 'valid']);
/** Keras 2 leaves out what Keras 3 says; both mean the last axis. */
const lastAxis = z.literal('channels_last').nullish();
const activationName = z.string() as unknown as z.ZodType<ActivationName>;

const conv2dConfig = z.object({
  ...named,
  filters: z.number(),
  kernel_size: pair,
  strides: pair,
  padding,
  data_format: lastAxis,
  dilation_rate: pair,
  groups: z.literal(1).default(1),
  activation: activationName,
  use_bias: z.boolean(),
});
const poolingConfig = z.object({ ...named, pool_size: pair, strides: pair, padding, data_format: lastAxis });
const pooling = (config: unknown) => {
  const { pool_size, ...rest } = poolingConfig.parse(config);
  return { ...options(rest), poolSize: pool_size, strides: rest.strides, padding: rest.padding };
};

/** Name and `trainable`, the latter only where it is given. */
const options = ({ name, trainable }: { name: string; trainable?: boolean | undefined }) => ({
  name,
  ...(trainable === undefined ? {} : { trainable }),
});
const plain = (config: unknown) => options(z.object(named).parse(config));

const LAYERS: Readonly<Record<string, (config: unknown) => LayerCall>> = {
  Activation(config) {
    const parsed = z.object({ ...named, activation: activationName }).parse(config);
    return activation(parsed.activation, options(parsed));
  },
  Add: (config) => add(plain(config)),
  AveragePooling2D: (config) => averagePooling2D(pooling(config)),
  BatchNormalization(config) {
    const parsed = z
      .object({
        ...named,
        momentum: z.number(),
        epsilon: z.number(),
        center: z.literal(true),
        scale: z.literal(true),
        axis: z.union([z.literal([-1, 3]), z.tuple([z.literal([-1, 3])])]),
      })
      .parse(config);
    return batchNormalization({ ...options(parsed), momentum: parsed.momentum, epsilon: parsed.epsilon });
  },
  Conv2D(config) {
    const parsed = conv2dConfig.parse(config);
    return conv2d({
      ...options(parsed),
      filters: parsed.filters,
      kernelSize: parsed.kernel_size,
      strides: parsed.strides,
      padding: parsed.padding,
      dilationRate: parsed.dilation_rate,
      activation: parsed.activation,
      useBias: parsed.use_bias,
    });
  },
  Dense(config) {
    const parsed = z
      .object({ ...named, units: z.number(), activation: activationName, use_bias: z.boolean() })
      .parse(config);
    return dense({
      ...options(parsed),
      units: parsed.units,
      activation: parsed.activation,
      useBias: parsed.use_bias,
    });
  },
  Dropout(config) {
    const parsed = z.object({ ...named, rate: z.number(), noise_shape: z.null().optional() }).parse(config);
    return dropout({ ...options(parsed), rate: parsed.rate });
  },
  Flatten: (config) => flatten(options(z.object({ ...named, data_format: lastAxis }).parse(config))),
  GlobalAveragePooling2D(config) {
    const shape = { ...named, data_format: lastAxis, keepdims: z.literal(false).default(false) };
    return globalAveragePooling2D(options(z.object(shape).parse(config)));
  },
  MaxPooling2D: (config) => maxPooling2D(pooling(config)),
  ReLU(config) {
    const none = z.literal([0, null]).optional();
    const shape = { ...named, max_value: z.null().optional(), negative_slope: none, threshold: none };
    return activation('relu', options(z.object(shape).parse(config)));
  },
  Rescaling(config) {
    const parsed = z.object({ ...named, scale: z.number(), offset: z.number() }).parse(config);
    return rescaling({ ...options(parsed), scale: parsed.scale, offset: parsed.offset });
  },
  Softmax: (config) =>
    softmax(
      options(z.object({ ...named, axis: z.union([z.literal(-1), z.tuple([z.literal(-1)])]) }).parse(config)),
    ),
  ZeroPadding2D(config) {
    const parsed = z
      .object({ ...named, padding: z.tuple([pair, pair]), data_format: lastAxis })
      .parse(config) as { name: string; trainable?: boolean; padding: [[number, number], [number, number]] };
    return zeroPadding2D({ ...options(parsed), padding: parsed.padding });
  },
};

/**
 * The layer that a Keras configuration describes.
 * @throws UserError that names the layer, and what of it is not supported
 */
export function layerFromConfig({ class_name: className, config }: KerasLayerConfig): LayerCall {
  const create = Object.hasOwn(LAYERS, className) ? LAYERS[className]! : undefined;
  const name = String(config.name);
  if (!create) {
    throw new UserError(
      `the layer "${name}" is a ${className}, which is not supported; supported are ${Object.keys(LAYERS).join(', ')}`,
    );
  }
  try {
    return create(config);
  } catch (error) {
    const reason = error instanceof z.ZodError ? describe(error, config) : (error as Error).message;
    throw new UserError(`the layer "${name}" (${className}) is not supported: ${reason}`);
  }
}

function describe({ issues }: z.ZodError, config: Readonly<Record<string, unknown>>): string {
  return issues
    .map(({ path, message }) => `${path.join('.')} = ${JSON.stringify(config[String(path[0])])} (${message})`)
    .join('; ');
}
