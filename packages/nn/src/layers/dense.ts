import type { Tensor } from '../graph/tensor.js';
import { getInitializer, type InitializerLike } from '../initializers/get-initializer.js';
import type { InitializerConfig } from '../initializers/initializer.js';
import { dense as multiply } from '../ops/dense.js';
import { type ActivationName, activate, checkActivation } from './activation.js';
import {
  keras,
  Layer,
  type LayerCall,
  type LayerContext,
  type LayerOptions,
  layerCall,
  type SymbolicShape,
  single,
  type WeightDefinition,
} from './layer.js';

export interface DenseConfig {
  readonly units: number;
  readonly activation: ActivationName;
  readonly useBias: boolean;
  readonly kernelInitializer: InitializerConfig;
  readonly biasInitializer: InitializerConfig;
}

export class Dense extends Layer<DenseConfig> {
  readonly className = 'Dense';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const shape = single(this.className, inputShapes);
    if (shape.length !== 2) {
      throw new RangeError(
        `Dense expects features of shape (None, features), received ${keras(shape)}; add flatten() or a pooling layer before it`,
      );
    }
    return [null, this.config.units];
  }

  override weights(inputShapes: readonly SymbolicShape[]): readonly WeightDefinition[] {
    const features = single(this.className, inputShapes)[1] as number;
    const { units, useBias, kernelInitializer, biasInitializer } = this.config;
    const kernel = {
      name: 'kernel',
      shape: [features, units],
      initializer: kernelInitializer,
      trainable: true,
      storage: 'keras',
    } as const;
    const bias = {
      name: 'bias',
      shape: [units],
      initializer: biasInitializer,
      trainable: true,
      storage: 'keras',
    } as const;
    return useBias ? [kernel, bias] : [kernel];
  }

  override call(context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const bias = this.config.useBias ? context.weight('bias') : undefined;
    return activate(this.config.activation, multiply(x!, context.weight('kernel'), bias));
  }
}

export interface DenseOptions extends LayerOptions {
  readonly units: number;
  readonly activation?: ActivationName;
  readonly useBias?: boolean;
  readonly kernelInitializer?: InitializerLike;
  readonly biasInitializer?: InitializerLike;
}

/** Fully connected layer; Keras' `Dense` with its defaults. @throws RangeError when `units` is no positive integer */
export function dense(options: DenseOptions): LayerCall {
  if (!Number.isInteger(options.units) || options.units < 1) {
    throw new RangeError(`dense: units must be a positive integer, received ${options.units}`);
  }
  const config: DenseConfig = {
    units: options.units,
    activation: checkActivation(options.activation ?? 'linear'),
    useBias: options.useBias ?? true,
    kernelInitializer: getInitializer(options.kernelInitializer ?? 'glorotUniform').config,
    biasInitializer: getInitializer(options.biasInitializer ?? 'zeros').config,
  };
  return layerCall((layerConfig, name) => new Dense(layerConfig, name), config, options);
}
