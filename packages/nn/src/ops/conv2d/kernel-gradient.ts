import { reshape, slice, transpose } from '../../graph/arrange.js';
import { gemm } from '../../graph/reduce.js';
import type { Tensor } from '../../graph/tensor.js';
import { staticShape } from '../../graph/tensor.js';
import type { Conv2DOptions } from './conv2d.js';
import { subsample } from './forward.js';

/**
 * Gradient of a convolution with respect to its kernel: `dW[o, c, i, j] = Σ dy[o, h, w, n] · x[c, h·s + i, w·s + j, n]`.
 * It is itself a convolution, of x with dy as the kernel, stride and dilation exchanged. With the channels of x
 * innermost, [H, W, N, C], a step of one image is a dilation of C, and one matrix product gives all taps and channels:
 * no padded or shifted copies of x are made.
 * @param dy [filters, H', W', N]
 * @param x [C, H, W, N]
 * @param shape of the kernel, [filters, C, h, w]
 */
export function kernelGradient(
  dy: Tensor,
  x: Tensor,
  shape: readonly number[],
  options: Conv2DOptions,
): Tensor {
  const { strides, padding, dilation } = options;
  const [filters, channels, kernelHeight, kernelWidth] = shape as [number, number, number, number];
  const [, height, width, batch] = staticShape(x.shape) as [number, number, number, number];
  const [, outputHeight, outputWidth] = staticShape(dy.shape) as [number, number, number];
  if (kernelHeight === 1 && kernelWidth === 1 && padding.every((zeros) => zeros === 0)) {
    const columns = reshape(dy, [filters, outputHeight * outputWidth * batch]);
    const seen = reshape(subsample(x, strides[0], strides[1]), [
      channels,
      outputHeight * outputWidth * batch,
    ]);
    return reshape(gemm(columns, seen, { transposeB: true }), shape);
  }
  const bottom = padAfter(height, padding[0], outputHeight, strides[0], kernelHeight, dilation[0]);
  const right = padAfter(width, padding[1], outputWidth, strides[1], kernelWidth, dilation[1]);
  const rows = kernelHeight + Math.floor(Math.max(0, -bottom) / dilation[0]);
  const columns = kernelWidth + Math.floor(Math.max(0, -right) / dilation[1]);
  const pads = [padding[0], padding[1], Math.max(0, bottom), Math.max(0, right)] as const;
  const gradientForm = channels <= FEW_CHANNELS && dilation[1] === 1 ? imagesAsChannels : imagesAsAxis;
  let taps = gradientForm(dy, x, [rows, columns], pads, strides, dilation);
  // Rows and columns of x that no window reached give taps that the kernel does not have.
  if (rows > kernelHeight) taps = slice(taps, 1, 0, kernelHeight);
  if (columns > kernelWidth) taps = slice(taps, 2, 0, kernelWidth);
  return transpose(taps, [0, 3, 1, 2]);
}

/** Up to here two transposes cost less than the short runs of `imagesAsAxis`. */
const FEW_CHANNELS = 16;

type Form = (
  dy: Tensor,
  x: Tensor,
  taps: readonly [number, number],
  pads: readonly [number, number, number, number],
  strides: readonly [number, number],
  dilation: readonly [number, number],
) => Tensor;

/** x as [H, W, N, C], the images a third spatial axis: one transpose, and runs of C values. Returns [filters, h, w, C]. */
const imagesAsAxis: Form = (dy, x, taps, pads, strides, dilation) => {
  const [channels, height, width, batch] = staticShape(x.shape) as [number, number, number, number];
  const [filters, outputHeight, outputWidth] = staticShape(dy.shape) as [number, number, number];
  const images = transpose(reshape(x, [channels, height * width * batch]), [1, 0]);
  const attributes = {
    kernel_shape: [outputHeight, outputWidth, batch],
    strides: [...dilation, 1],
    dilations: [...strides, channels],
    pads: [pads[0], pads[1], 0, pads[2], pads[3], 0],
  };
  const inputs = [
    reshape(images, [1, 1, height, width, batch * channels]),
    reshape(dy, [filters, 1, outputHeight, outputWidth, batch]),
  ];
  return reshape(
    dy.graph.node('Conv', inputs, attributes, [{ shape: [1, filters, ...taps, channels] }])[0]!,
    [filters, ...taps, channels],
  );
};

/** x as [N, H, W, C], the images as channels: dy is transposed too, but runs are as long as a kernel row times C. */
const imagesAsChannels: Form = (dy, x, [rows, columns], pads, strides, dilation) => {
  const [channels, height, width, batch] = staticShape(x.shape) as [number, number, number, number];
  const [filters, outputHeight, outputWidth] = staticShape(dy.shape) as [number, number, number];
  const images = reshape(transpose(x, [3, 1, 2, 0]), [1, batch, height, width * channels]);
  const attributes = {
    kernel_shape: [outputHeight, outputWidth],
    strides: [dilation[0], 1],
    dilations: [strides[0], strides[1] * channels],
    pads: [pads[0], pads[1] * channels, pads[2], pads[3] * channels],
  };
  const shape = [1, filters, rows, columns * channels];
  const gradient = dy.graph.node('Conv', [images, transpose(dy, [0, 3, 1, 2])], attributes, [{ shape }])[0]!;
  return reshape(gradient, [filters, rows, columns, channels]);
};

/** Zeros needed after an axis so that the gradient has as many taps as the kernel; negative where values are left over. */
function padAfter(
  length: number,
  before: number,
  outputLength: number,
  stride: number,
  window: number,
  dilation: number,
): number {
  return (window - 1) * dilation + (outputLength - 1) * stride + 1 - length - before;
}
