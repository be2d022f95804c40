import type { Tensor } from '../graph/tensor.js';
import { reshape as reshaped, transpose } from '../ops/arrangement.js';
import { graphAxes, graphAxis, kerasAxes } from '../ops/axes.js';
import {
  keras,
  Layer,
  type LayerCall,
  type LayerContext,
  type LayerOptions,
  layerCall,
  type SymbolicShape,
  single,
} from './layer.js';

/** Values in Keras' order under another shape. @param shape without the batch */
function inKerasOrder(x: Tensor, shape: readonly number[]): Tensor {
  const { layout } = x.graph;
  const rows = transpose(x, kerasAxes(layout, x.shape.length));
  return transpose(reshaped(rows, [rows.shape[0]!, ...shape]), graphAxes(layout, shape.length + 1));
}

export class Reshape extends Layer<{ readonly targetShape: readonly number[] }> {
  readonly className = 'Reshape';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const shape = single(this.className, inputShapes);
    const { targetShape } = this.config;
    const product = (sizes: readonly (number | null)[]) =>
      sizes.reduce<number>((result, size) => result * size!, 1);
    const values = product(shape.slice(1));
    const known = product(targetShape.filter((size) => size !== -1));
    const target = targetShape.map((size) => (size === -1 ? values / known : size));
    if (product(target) === values && target.every(Number.isInteger)) return [null, ...target];
    throw new RangeError(
      `Reshape: ${keras(shape)} cannot be given the shape (None, ${targetShape.join(', ')})`,
    );
  }

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const sizes = kerasAxes(x!.graph.layout, x!.shape.length).map((axis) => x!.shape[axis]!);
    const shape: SymbolicShape = [null, ...(sizes.slice(1) as number[])];
    return inKerasOrder(x!, this.outputShape([shape]).slice(1) as number[]);
  }
}

/** The same values under another shape; Keras' `Reshape`. @param options.targetShape without the batch; -1 for one size that follows */
export const reshape = (options: LayerOptions & { readonly targetShape: readonly number[] }): LayerCall =>
  layerCall((config, name) => new Reshape(config, name), { targetShape: options.targetShape }, options);

export class Permute extends Layer<{ readonly dims: readonly number[] }> {
  readonly className = 'Permute';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const shape = single(this.className, inputShapes);
    const { dims } = this.config;
    const expected = shape.slice(1).map((_, index) => index + 1);
    if ([...dims].sort().join() !== expected.join())
      throw new RangeError(`Permute: dims must hold each of ${expected.join(', ')} once, received ${dims}`);
    return [null, ...dims.map((axis) => shape[axis]!)];
  }

  override call(_context: LayerContext, [x]: readonly Tensor[]): Tensor {
    const { layout } = x!.graph;
    const from = [0, ...this.config.dims];
    const axes = graphAxes(layout, from.length).map((axis) => graphAxis(layout, from.length, from[axis]!));
    return transpose(x!, axes);
  }
}

/** The axes in another order; Keras' `Permute`. @param options.dims from 1, the batch left out: `[2, 1, 3]` turns an image on its side */
export const permute = (options: LayerOptions & { readonly dims: readonly number[] }): LayerCall =>
  layerCall((config, name) => new Permute(config, name), { dims: options.dims }, options);
