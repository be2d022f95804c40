import type { Dimension, Tensor } from '../graph/tensor.js';
import { reshape } from '../ops/arrangement.js';
import { resolvePadding, windowedLength } from '../ops/convolution-geometry.js';
import * as pooling from '../ops/pooling.js';
import {
  imageShape,
  Layer,
  type LayerCall,
  type LayerContext,
  type LayerOptions,
  layerCall,
  pair,
  type SymbolicShape,
} from './layer.js';

export interface PoolingConfig {
  readonly poolSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: 'same' | 'valid';
}

abstract class Pooling2D extends Layer<PoolingConfig> {
  protected abstract readonly pool: (x: Tensor, options: pooling.PoolingOptions) => Tensor;

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const [height, width, channels] = imageShape(this.className, inputShapes);
    const { poolSize, strides } = this.config;
    const [top, left, bottom, right] = this.#padding(height, width);
    return [
      null,
      windowedLength(height, poolSize[0], strides[0], top, bottom),
      windowedLength(width, poolSize[1], strides[1], left, right),
      channels,
    ];
  }

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const height = x!.graph.layout === 'CHWN' ? 1 : 2;
    const padding = this.#padding(x!.shape[height] as number, x!.shape[height + 1] as number);
    return this.pool(x!, { poolSize: this.config.poolSize, strides: this.config.strides, padding });
  }

  #padding(height: number, width: number) {
    const { padding, poolSize, strides } = this.config;
    return resolvePadding(padding, [height, width], poolSize, strides);
  }
}

export class MaxPooling2D extends Pooling2D {
  readonly className = 'MaxPooling2D';
  protected readonly pool = pooling.maxPooling2D;
}

export class AveragePooling2D extends Pooling2D {
  readonly className = 'AveragePooling2D';
  protected readonly pool = pooling.averagePooling2D;
}

export interface PoolingOptions extends LayerOptions {
  readonly poolSize?: number | readonly [number, number];
  /** Default: the pool size, as in Keras. */
  readonly strides?: number | readonly [number, number];
  readonly padding?: 'same' | 'valid';
}

function poolingConfig({
  poolSize = 2,
  strides = poolSize,
  padding = 'valid',
}: PoolingOptions): PoolingConfig {
  const config = { poolSize: pair(poolSize), strides: pair(strides), padding };
  const sizes = [...config.poolSize, ...config.strides];
  if (sizes.some((size) => !Number.isInteger(size) || size < 1)) {
    throw new RangeError(
      `pooling: poolSize and strides must be positive integers, received ${sizes.join(', ')}`,
    );
  }
  return config;
}

/** Largest value of each window; Keras' `MaxPooling2D`. @throws RangeError on sizes that are no positive integers */
export const maxPooling2D = (options: PoolingOptions = {}): LayerCall =>
  layerCall((config, name) => new MaxPooling2D(config, name), poolingConfig(options), options);

/** Mean of each window; Keras' `AveragePooling2D`. @throws RangeError on sizes that are no positive integers */
export const averagePooling2D = (options: PoolingOptions = {}): LayerCall =>
  layerCall((config, name) => new AveragePooling2D(config, name), poolingConfig(options), options);

/** What global pooling keeps of the axes it pools. */
export interface GlobalPoolingConfig {
  /** Whether rows and columns stay, with size 1; kept only where they do. */
  readonly keepdims?: boolean;
}

abstract class GlobalPooling2D extends Layer<GlobalPoolingConfig> {
  protected abstract readonly pool: (x: Tensor) => Tensor;

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const channels = imageShape(this.className, inputShapes)[2];
    return this.config.keepdims ? [null, 1, 1, channels] : [null, channels];
  }

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const y = this.pool(x!);
    if (!this.config.keepdims) return y;
    const [first, second] = y.shape as [Dimension, Dimension];
    return reshape(y, x!.graph.layout === 'CHWN' ? [first, 1, 1, second] : [first, second, 1, 1]);
  }
}

export class GlobalAveragePooling2D extends GlobalPooling2D {
  readonly className = 'GlobalAveragePooling2D';
  protected readonly pool = pooling.globalAveragePooling2D;
}

export class GlobalMaxPooling2D extends GlobalPooling2D {
  readonly className = 'GlobalMaxPooling2D';
  protected readonly pool = pooling.globalMaxPooling2D;
}

/** Arguments of Keras' global pooling layers. */
export type GlobalPoolingOptions = LayerOptions & Partial<GlobalPoolingConfig>;
const globalConfig = ({ keepdims = false }: GlobalPoolingOptions): GlobalPoolingConfig =>
  keepdims ? { keepdims } : {};

/** Mean over rows and columns; Keras' `GlobalAveragePooling2D`. */
export const globalAveragePooling2D = (options: GlobalPoolingOptions = {}): LayerCall =>
  layerCall((config, name) => new GlobalAveragePooling2D(config, name), globalConfig(options), options);

/** Largest value over rows and columns; Keras' `GlobalMaxPooling2D`. */
export const globalMaxPooling2D = (options: GlobalPoolingOptions = {}): LayerCall =>
  layerCall((config, name) => new GlobalMaxPooling2D(config, name), globalConfig(options), options);
