import type { Tensor } from '../graph/tensor.js';
import { batchNormalization as normalize, normalizeWithStatistics } from '../ops/batch-normalization.js';
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

/** Arguments of Keras' `BatchNormalization`. */
export interface BatchNormalizationConfig {
  /** How much of the old moving statistics stays at each step. */
  readonly momentum: number;
  readonly epsilon: number;
  /** Whether there is a `beta`; kept only where there is none. */
  readonly center?: boolean;
  /** Whether there is a `gamma`; kept only where there is none. */
  readonly scale?: boolean;
}

export class BatchNormalization extends Layer<BatchNormalizationConfig> {
  readonly className = 'BatchNormalization';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    return single(this.className, inputShapes);
  }

  override weights(inputShapes: readonly SymbolicShape[]): readonly WeightDefinition[] {
    const channels = single(this.className, inputShapes).at(-1) as number;
    const { center = true, scale = true } = this.config;
    const vector = (name: string, initial: 'ones' | 'zeros', trainable: boolean): WeightDefinition => ({
      name,
      shape: [channels],
      initializer: { name: initial },
      trainable,
      storage: 'keras',
    });
    return [
      ...(scale ? [vector('gamma', 'ones', true)] : []),
      ...(center ? [vector('beta', 'zeros', true)] : []),
      vector('moving_mean', 'zeros', false),
      vector('moving_variance', 'ones', false),
    ];
  }

  override call(context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const { momentum, epsilon, center = true, scale = true } = this.config;
    const channels = x!.shape[x!.graph.layout === 'CHWN' ? 0 : 1] as number;
    const gamma = scale ? context.weight('gamma') : context.graph.filled(1, [channels]);
    const beta = center ? context.weight('beta') : context.graph.filled(0, [channels]);
    const moving = { mean: context.weight('moving_mean'), variance: context.weight('moving_variance') };
    if (!context.training || !this.trainable)
      return normalizeWithStatistics(x!, gamma, beta, moving, epsilon);
    const { y, mean, variance } = normalize(x!, gamma, beta, epsilon);
    context.updateStatistic('moving_mean', mean, momentum);
    context.updateStatistic('moving_variance', variance, momentum);
    return y;
  }
}

/**
 * Batch normalization over the channels; Keras' `BatchNormalization` with its defaults (momentum 0.99, epsilon 1e-3).
 * @throws RangeError when momentum lies outside [0, 1) or epsilon is not above 0
 */
export function batchNormalization(
  options: LayerOptions & Partial<BatchNormalizationConfig> = {},
): LayerCall {
  const { momentum = 0.99, epsilon = 1e-3, center = true, scale = true } = options;
  if (!(momentum >= 0 && momentum < 1))
    throw new RangeError(`batchNormalization: momentum must lie in [0, 1), received ${momentum}`);
  if (!(epsilon > 0))
    throw new RangeError(`batchNormalization: epsilon must be above 0, received ${epsilon}`);
  const config: BatchNormalizationConfig = {
    ...{ momentum, epsilon },
    ...(center ? {} : { center }),
    ...(scale ? {} : { scale }),
  };
  return layerCall((layerConfig, name) => new BatchNormalization(layerConfig, name), config, options);
}
