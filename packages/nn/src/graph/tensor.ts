import type { Graph } from './graph.js';

/** Types of tensors that a graph holds. */
export type DataType = 'float32' | 'float16' | 'uint8' | 'int32' | 'int64' | 'bool';

/** A size that is known when the graph is built, or the name of one that is known when it runs (`'batch'`). */
export type Dimension = number | string;
/** Lengths of a tensor's axes; a name stands for a length that is known when the graph runs. */
export type Shape = readonly Dimension[];

/** A value in a graph: it has a name, a type and a shape, but no data until the graph runs. */
export interface Tensor {
  readonly graph: Graph;
  readonly name: string;
  readonly dtype: DataType;
  readonly shape: Shape;
}

/** Number of elements of a shape. @throws RangeError when a dimension is symbolic. */
export function sizeOf(shape: Shape): number {
  return staticShape(shape).reduce((product, dimension) => product * dimension, 1);
}

/** The shape as numbers. @throws RangeError when a dimension is symbolic. */
export function staticShape(shape: Shape): readonly number[] {
  if (shape.every((dimension) => typeof dimension === 'number')) return shape as readonly number[];
  throw new RangeError(`expected a shape of known sizes, received [${shape.join(', ')}]`);
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dimension, axis) => dimension === b[axis]);
}
