import type { Dimension, Tensor } from './tensor.js';

// ONNX's operators that compute sums and products over axes. They record no gradient.

function reduce(operator: string, x: Tensor, axes: readonly number[], keepDimensions: boolean): Tensor {
  const shape: Dimension[] = [];
  x.shape.forEach((size, axis) => {
    if (!axes.includes(axis)) shape.push(size);
    else if (keepDimensions) shape.push(1);
  });
  const axesTensor = x.graph.constant(BigInt64Array.from(axes, BigInt), [axes.length]);
  return x.graph.node(operator, [x, axesTensor], { keepdims: keepDimensions ? 1 : 0 }, [
    { dtype: x.dtype, shape },
  ])[0]!;
}

/** ONNX `ReduceSum` over some axes. */
export const reduceSum = (x: Tensor, axes: readonly number[], keepDimensions = false): Tensor =>
  reduce('ReduceSum', x, axes, keepDimensions);
/** ONNX `ReduceMean` over some axes. */
export const reduceMean = (x: Tensor, axes: readonly number[], keepDimensions = false): Tensor =>
  reduce('ReduceMean', x, axes, keepDimensions);
/** ONNX `ReduceMax` over some axes. */
export const reduceMax = (x: Tensor, axes: readonly number[], keepDimensions = false): Tensor =>
  reduce('ReduceMax', x, axes, keepDimensions);

/** Sum of all values, a scalar. */
export const sumAll = (x: Tensor): Tensor =>
  reduceSum(
    x,
    x.shape.map((_, axis) => axis),
  );

/** Matrix product of two matrices, [M, K] and [K, N]. */
export function matmul(a: Tensor, b: Tensor): Tensor {
  return a.graph.node('MatMul', [a, b], {}, [{ shape: [a.shape[0]!, b.shape[1]!] }])[0]!;
}

/** What is transposed, and what is added. */
export interface GemmOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** Added to the product; broadcast to it. */
  readonly c?: Tensor;
}

/** ONNX Gemm: `op(a) · op(b) + c`. */
export function gemm(a: Tensor, b: Tensor, options: GemmOptions = {}): Tensor {
  const { transposeA = false, transposeB = false, c } = options;
  const shape = [a.shape[transposeA ? 1 : 0]!, b.shape[transposeB ? 0 : 1]!];
  const attributes = { transA: transposeA ? 1 : 0, transB: transposeB ? 1 : 0 };
  return a.graph.node('Gemm', c ? [a, b, c] : [a, b], attributes, [{ shape }])[0]!;
}
