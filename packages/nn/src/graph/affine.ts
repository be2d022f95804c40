import { reshape } from './arrange.js';
import { mul } from './elementwise.js';
import type { Tensor } from './tensor.js';
import { sizeOf, staticShape } from './tensor.js';

/**
 * `x · factor + offset` with one factor and one offset for each row of `x`, in one pass over memory.
 * Written as a 1×1 depthwise `Conv`: it is threaded, and ONNX Runtime fuses a following `Relu` or `Clip` into it,
 * where `Mul` and `Add` (and the activation) would each read and write the whole tensor.
 * @param x [C, ...] float32
 * @param factor [C]
 * @param offset [C]; none when left out
 */
export function rowAffine(x: Tensor, factor: Tensor, offset?: Tensor): Tensor {
  const rows = staticShape(x.shape)[0]!;
  const flat = reshape(x, [1, rows, 1, sizeOf(x.shape) / rows]);
  const kernel = reshape(factor, [rows, 1, 1, 1]);
  const inputs = offset ? [flat, kernel, offset] : [flat, kernel];
  return reshape(x.graph.node('Conv', inputs, { group: rows }, [{ shape: flat.shape }])[0]!, x.shape);
}

/**
 * `x · factor` for one factor, any shape. As a plain vector: ONNX Runtime broadcasts a number over [2048, 512, 1, 1] one
 * value at a time. @param factor [1]
 */
export function scaled(x: Tensor, factor: Tensor): Tensor {
  return reshape(mul(reshape(x, [sizeOf(x.shape)]), factor), x.shape);
}
