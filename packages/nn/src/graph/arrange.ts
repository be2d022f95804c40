import type { Dimension, Shape, Tensor } from './tensor.js';
import { sizeOf } from './tensor.js';

// ONNX's operators that move values without computing. They record no gradient.

const int64 = (values: readonly number[]): BigInt64Array => BigInt64Array.from(values, BigInt);
const vector = (x: Tensor, values: readonly number[]): Tensor =>
  x.graph.constant(int64(values), [values.length]);

/** The same values under another shape; at most one dimension may be symbolic. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (x.shape.length === shape.length && x.shape.every((size, axis) => size === shape[axis])) return x;
  const known = [...x.shape, ...shape].every((size) => typeof size === 'number');
  if (known && sizeOf(x.shape) !== sizeOf(shape)) {
    throw new RangeError(
      `reshape: [${x.shape.join(', ')}] has ${sizeOf(x.shape)} values, [${shape.join(', ')}] has ${sizeOf(shape)}`,
    );
  }
  const target = shape.map((size) => (typeof size === 'number' ? size : -1));
  const reshaped = x.graph.node('Reshape', [x, vector(x, target)], {}, [{ dtype: x.dtype, shape }])[0]!;
  x.graph.reshapedFrom.set(reshaped, x);
  return reshaped;
}

/**
 * Applies an elementwise operator before the reshapes that made `x` rather than after them: ONNX Runtime fuses an activation
 * only into the `Conv` that it directly follows.
 */
export function beforeReshape(x: Tensor, operator: (x: Tensor) => Tensor): Tensor {
  let source = x;
  while (x.graph.reshapedFrom.has(source)) source = x.graph.reshapedFrom.get(source)!;
  return reshape(operator(source), x.shape);
}

/** ONNX `Transpose`: axis `i` of the result is axis `permutation[i]` of `x`. */
export function transpose(x: Tensor, permutation: readonly number[]): Tensor {
  const shape = permutation.map((axis) => x.shape[axis]!);
  return x.graph.node('Transpose', [x], { perm: permutation }, [{ dtype: x.dtype, shape }])[0]!;
}

/** Values from `start` (inclusive) to `end` (exclusive), every `step`, along one axis of known size. */
export function slice(x: Tensor, axis: number, start: number, end: number, step = 1): Tensor {
  if (start === 0 && step === 1 && end === x.shape[axis]) return x;
  const shape: Dimension[] = [...x.shape];
  shape[axis] = Math.ceil((end - start) / step);
  const inputs = [x, vector(x, [start]), vector(x, [end]), vector(x, [axis]), vector(x, [step])];
  return x.graph.node('Slice', inputs, {}, [{ dtype: x.dtype, shape }])[0]!;
}

/** ONNX `Concat`: tensors one after another along an axis. */
export function concat(tensors: readonly Tensor[], axis: number): Tensor {
  const first = tensors[0]!;
  const shape: Dimension[] = [...first.shape];
  shape[axis] = tensors.reduce((sum, tensor) => sum + (tensor.shape[axis] as number), 0);
  return first.graph.node('Concat', tensors, { axis }, [{ dtype: first.dtype, shape }])[0]!;
}

/** Zeros, or another value, around `x`: `before` and `after` count them for each axis. */
export function pad(x: Tensor, before: readonly number[], after: readonly number[], value = 0): Tensor {
  if ([...before, ...after].every((count) => count === 0)) return x;
  const shape = x.shape.map((size, axis) =>
    before[axis] === 0 && after[axis] === 0 ? size : (size as number) + before[axis]! + after[axis]!,
  );
  // ONNX Runtime 1.30 moves a Pad into a MaxPool that follows, where the zeros become the smallest number; not with `axes`.
  const inputs = [
    x,
    vector(x, [...before, ...after]),
    value === 0 ? null : x.graph.scalar(value),
    vector(
      x,
      shape.map((_, axis) => axis),
    ),
  ];
  return x.graph.node('Pad', inputs, {}, [{ dtype: x.dtype, shape }])[0]!;
}

/** `x` repeated along its axes of size 1 to fill `shape`. */
export function expand(x: Tensor, shape: readonly number[]): Tensor {
  return x.graph.node('Expand', [x, vector(x, shape)], {}, [{ dtype: x.dtype, shape }])[0]!;
}
