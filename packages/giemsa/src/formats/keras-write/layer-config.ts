import type { ModelConfig } from '@giemsa/nn';

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

/** Arguments of the layers that `@giemsa/nn` has, by Keras' names; what is not listed keeps Keras' default. */
const ARGUMENTS: Readonly<Record<string, (config: Settings) => Settings>> = {
  Activation: ({ activation }) => ({ activation }),
  Add: () => ({}),
  AveragePooling2D: pooling,
  BatchNormalization: ({ momentum, epsilon }) => ({
    ...{ axis: -1, momentum, epsilon, center: true, scale: true },
    ...{ gamma_initializer: initializer({ name: 'ones' }), beta_initializer: initializer({ name: 'zeros' }) },
    moving_mean_initializer: initializer({ name: 'zeros' }),
    moving_variance_initializer: initializer({ name: 'ones' }),
  }),
  Conv2D: (config) => ({
    filters: config.filters,
    kernel_size: config.kernelSize,
    strides: config.strides,
    padding: config.padding,
    data_format: 'channels_last',
    dilation_rate: config.dilationRate,
    groups: 1,
    ...weighted(config),
  }),
  Dense: (config) => ({ units: config.units, ...weighted(config) }),
  Dropout: ({ rate }) => ({ rate, seed: null, noise_shape: null }),
  Flatten: () => ({ data_format: 'channels_last' }),
  GlobalAveragePooling2D: () => ({ data_format: 'channels_last', keepdims: false }),
  MaxPooling2D: pooling,
  Rescaling: ({ scale, offset }) => ({ scale, offset }),
  Softmax: () => ({ axis: -1 }),
  ZeroPadding2D: ({ padding }) => ({ padding, data_format: 'channels_last' }),
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
  return { name, trainable, dtype: float32, ...toArguments(config as Settings) };
}

function pooling({ poolSize, strides, padding }: Settings): Settings {
  return { pool_size: poolSize, padding, strides, data_format: 'channels_last' };
}

function weighted({ activation, useBias, kernelInitializer, biasInitializer }: Settings): Settings {
  return {
    activation,
    use_bias: useBias,
    kernel_initializer: initializer(kernelInitializer as InitializerRecord),
    bias_initializer: initializer(biasInitializer as InitializerRecord),
    ...{ kernel_regularizer: null, bias_regularizer: null, activity_regularizer: null },
    ...{ kernel_constraint: null, bias_constraint: null },
  };
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
