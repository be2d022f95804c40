import type { Tensor } from '../graph/tensor.js';
import { concat, reshape } from '../ops/arrangement.js';
import { graphAxis } from '../ops/axes.js';
import * as math from '../ops/math.js';
import {
  keras,
  Layer,
  type LayerCall,
  type LayerContext,
  type LayerOptions,
  layerCall,
  type SymbolicShape,
} from './layer.js';

/** Layers that join several tensors value by value. Shapes are repeated to each other, as in Keras and NumPy. */
abstract class Merge extends Layer {
  protected abstract merge(a: Tensor, b: Tensor): Tensor;

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const [first, ...others] = inputShapes;
    if (!first || others.length === 0)
      throw new RangeError(`${this.className} expects at least two inputs, received ${inputShapes.length}`);
    return others.reduce((shape, other) => this.#joined(shape, other), first);
  }

  #joined(a: SymbolicShape, b: SymbolicShape): SymbolicShape {
    const rank = Math.max(a.length, b.length);
    return widened(a, rank).map((size, axis) => {
      const other = widened(b, rank)[axis]!;
      if (size === other || other === 1) return size;
      if (size === 1) return other;
      throw new RangeError(
        `${this.className} expects inputs of one shape, received ${keras(a)} and ${keras(b)}`,
      );
    });
  }

  override call(_context: LayerContext, inputs: readonly Tensor[]): Tensor {
    const rank = Math.max(...inputs.map(({ shape }) => shape.length));
    return inputs.map((input) => withRank(input, rank)).reduce((left, right) => this.merge(left, right));
  }
}

/** Axes of size 1 are put behind the batch, as Keras does: features [N, C] become [N, 1, 1, C]. */
const widened = (shape: SymbolicShape, rank: number): SymbolicShape => [
  shape[0]!,
  ...Array<number>(rank - shape.length).fill(1),
  ...shape.slice(1),
];

function withRank(x: Tensor, rank: number): Tensor {
  const ones = Array<number>(rank - x.shape.length).fill(1);
  if (ones.length === 0) return x;
  // The channels come first in one layout, behind the batch in the other; the new axes come after them.
  const before = x.graph.layout === 'CHWN' ? 1 : 2;
  return reshape(x, [...x.shape.slice(0, before), ...ones, ...x.shape.slice(before)]);
}

export class Add extends Merge {
  readonly className = 'Add';
  protected override merge = math.add;
}

export class Subtract extends Merge {
  readonly className = 'Subtract';
  protected override merge = math.sub;
}

export class Multiply extends Merge {
  readonly className = 'Multiply';
  protected override merge = math.mul;
}

export class Maximum extends Merge {
  readonly className = 'Maximum';
  protected override merge = math.maximum;
}

export class Minimum extends Merge {
  readonly className = 'Minimum';
  protected override merge = math.minimum;
}

export class Average extends Merge {
  readonly className = 'Average';
  protected override merge = math.add;

  override call(context: LayerContext, inputs: readonly Tensor[]): Tensor {
    const sum = super.call(context, inputs);
    return math.mul(sum, sum.graph.scalar(1 / inputs.length));
  }
}

type MergeClass = new (config: object, name?: string) => Merge;

const merging =
  (LayerClass: MergeClass) =>
  (options: LayerOptions = {}): LayerCall =>
    layerCall((config, name) => new LayerClass(config, name), {}, options);

/** Sum of its inputs; Keras' `Add`. */
export const add = merging(Add);
/** The first input less the second; Keras' `Subtract`. */
export const subtract = merging(Subtract);
/** Product of its inputs; Keras' `Multiply`. */
export const multiply = merging(Multiply);
/** Mean of its inputs; Keras' `Average`. */
export const average = merging(Average);
/** Largest of its inputs, value by value; Keras' `Maximum`. */
export const maximum = merging(Maximum);
/** Smallest of its inputs, value by value; Keras' `Minimum`. */
export const minimum = merging(Minimum);

export class Concatenate extends Layer<{ readonly axis: number }> {
  readonly className = 'Concatenate';

  override outputShape(inputShapes: readonly SymbolicShape[]): SymbolicShape {
    const [first] = inputShapes;
    if (!first) throw new RangeError('Concatenate expects at least one input, received 0');
    const axis = this.config.axis < 0 ? this.config.axis + first.length : this.config.axis;
    if (axis < 1 || axis >= first.length)
      throw new RangeError(`Concatenate: axis ${this.config.axis} is none of ${keras(first)} but the batch`);
    const fits = (shape: SymbolicShape) =>
      shape.length === first.length && shape.every((size, at) => at === axis || size === first[at]);
    const other = inputShapes.find((shape) => !fits(shape));
    if (other) {
      throw new RangeError(
        `Concatenate expects shapes that differ in axis ${axis} only, received ${keras(first)} and ${keras(other)}`,
      );
    }
    return first.with(
      axis,
      inputShapes.reduce((sum, shape) => sum + shape[axis]!, 0),
    );
  }

  override call(_context: LayerContext, inputs: readonly Tensor[]): Tensor {
    const { graph, shape } = inputs[0]!;
    return inputs.length === 1
      ? inputs[0]!
      : concat(inputs, graphAxis(graph.layout, shape.length, this.config.axis));
  }
}

/** Its inputs one behind the other along an axis; Keras' `Concatenate`. @param options.axis default -1, the channels */
export const concatenate = (options: LayerOptions & { readonly axis?: number } = {}): LayerCall =>
  layerCall((config, name) => new Concatenate(config, name), { axis: options.axis ?? -1 }, options);
