import type { Tensor } from '../graph/tensor.js';
import { Layer, type LayerContext, type SymbolicShape, type SymbolicTensor } from './layer.js';

export interface InputConfig {
  /** Shape of one example: `[height, width, channels]` or `[features]`. */
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'uint8';
}

export class InputLayer extends Layer<InputConfig> {
  readonly className = 'InputLayer';

  override outputShape(): SymbolicShape {
    return [null, ...this.config.shape];
  }

  override call(_context: LayerContext, inputs: readonly Tensor[]): Tensor {
    return inputs[0]!;
  }
}

/**
 * Where data enters a model; Keras' `Input`.
 * @param options.shape `[height, width, channels]` or `[features]`, without the batch
 * @param options.dtype `uint8` images stay bytes until they are in the graph; default `float32`
 * @throws RangeError on sizes that are no positive integers
 */
export function input(options: {
  shape: readonly number[];
  dtype?: 'float32' | 'uint8';
  name?: string;
}): SymbolicTensor {
  const { shape, dtype = 'float32', name } = options ?? {};
  if (
    !Array.isArray(shape) ||
    (shape.length !== 1 && shape.length !== 3) ||
    shape.some((size) => !Number.isInteger(size) || size < 1)
  ) {
    throw new RangeError(
      `input: shape must be [height, width, channels] or [features], received ${Array.isArray(shape) ? `[${shape.join(', ')}]` : String(shape)}`,
    );
  }
  const layer = new InputLayer({ shape, dtype }, name);
  return { shape: layer.outputShape(), layer, inputs: [] };
}
