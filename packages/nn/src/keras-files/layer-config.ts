import type { ModelConfig } from '../network/model-config.js';

type LayerRecord = ModelConfig['layers'][number];
type Settings = Readonly<Record<string, unknown>>;

/** An object as Keras 3 serializes it. */
export const kerasObject = <Config extends object>(module: string, className: string, config: Config) => ({
  module,
  class_name: className,
  config,
  registered_name: null,
});

const float32 = kerasObject('keras', 'DTypePolicy', { name: 'float32' });

const lastAxis = { data_format: 'channels_last' };
const none = () => ({});

/** Arguments of the layers that `@giemsa/nn` has, by Keras' names; what is not listed keeps Keras' default. */
const ARGUMENTS: Readonly<Record<string, (config: Settings) => Settings>> = {
  Activation: ({ activation }) => ({ activation: kerasActivation(activation) }),
  Add: none,
  Average: none,
  AveragePooling2D: pooling,
  BatchNormalization: ({ momentum, epsilon, center = true, scale = true }) => ({
    ...{ axis: -1, momentum, epsilon, center, scale },
    ...{ gamma_initializer: initializer({ name: 'ones' }), beta_initializer: initializer({ name: 'zeros' }) },
    moving_mean_initializer: initializer({ name: 'zeros' }),
    moving_variance_initializer: initializer({ name: 'ones' }),
  }),
  Concatenate: ({ axis }) => ({ axis }),
  Conv2D: (config) => ({ filters: config.filters, ...windowed(config), groups: 1, ...weighted(config) }),
  Cropping2D: ({ cropping }) => ({ cropping, ...lastAxis }),
  Dense: (config) => ({ units: config.units, ...weighted(config) }),
  DepthwiseConv2D: (config) => ({ ...windowed(config), ...depthwise(config) }),
  Dropout: ({ rate, noiseShape = null }) => ({ rate, seed: null, noise_shape: noiseShape }),
  ELU: ({ alpha }) => ({ alpha }),
  Flatten: () => lastAxis,
  GlobalAveragePooling2D: globalPooling,
  GlobalMaxPooling2D: globalPooling,
  GroupNormalization: ({ groups, epsilon, center, scale }) => ({ groups, axis: -1, epsilon, center, scale }),
  LayerNormalization: ({ axis, epsilon, center, scale }) => ({ axis, epsilon, center, scale }),
  LeakyReLU: ({ negativeSlope }) => ({ negative_slope: negativeSlope }),
  MaxPooling2D: pooling,
  Maximum: none,
  Minimum: none,
  Multiply: none,
  Normalization: ({ axis }) => ({ axis, invert: false, mean: null, variance: null }),
  PReLU: ({ alphaInitializer, sharedAxes }) => ({
    alpha_initializer: initializer(alphaInitializer as InitializerRecord),
    shared_axes: (sharedAxes as number[]).length === 0 ? null : sharedAxes,
  }),
  Permute: ({ dims }) => ({ dims }),
  ReLU: ({ maxValue, negativeSlope, threshold }) => ({
    ...{ max_value: maxValue, negative_slope: negativeSlope, threshold },
  }),
  Rescaling: ({ scale, offset }) => ({ scale, offset }),
  Reshape: ({ targetShape }) => ({ target_shape: targetShape }),
  Resizing: ({ height, width, interpolation }) => ({ height, width, interpolation, ...lastAxis }),
  SeparableConv2D: (config) => ({
    filters: config.filters,
    ...windowed(config),
    ...depthwise(config),
    pointwise_initializer: initializer(config.pointwiseInitializer as InitializerRecord),
  }),
  Softmax: () => ({ axis: -1 }),
  SpatialDropout2D: ({ rate }) => ({ rate, seed: null, ...lastAxis }),
  Subtract: none,
  UpSampling2D: ({ size, interpolation }) => ({ size, interpolation, ...lastAxis }),
  ZeroPadding2D: ({ padding }) => ({ padding, ...lastAxis }),
};

/**
 * A layer's configuration as Keras 3 writes it.
 * The input is float32 where giemsa takes bytes: Keras computes in the type of its input, and values stay 0 to 255.
 * @throws RangeError on a layer class that has no counterpart in Keras
 */
export function kerasLayerConfig({ className, name, trainable, config }: LayerRecord): Settings {
  if (className === 'InputLayer') {
    const { shape } = config as { shape: readonly number[] };
    return { batch_shape: [null, ...shape], dtype: 'float32', sparse: false, ragged: false, name };
  }
  const toArguments = ARGUMENTS[className];
  if (!toArguments) {
    throw new RangeError(
      `layer "${name}" is a ${className}, which cannot be written for Keras; supported are InputLayer, ${Object.keys(ARGUMENTS).join(', ')}`,
    );
  }
  // The one layer of Keras that does not take `trainable`.
  const shared = className === 'SpatialDropout2D' ? { name } : { name, trainable };
  return { ...shared, dtype: float32, ...toArguments(config as Settings) };
}

function pooling({ poolSize, strides, padding }: Settings): Settings {
  return { pool_size: poolSize, padding, strides, data_format: 'channels_last' };
}

function globalPooling({ keepdims = false }: Settings): Settings {
  return { ...lastAxis, keepdims };
}

function windowed({ kernelSize, strides, padding, dilationRate }: Settings): Settings {
  return { kernel_size: kernelSize, strides, padding, ...lastAxis, dilation_rate: dilationRate };
}

function weighted({ kernelInitializer, ...config }: Settings): Settings {
  return {
    ...activatedWithBias(config),
    kernel_initializer: initializer(kernelInitializer as InitializerRecord),
    ...{ kernel_regularizer: null, kernel_constraint: null },
  };
}

function depthwise({ depthMultiplier, depthwiseInitializer, ...config }: Settings): Settings {
  return {
    depth_multiplier: depthMultiplier,
    ...activatedWithBias(config),
    depthwise_initializer: initializer(depthwiseInitializer as InitializerRecord),
  };
}

function activatedWithBias({ activation, useBias, biasInitializer }: Settings): Settings {
  return {
    activation: kerasActivation(activation),
    use_bias: useBias,
    bias_initializer: initializer(biasInitializer as InitializerRecord),
    ...{ bias_regularizer: null, activity_regularizer: null, bias_constraint: null },
  };
}

/** @throws RangeError on the one activation that Keras has no name for */
function kerasActivation(name: unknown): unknown {
  if (name !== 'gelu_approximate') return name;
  throw new RangeError(
    'the activation gelu_approximate cannot be written for Keras, whose files name activations without their arguments',
  );
}

interface InitializerRecord {
  readonly name: string;
  readonly [argument: string]: unknown;
}

/** Keras' initializers that draw nothing take no seed. */
const WITHOUT_SEED: ReadonlySet<string> = new Set(['zeros', 'ones', 'constant']);

function initializer({ name, ...options }: InitializerRecord) {
  const className = name[0]!.toUpperCase() + name.slice(1);
  return kerasObject(
    'keras.initializers',
    className,
    WITHOUT_SEED.has(name) ? options : { ...options, seed: null },
  );
}
