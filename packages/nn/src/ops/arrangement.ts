import * as arrange from '../graph/arrange.js';
import type { Shape, Tensor } from '../graph/tensor.js';

// Moving values without computing, with gradients.

export function reshape(x: Tensor, shape: Shape): Tensor {
  const y = arrange.reshape(x, shape);
  if (y === x) return x;
  return x.graph.differentiable(y, [x], (dy) => [arrange.reshape(dy, x.shape)]);
}

export function transpose(x: Tensor, permutation: readonly number[]): Tensor {
  if (permutation.every((from, to) => from === to)) return x;
  const back = permutation.map((_, axis) => permutation.indexOf(axis));
  const y = arrange.transpose(x, permutation);
  return x.graph.differentiable(y, [x], (dy) => [arrange.transpose(dy, back)]);
}

/** Values from `start` (inclusive) to `end` (exclusive) along one axis; the gradient is 0 for those left out. */
export function slice(x: Tensor, axis: number, start: number, end: number): Tensor {
  const y = arrange.slice(x, axis, start, end);
  if (y === x) return x;
  return x.graph.differentiable(y, [x], (dy) => {
    const none = x.shape.map(() => 0);
    const rest = (x.shape[axis] as number) - end;
    return [arrange.pad(dy, none.with(axis, start), none.with(axis, rest))];
  });
}

export function concat(tensors: readonly Tensor[], axis: number): Tensor {
  return tensors[0]!.graph.differentiable(arrange.concat(tensors, axis), tensors, (dy) => {
    let start = 0;
    return tensors.map((tensor) => {
      const end = start + (tensor.shape[axis] as number);
      const part = arrange.slice(dy, axis, start, end);
      start = end;
      return part;
    });
  });
}
