import type { Tensor } from '../graph/tensor.js';
import { slice } from '../ops/arrangement.js';
import {
  type AxisMatrix,
  type Interpolation,
  resample,
  resizing as resizingMatrix,
} from '../ops/resample.js';
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

/** Rows and columns of an image tensor, and which axis of the graph the rows are. */
function imageSize(x: Tensor) {
  const axis = x.graph.layout === 'CHWN' ? 1 : 2;
  return { axis, height: x.shape[axis] as number, width: x.shape[axis + 1] as number };
}

/** Arguments of Keras' `Resizing`, in pixels. */
export interface ResizingConfig {
  readonly height: number;
  readonly width: number;
  readonly interpolation: Interpolation;
}

export class Resizing extends Layer<ResizingConfig> {
  readonly className = 'Resizing';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    return [null, this.config.height, this.config.width, imageShape(this.className, inputShapes)[2]];
  }

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const { height, width, interpolation } = this.config;
    const from = imageSize(x!);
    const rows = resizingMatrix(from.height, height, interpolation);
    return resample(x!, rows, resizingMatrix(from.width, width, interpolation));
  }
}

/** Images of another size, without antialiasing; Keras' `Resizing`. @throws RangeError on sizes that are no positive integers */
export function resizing(
  options: LayerOptions & Pick<ResizingConfig, 'height' | 'width'> & Partial<ResizingConfig>,
): LayerCall {
  const { height, width, interpolation = 'bilinear' } = options;
  checkSizes('resizing: height and width', [height, width], 1);
  const config = { height, width, interpolation };
  return layerCall((layerConfig, name) => new Resizing(layerConfig, name), config, options);
}

export interface UpSampling2DConfig {
  readonly size: readonly [number, number];
  readonly interpolation: Interpolation;
}

export class UpSampling2D extends Layer<UpSampling2DConfig> {
  readonly className = 'UpSampling2D';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const [height, width, channels] = imageShape(this.className, inputShapes);
    return [null, height * this.config.size[0], width * this.config.size[1], channels];
  }

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const { size, interpolation } = this.config;
    const { height, width } = imageSize(x!);
    const matrix = (length: number, factor: number): AxisMatrix =>
      resizingMatrix(length, length * factor, interpolation);
    return resample(x!, matrix(height, size[0]), matrix(width, size[1]));
  }
}

/** Images of a multiple of their size; Keras' `UpSampling2D`. @param options.size default 2 */
export function upSampling2D(
  options: LayerOptions & {
    readonly size?: number | readonly [number, number];
    readonly interpolation?: Interpolation;
  } = {},
): LayerCall {
  const config = { size: pair(options.size ?? 2), interpolation: options.interpolation ?? 'nearest' };
  checkSizes('upSampling2D: size', config.size, 1);
  return layerCall((layerConfig, name) => new UpSampling2D(layerConfig, name), config, options);
}

/** Pixels of each side: one number, one for rows and one for columns, or two for each. */
export type Sides = readonly [readonly [number, number], readonly [number, number]];

export class Cropping2D extends Layer<{ readonly cropping: Sides }> {
  readonly className = 'Cropping2D';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const [height, width, channels] = imageShape(this.className, inputShapes);
    const [[top, bottom], [left, right]] = this.config.cropping;
    const [rows, columns] = [height - top - bottom, width - left - right];
    if (rows > 0 && columns > 0) return [null, rows, columns, channels];
    throw new RangeError(
      `Cropping2D: nothing is left of ${height} x ${width} when ${JSON.stringify(this.config.cropping)} is cut off`,
    );
  }

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const [[top, bottom], [left, right]] = this.config.cropping;
    const { axis, height, width } = imageSize(x!);
    return slice(slice(x!, axis, top, height - bottom), axis + 1, left, width - right);
  }
}

/** Rows and columns cut off an image; Keras' `Cropping2D`. @param options.cropping as `padding` of `zeroPadding2D`; default 0 */
export function cropping2D(
  options: LayerOptions & { readonly cropping?: number | readonly [number, number] | Sides } = {},
): LayerCall {
  const [vertical, horizontal] = pair(options.cropping as number | [number, number]) ?? [0, 0];
  const config = { cropping: [pair(vertical), pair(horizontal)] as const };
  checkSizes('cropping2D: cropping', config.cropping.flat(), 0);
  return layerCall((layerConfig, name) => new Cropping2D(layerConfig, name), config, options);
}

function checkSizes(what: string, sizes: readonly number[], least: number): void {
  if (sizes.every((size) => Number.isInteger(size) && size >= least)) return;
  throw new RangeError(`${what} must be integers of at least ${least}, received ${sizes.join(', ')}`);
}
