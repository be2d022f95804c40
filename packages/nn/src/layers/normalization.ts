import type { Tensor } from '../graph/tensor.js';
import { besideBatch, graphAxis } from '../ops/axes.js';
import * as math from '../ops/math.js';
import { groupStandardized, standardized } from '../ops/normalization.js';
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

const weight = (
  name: string,
  shape: readonly number[],
  initial: 'ones' | 'zeros',
  trainable = true,
): WeightDefinition => ({ name, shape, initializer: { name: initial }, trainable, storage: 'keras' });

/** Layers that end in `x · gamma + beta`. */
interface AffineConfig {
  readonly epsilon: number;
  readonly center: boolean;
  readonly scale: boolean;
}

function affineWeights({ center, scale }: AffineConfig, shape: readonly number[]): WeightDefinition[] {
  return [
    ...(scale ? [weight('gamma', shape, 'ones')] : []),
    ...(center ? [weight('beta', shape, 'zeros')] : []),
  ];
}

/** @param shape of gamma and beta, without the batch, 1 where they are repeated */
function affine(context: LayerContext, config: AffineConfig, x: Tensor, shape: readonly number[]): Tensor {
  const placed = (name: string) => besideBatch(context.weight(name), shape);
  const scaled = config.scale ? math.mul(x, placed('gamma')) : x;
  return config.center ? math.add(scaled, placed('beta')) : scaled;
}

export interface LayerNormalizationConfig extends AffineConfig {
  /** Axes that are standardized together, the batch being 0; negative ones from the end. */
  readonly axis: readonly number[];
}

export class LayerNormalization extends Layer<LayerNormalizationConfig> {
  readonly className = 'LayerNormalization';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const shape = single(this.className, inputShapes);
    const axes = this.#axes(shape.length);
    if (axes.every((axis) => axis > 0 && axis < shape.length)) return shape;
    throw new RangeError(
      `LayerNormalization: axis ${this.config.axis} is none of ${keras(shape)} but the batch`,
    );
  }

  override weights(inputShapes: readonly SymbolicShape[]): readonly WeightDefinition[] {
    const shape = single(this.className, inputShapes);
    return affineWeights(
      this.config,
      this.#axes(shape.length).map((axis) => shape[axis]!),
    );
  }

  override call(context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const rank = x!.shape.length;
    const axes = this.#axes(rank);
    const inGraph = (axis: number) => graphAxis(x!.graph.layout, rank, axis);
    const y = standardized(x!, axes.map(inGraph), this.config.epsilon);
    const shape = x!.shape.slice(1).map((_, index) => {
      return axes.includes(index + 1) ? (x!.shape[inGraph(index + 1)] as number) : 1;
    });
    return affine(context, this.config, y, shape);
  }

  #axes(rank: number): number[] {
    return this.config.axis.map((axis) => (axis < 0 ? axis + rank : axis)).sort((a, b) => a - b);
  }
}

export interface LayerNormalizationOptions extends LayerOptions, Partial<AffineConfig> {
  readonly axis?: number | readonly number[];
}

/** Mean 0 and variance 1 for each example, by default over its channels; Keras' `LayerNormalization`. */
export function layerNormalization(options: LayerNormalizationOptions = {}): LayerCall {
  const { axis = -1, epsilon = 1e-3, center = true, scale = true } = options;
  const config = { axis: typeof axis === 'number' ? [axis] : axis, epsilon, center, scale };
  return layerCall((layerConfig, name) => new LayerNormalization(layerConfig, name), config, options);
}

/** Arguments of Keras' `GroupNormalization`. */
export interface GroupNormalizationConfig extends AffineConfig {
  /** -1: each channel by itself. */
  readonly groups: number;
}

export class GroupNormalization extends Layer<GroupNormalizationConfig> {
  readonly className = 'GroupNormalization';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const shape = single(this.className, inputShapes);
    const channels = shape.at(-1)!;
    if (channels % this.#groups(channels) === 0) return shape;
    throw new RangeError(
      `GroupNormalization: ${channels} channels cannot be cut into ${this.config.groups} groups`,
    );
  }

  override weights(inputShapes: readonly SymbolicShape[]): readonly WeightDefinition[] {
    return affineWeights(this.config, [single(this.className, inputShapes).at(-1)!]);
  }

  override call(context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const channels = x!.shape[x!.graph.layout === 'CHWN' ? 0 : 1] as number;
    const y = groupStandardized(x!, this.#groups(channels), this.config.epsilon);
    return affine(context, this.config, y, [...x!.shape.slice(2).map(() => 1), channels]);
  }

  #groups(channels: number): number {
    return this.config.groups === -1 ? channels : this.config.groups;
  }
}

/** Mean 0 and variance 1 for groups of channels of each example; Keras' `GroupNormalization`. @param options.groups default 32 */
export function groupNormalization(
  options: LayerOptions & Partial<GroupNormalizationConfig> = {},
): LayerCall {
  const { groups = 32, epsilon = 1e-3, center = true, scale = true } = options;
  const config = { groups, epsilon, center, scale };
  return layerCall((layerConfig, name) => new GroupNormalization(layerConfig, name), config, options);
}

/** Keras' `epsilon()`: no deviation is smaller. */
const SMALLEST_DEVIATION = 1e-7;

/** Arguments of Keras' `Normalization`. */
export interface NormalizationConfig {
  /** -1: one mean and variance for each channel; `null`: one for all. */
  readonly axis: -1 | null;
}

export class Normalization extends Layer<NormalizationConfig> {
  readonly className = 'Normalization';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    return single(this.className, inputShapes);
  }

  override weights(inputShapes: readonly SymbolicShape[]): readonly WeightDefinition[] {
    const channels = single(this.className, inputShapes).at(-1)!;
    const shape = this.config.axis === null ? [] : [channels];
    return [weight('mean', shape, 'zeros', false), weight('variance', shape, 'ones', false)];
  }

  override call(context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const placed = (name: string) => {
      const values = context.weight(name);
      const count = this.config.axis === null ? 1 : (values.shape[0] as number);
      return besideBatch(values, [...x!.shape.slice(2).map(() => 1), count]);
    };
    const smallest = x!.graph.scalar(SMALLEST_DEVIATION);
    const deviation = math.maximum(math.sqrt(placed('variance')), smallest);
    return math.div(math.sub(x!, placed('mean')), deviation);
  }
}

/** `(x - mean) / √variance` with statistics that are not learned by training; Keras' `Normalization`. */
export const normalization = (options: LayerOptions & Partial<NormalizationConfig> = {}): LayerCall => {
  const { axis = -1 } = options;
  return layerCall((config, name) => new Normalization(config, name), { axis }, options);
};
