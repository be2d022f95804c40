import { expand, reshape } from '../graph/arrange.js';
import * as elementwise from '../graph/elementwise.js';
import * as reduction from '../graph/reduce.js';
import type { Tensor } from '../graph/tensor.js';
import { sameShape, sizeOf, staticShape } from '../graph/tensor.js';

// Differentiable arithmetic from which losses are written. Operands broadcast as in ONNX.

/** `gradient` summed over the axes along which an operand of `shape` was repeated. */
function unbroadcast(gradient: Tensor, shape: Tensor['shape']): Tensor {
  if (sameShape(gradient.shape, shape)) return gradient;
  const missing = gradient.shape.length - shape.length;
  const axes = gradient.shape.flatMap((size, axis) =>
    axis < missing || (shape[axis - missing] === 1 && size !== 1) ? [axis] : [],
  );
  return reshape(reduction.reduceSum(gradient, axes, true), shape);
}

export const add = (a: Tensor, b: Tensor): Tensor =>
  a.graph.differentiable(elementwise.add(a, b), [a, b], (dy) => [
    unbroadcast(dy, a.shape),
    unbroadcast(dy, b.shape),
  ]);

export const sub = (a: Tensor, b: Tensor): Tensor =>
  a.graph.differentiable(elementwise.sub(a, b), [a, b], (dy) => [
    unbroadcast(dy, a.shape),
    unbroadcast(elementwise.neg(dy), b.shape),
  ]);

export const mul = (a: Tensor, b: Tensor): Tensor =>
  a.graph.differentiable(elementwise.mul(a, b), [a, b], (dy) => [
    unbroadcast(elementwise.mul(dy, b), a.shape),
    unbroadcast(elementwise.mul(dy, a), b.shape),
  ]);

export const div = (a: Tensor, b: Tensor): Tensor => {
  const y = elementwise.div(a, b);
  return a.graph.differentiable(y, [a, b], (dy) => [
    unbroadcast(elementwise.div(dy, b), a.shape),
    unbroadcast(elementwise.neg(elementwise.div(elementwise.mul(dy, y), b)), b.shape),
  ]);
};

export const neg = (x: Tensor): Tensor =>
  x.graph.differentiable(elementwise.neg(x), [x], (dy) => [elementwise.neg(dy)]);

/** `√x`; `dx = dy / (2 · y)`. */
export const sqrt = (x: Tensor): Tensor => {
  const y = elementwise.sqrt(x);
  return x.graph.differentiable(y, [x], (dy) => [elementwise.scale(elementwise.div(dy, y), 0.5)]);
};

/** The larger of two values; of equal ones the first gets the gradient, as in TensorFlow. */
export const maximum = (a: Tensor, b: Tensor): Tensor => extreme(elementwise.max, a, b);

/** The smaller of two values; of equal ones the first gets the gradient. */
export const minimum = (a: Tensor, b: Tensor): Tensor => extreme(elementwise.min, a, b);

function extreme(operator: typeof elementwise.max, a: Tensor, b: Tensor): Tensor {
  const y = operator(a, b);
  return a.graph.differentiable(y, [a, b], (dy) => {
    const toFirst = elementwise.mul(dy, elementwise.cast(elementwise.equal(a, y), 'float32'));
    return [unbroadcast(toFirst, a.shape), unbroadcast(elementwise.sub(dy, toFirst), b.shape)];
  });
}

/** Mean over axes, which stay with size 1. */
export function mean(x: Tensor, axes: readonly number[]): Tensor {
  return x.graph.differentiable(reduction.reduceMean(x, axes, true), [x], (dy) => {
    const shape = staticShape(x.shape);
    const count = axes.reduce((product, axis) => product * shape[axis]!, 1);
    return [expand(elementwise.scale(dy, 1 / count), shape)];
  });
}

/** Natural logarithm; `dx = dy / x`. */
export const log = (x: Tensor): Tensor =>
  x.graph.differentiable(elementwise.log(x), [x], (dy) => [elementwise.div(dy, x)]);

/** `exp(x)`; `dx = dy · y`. */
export const exp = (x: Tensor): Tensor => {
  const y = elementwise.exp(x);
  return x.graph.differentiable(y, [x], (dy) => [elementwise.mul(dy, y)]);
};

/** `x` limited to [low, high]; the gradient is 0 outside, as in TensorFlow. */
export function clip(x: Tensor, low: number, high: number): Tensor {
  const y = elementwise.clip(x, low, high);
  return x.graph.differentiable(y, [x], (dy) => [
    elementwise.mul(dy, elementwise.cast(elementwise.equal(x, y), 'float32')),
  ]);
}

/** Sum over axes, which stay with size 1. */
export function sum(x: Tensor, axes: readonly number[]): Tensor {
  return x.graph.differentiable(reduction.reduceSum(x, axes, true), [x], (dy) => [
    expand(dy, staticShape(x.shape)),
  ]);
}

/** Mean of all values, a scalar. */
export function meanAll(x: Tensor): Tensor {
  const count = sizeOf(x.shape);
  const y = elementwise.scale(reduction.sumAll(x), 1 / count);
  return x.graph.differentiable(y, [x], (dy) => [
    expand(elementwise.scale(dy, 1 / count), staticShape(x.shape)),
  ]);
}

/** `max(x, 0)`, for losses on a few values; layers use `relu`. */
export const positivePart = (x: Tensor): Tensor => clip(x, 0, 3.4e38);
