import type { Tensor } from '../graph/tensor.js';
import { getInitializer, type InitializerLike } from '../initializers/get-initializer.js';
import type { InitializerConfig } from '../initializers/initializer.js';
import { besideBatch } from '../ops/axes.js';
import { elu as eluOperator, parametricRelu, type RectifierOptions, rectifier } from '../ops/rectifiers.js';
import {
  Layer,
  type LayerCall,
  type LayerContext,
  type LayerOptions,
  layerCall,
  type SymbolicShape,
  single,
  type WeightDefinition,
} from './layer.js';

export class ReLU extends Layer<RectifierOptions> {
  readonly className = 'ReLU';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    return single(this.className, inputShapes);
  }

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    return rectifier(x!, this.config);
  }
}

/**
 * `maxValue` at most, `x` above `threshold`, `negativeSlope · (x - threshold)` below; Keras' `ReLU`.
 * @throws RangeError when an argument is negative, as Keras
 */
export function reLU(options: LayerOptions & Partial<RectifierOptions> = {}): LayerCall {
  const { maxValue = null, negativeSlope = 0, threshold = 0 } = options;
  if (![maxValue ?? 0, negativeSlope, threshold].every((value) => value >= 0)) {
    throw new RangeError(
      `reLU: maxValue, negativeSlope and threshold must be at least 0, received ${maxValue}, ${negativeSlope} and ${threshold}`,
    );
  }
  const config = { maxValue, negativeSlope, threshold };
  return layerCall((layerConfig, name) => new ReLU(layerConfig, name), config, options);
}

export class LeakyReLU extends Layer<{ readonly negativeSlope: number }> {
  readonly className = 'LeakyReLU';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    return single(this.className, inputShapes);
  }

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    return rectifier(x!, { maxValue: null, threshold: 0, negativeSlope: this.config.negativeSlope });
  }
}

/** `x` above 0, else `negativeSlope · x`; Keras' `LeakyReLU`. @param options.negativeSlope default 0.3 */
export const leakyReLU = (options: LayerOptions & { readonly negativeSlope?: number } = {}): LayerCall =>
  layerCall(
    (config, name) => new LeakyReLU(config, name),
    { negativeSlope: options.negativeSlope ?? 0.3 },
    options,
  );

export class ELU extends Layer<{ readonly alpha: number }> {
  readonly className = 'ELU';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    return single(this.className, inputShapes);
  }

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    return eluOperator(x!, this.config.alpha);
  }
}

/** `x` above 0, else `alpha · (exp(x) - 1)`; Keras' `ELU`. */
export const elu = (options: LayerOptions & { readonly alpha?: number } = {}): LayerCall =>
  layerCall((config, name) => new ELU(config, name), { alpha: options.alpha ?? 1 }, options);

export interface PReLUConfig {
  readonly alphaInitializer: InitializerConfig;
  /** Axes along which one slope serves, the batch being 0; `[1, 2]` for one slope of each channel. */
  readonly sharedAxes: readonly number[];
}

export class PReLU extends Layer<PReLUConfig> {
  readonly className = 'PReLU';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    return single(this.className, inputShapes);
  }

  override weights(inputShapes: readonly SymbolicShape[]): readonly WeightDefinition[] {
    const { sharedAxes, alphaInitializer } = this.config;
    const sizes = single(this.className, inputShapes).slice(1) as number[];
    return [
      {
        name: 'alpha',
        shape: sizes.map((size, index) => (sharedAxes.includes(index + 1) ? 1 : size)),
        initializer: alphaInitializer,
        trainable: true,
        storage: 'keras',
      },
    ];
  }

  override call(context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const alpha = context.weight('alpha');
    return parametricRelu(x!, besideBatch(alpha, alpha.shape as readonly number[]));
  }
}

export interface PReLUOptions extends LayerOptions {
  readonly alphaInitializer?: InitializerLike;
  readonly sharedAxes?: readonly number[];
}

/** `x` above 0, else `alpha · x` with a learned `alpha`; Keras' `PReLU`. */
export const prelu = (options: PReLUOptions = {}): LayerCall =>
  layerCall(
    (config, name) => new PReLU(config, name),
    {
      alphaInitializer: getInitializer(options.alphaInitializer ?? 'zeros').config,
      sharedAxes: options.sharedAxes ?? [],
    },
    options,
  );
