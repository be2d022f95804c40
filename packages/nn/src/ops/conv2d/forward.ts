import { reshape, slice } from '../../graph/arrange.js';
import type { Tensor } from '../../graph/tensor.js';
import { staticShape } from '../../graph/tensor.js';
import { windowedLength } from '../convolution-geometry.js';
import type { Conv2DOptions } from './conv2d.js';

/**
 * Convolution of [C, H, W, N]: one matrix product over all images of the batch.
 * At stride 1 the columns and the batch are one axis of W·N values, along which a kernel column is a step of N:
 * a dilation. ONNX Runtime then copies long runs when it lays out its matrix, and no transpose is needed.
 */
export function convolveBatchInnermost(
  x: Tensor,
  kernel: Tensor,
  bias: Tensor | undefined,
  options: Conv2DOptions,
): Tensor {
  const { padding, dilation } = options;
  const [height, width] = options.strides;
  if (height === 1 && width === 1) return unitStride(x, kernel, bias, padding, dilation);
  const [, , kernelHeight, kernelWidth] = staticShape(kernel.shape);
  const pointwise = kernelHeight === 1 && kernelWidth === 1 && padding.every((zeros) => zeros === 0);
  if (pointwise) return unitStride(subsample(x, height, width), kernel, bias, padding, [1, 1]);
  return strided(x, kernel, bias, options);
}

/** Every `height`-th row and `width`-th column of [C, H, W, N]. */
export function subsample(x: Tensor, height: number, width: number): Tensor {
  const rows = height === 1 ? x : slice(x, 1, 0, x.shape[1] as number, height);
  return width === 1 ? rows : slice(rows, 2, 0, x.shape[2] as number, width);
}

function unitStride(
  x: Tensor,
  kernel: Tensor,
  bias: Tensor | undefined,
  padding: Conv2DOptions['padding'],
  dilation: Conv2DOptions['dilation'],
): Tensor {
  const [channels, height, width, batch] = staticShape(x.shape) as [number, number, number, number];
  const [filters, , kernelHeight, kernelWidth] = staticShape(kernel.shape) as [
    number,
    number,
    number,
    number,
  ];
  const [top, left, bottom, right] = padding;
  const outputHeight = windowedLength(height, kernelHeight, 1, top, bottom, dilation[0]);
  const outputWidth = windowedLength(width, kernelWidth, 1, left, right, dilation[1]);
  const attributes = {
    kernel_shape: [kernelHeight, kernelWidth],
    pads: [top, left * batch, bottom, right * batch],
    dilations: [dilation[0], dilation[1] * batch],
  };
  const flat = reshape(x, [1, channels, height, width * batch]);
  const shape = [1, filters, outputHeight, outputWidth * batch];
  const y = x.graph.node('Conv', bias ? [flat, kernel, bias] : [flat, kernel], attributes, [{ shape }])[0]!;
  return reshape(y, [filters, outputHeight, outputWidth, batch]);
}

/** Strides other than 1 cannot run over the joint W·N axis: the batch becomes a third spatial axis of window 1. */
function strided(
  x: Tensor,
  kernel: Tensor,
  bias: Tensor | undefined,
  { strides, padding, dilation }: Conv2DOptions,
): Tensor {
  const [channels, height, width, batch] = staticShape(x.shape) as [number, number, number, number];
  const [filters, , kernelHeight, kernelWidth] = staticShape(kernel.shape) as [
    number,
    number,
    number,
    number,
  ];
  const [top, left, bottom, right] = padding;
  const shape = [
    filters,
    windowedLength(height, kernelHeight, strides[0], top, bottom, dilation[0]),
    windowedLength(width, kernelWidth, strides[1], left, right, dilation[1]),
    batch,
  ];
  const attributes = {
    kernel_shape: [kernelHeight, kernelWidth, 1],
    strides: [...strides, 1],
    pads: [top, left, 0, bottom, right, 0],
    dilations: [...dilation, 1],
  };
  const volume = reshape(x, [1, channels, height, width, batch]);
  const kernelVolume = reshape(kernel, [filters, channels, kernelHeight, kernelWidth, 1]);
  const inputs = bias ? [volume, kernelVolume, bias] : [volume, kernelVolume];
  return reshape(x.graph.node('Conv', inputs, attributes, [{ shape: [1, ...shape] }])[0]!, shape);
}
