import { reshape, transpose } from '../graph/arrange.js';
import { add } from '../graph/elementwise.js';
import { gemm, matmul } from '../graph/reduce.js';
import type { Tensor } from '../graph/tensor.js';
import { channelSums } from './channel-sums.js';

/**
 * Fully connected layer: `y = kernelᵀ · x + bias`.
 * @param x [features, N] in the training layout, [N, features] in the prediction layout
 * @param kernel [features, units] @param bias [units]; none when left out
 * @throws RangeError when the number of features differs.
 * Source: ONNX Gemm.
 */
export function dense(x: Tensor, kernel: Tensor, bias: Tensor | undefined): Tensor {
  const trains = x.graph.layout === 'CHWN';
  const features = x.shape[trains ? 0 : 1];
  if (features !== kernel.shape[0]) {
    throw new RangeError(`dense: x has ${features} features but the kernel expects ${kernel.shape[0]}`);
  }
  if (!trains) {
    const y = matmul(x, kernel);
    return bias ? add(y, bias) : y;
  }
  const column = bias && reshape(bias, [kernel.shape[1]!, 1]);
  const y = gemm(kernel, x, { transposeA: true, ...(column ? { c: column } : {}) });
  return x.graph.differentiable(y, bias ? [x, kernel, bias] : [x, kernel], (dy) => [
    matmul(kernel, dy),
    gemm(x, dy, { transposeB: true }),
    ...(bias ? [channelSums(dy)] : []),
  ]);
}

/**
 * An image tensor to one row of features for each image, in Keras' order (rows, columns, channels).
 * [C, H, W, N] to [H·W·C, N]; [N, C, H, W] to [N, H·W·C].
 */
export function flatten(x: Tensor): Tensor {
  if (x.shape.length === 2) return x;
  if (x.graph.layout === 'NCHW') {
    const [batch, channels, height, width] = x.shape;
    return reshape(transpose(x, [0, 2, 3, 1]), [
      batch!,
      (channels as number) * (height as number) * (width as number),
    ]);
  }
  const [channels, height, width, batch] = x.shape as [number, number, number, number];
  const y = reshape(transpose(x, [1, 2, 0, 3]), [height * width * channels, batch]);
  return x.graph.differentiable(y, [x], (dy) => [
    transpose(reshape(dy, [height, width, channels, batch]), [2, 0, 1, 3]),
  ]);
}
