import { pad, reshape, slice, transpose } from '../../graph/arrange.js';
import { gemm, matmul } from '../../graph/reduce.js';
import type { Tensor } from '../../graph/tensor.js';
import { staticShape } from '../../graph/tensor.js';
import type { Conv2DOptions } from './conv2d.js';
import { convolveBatchInnermost } from './forward.js';

/**
 * Gradient of a convolution with respect to its input: the output's gradient, spread out by the stride, convolved at
 * stride 1 with the kernel turned by 180° and its channels swapped.
 * @param dy [filters, H', W', N]
 * @param shape of the input, [C, H, W, N]
 */
export function inputGradient(dy: Tensor, kernel: Tensor, shape: readonly number[], options: Conv2DOptions): Tensor {
  const { strides, padding, dilation } = options;
  const [channels, height, width, batch] = shape as [number, number, number, number];
  const [filters, , kernelHeight, kernelWidth] = staticShape(kernel.shape) as [number, number, number, number];
  const pointwise = kernelHeight === 1 && kernelWidth === 1 && padding.every((zeros) => zeros === 0);
  if (pointwise) {
    const [, outputHeight, outputWidth] = staticShape(dy.shape) as [number, number, number, number];
    const weights = reshape(kernel, [filters, channels]);
    const dx = gemm(weights, reshape(dy, [filters, outputHeight * outputWidth * batch]), { transposeA: true });
    return spread(reshape(dx, [channels, outputHeight, outputWidth, batch]), strides, [height, width]);
  }
  const top = (kernelHeight - 1) * dilation[0] - padding[0];
  const left = (kernelWidth - 1) * dilation[1] - padding[1];
  const gradient = spread(dy, strides, [spreadLength(dy, 1, strides[0]), spreadLength(dy, 2, strides[1])]);
  const bottom = height - (gradient.shape[1] as number) + (kernelHeight - 1) * dilation[0] - top;
  const right = width - (gradient.shape[2] as number) + (kernelWidth - 1) * dilation[1] - left;
  return convolveBatchInnermost(gradient, turned(kernel), undefined, {
    strides: [1, 1],
    padding: [top, left, bottom, right],
    dilation,
  });
}

const spreadLength = (dy: Tensor, axis: number, stride: number): number => ((dy.shape[axis] as number) - 1) * stride + 1;

/** `stride - 1` zeros after every row and column of [C, H', W', N], then cut or padded to `size`. */
export function spread(dy: Tensor, strides: readonly [number, number], size: readonly [number, number]): Tensor {
  if (strides[0] === 1 && strides[1] === 1) return dy;
  const [channels, height, width, batch] = staticShape(dy.shape) as [number, number, number, number];
  const apart = pad(
    reshape(dy, [channels, height, 1, width, 1, batch]),
    [0, 0, 0, 0, 0, 0],
    [0, 0, strides[0] - 1, 0, strides[1] - 1, 0],
  );
  let spreadOut = reshape(apart, [channels, height * strides[0], width * strides[1], batch]);
  for (const [axis, length] of [[1, size[0]], [2, size[1]]] as const) {
    const have = spreadOut.shape[axis] as number;
    if (have > length) spreadOut = slice(spreadOut, axis, 0, length);
    if (have < length) spreadOut = pad(spreadOut, [0, 0, 0, 0], [0, 0, 0, 0].map((_, at) => (at === axis ? length - have : 0)));
  }
  return spreadOut;
}

/**
 * [filters, C, h, w] to [C, filters, h, w] with rows and columns reversed.
 * The taps are reversed by a product with a permutation matrix, which is faster than a `Slice` of step -1.
 */
function turned(kernel: Tensor): Tensor {
  const [filters, channels, height, width] = staticShape(kernel.shape) as [number, number, number, number];
  const taps = height * width;
  const reversal = new Float32Array(taps * taps);
  for (let tap = 0; tap < taps; tap++) reversal[tap * taps + taps - 1 - tap] = 1;
  const flat = matmul(reshape(kernel, [filters * channels, taps]), kernel.graph.constant(reversal, [taps, taps]));
  return reshape(transpose(reshape(flat, [filters, channels, taps]), [1, 0, 2]), [channels, filters, height, width]);
}
