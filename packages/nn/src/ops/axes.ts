import type { Layout } from '../graph/graph.js';
import type { Tensor } from '../graph/tensor.js';
import { reshape, transpose } from './arrangement.js';

/** Keras' axes, [N, ..., C], in the order in which a graph holds them: [C, ..., N] or [N, C, ...]. */
export function graphAxes(layout: Layout, rank: number): readonly number[] {
  const inner = Array.from({ length: rank - 2 }, (_, index) => index + 1);
  return layout === 'CHWN' ? [rank - 1, ...inner, 0] : [0, rank - 1, ...inner];
}

/** Where a graph holds one of Keras' axes. @param axis from 0, the batch; negative from the end */
export const graphAxis = (layout: Layout, rank: number, axis: number): number =>
  graphAxes(layout, rank).indexOf(axis < 0 ? axis + rank : axis);

/** Where Keras' axes lie in a graph, in Keras' order. */
export const kerasAxes = (layout: Layout, rank: number): readonly number[] =>
  Array.from({ length: rank }, (_, axis) => graphAxis(layout, rank, axis));

/**
 * A weight as a factor or summand of tensors of the graph.
 * @param shape Keras' without the batch, of the tensor's rank; 1 where the weight is repeated
 */
export function besideBatch(weight: Tensor, shape: readonly number[]): Tensor {
  return transpose(reshape(weight, [1, ...shape]), graphAxes(weight.graph.layout, shape.length + 1));
}
