import type { Tensor } from '../graph/tensor.js';
import type { Padding2D } from '../ops/convolution-geometry.js';
import { flatten as flattenImage } from '../ops/dense.js';
import { zeroPadding } from '../ops/zero-padding.js';
import {
  imageShape,
  Layer,
  type LayerCall,
  type LayerContext,
  type LayerOptions,
  layerCall,
  type SymbolicShape,
  single,
} from './layer.js';

export class ZeroPadding2D extends Layer<{
  readonly padding: readonly [readonly [number, number], readonly [number, number]];
}> {
  readonly className = 'ZeroPadding2D';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const [height, width, channels] = imageShape(this.className, inputShapes);
    const [[top, bottom], [left, right]] = this.config.padding;
    return [null, height + top + bottom, width + left + right, channels];
  }

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const [[top, bottom], [left, right]] = this.config.padding;
    const padding: Padding2D = [top, left, bottom, right];
    return zeroPadding(x!, padding);
  }
}

export interface ZeroPadding2DOptions extends LayerOptions {
  /** One number, `[vertical, horizontal]`, or `[[top, bottom], [left, right]]`. */
  readonly padding?:
    | number
    | readonly [number, number]
    | readonly [readonly [number, number], readonly [number, number]];
}

/** Rows and columns of zeros around an image; Keras' `ZeroPadding2D`. */
export function zeroPadding2D(options: ZeroPadding2DOptions = {}): LayerCall {
  const { padding = 1 } = options;
  const [vertical, horizontal] = typeof padding === 'number' ? [padding, padding] : padding;
  const both = (value: number | readonly [number, number]) =>
    typeof value === 'number' ? ([value, value] as const) : value;
  const config = { padding: [both(vertical), both(horizontal)] as const };
  if (config.padding.flat().some((count) => !Number.isInteger(count) || count < 0)) {
    throw new RangeError(
      `zeroPadding2D: padding must be integers of at least 0, received ${JSON.stringify(padding)}`,
    );
  }
  return layerCall((layerConfig, name) => new ZeroPadding2D(layerConfig, name), config, options);
}

export class Flatten extends Layer {
  readonly className = 'Flatten';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const shape = single(this.className, inputShapes);
    return [null, shape.slice(1).reduce<number>((product, size) => product * (size as number), 1)];
  }

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    return flattenImage(x!);
  }
}

/** An image to one row of features, in Keras' order: rows, columns, channels; Keras' `Flatten`. */
export const flatten = (options: LayerOptions = {}): LayerCall =>
  layerCall((config, name) => new Flatten(config, name), {}, options);
