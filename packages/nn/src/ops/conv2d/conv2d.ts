import type { Dimension, Tensor } from '../../graph/tensor.js';
import { staticShape } from '../../graph/tensor.js';
import { channelSums } from '../channel-sums.js';
import { addPadding, type Padding2D, type Size2D, windowedLength } from '../convolution-geometry.js';
import { withoutPadding } from '../zero-padding.js';
import { convolveBatchInnermost } from './forward.js';
import { inputGradient } from './input-gradient.js';
import { kernelGradient } from './kernel-gradient.js';

export interface Conv2DOptions {
  readonly strides: Size2D;
  readonly padding: Padding2D;
  readonly dilation: Size2D;
}

/**
 * 2D convolution (cross-correlation, as in every deep-learning library).
 * `y[o, h, w] = Σ x[c, h·stride + i·dilation - top, w·stride + j·dilation - left] · kernel[o, c, i, j]`
 * @param x an image tensor in the graph's layout, [C, H, W, N] or [N, C, H, W] float32
 * @param kernel [filters, C, kernel height, kernel width] float32
 * @param bias [filters]; none when left out
 * @throws RangeError when the channels differ, the kernel does not fit into the padded image, or the padding is so wide
 * that a window would see only zeros
 * Source: ONNX Conv.
 */
export function conv2d(x: Tensor, kernel: Tensor, bias: Tensor | undefined, options: Conv2DOptions): Tensor {
  if (seesOnlyZeros(kernel, options)) {
    throw new RangeError(
      `conv2d: padding [${options.padding}] is wider than a kernel [${kernel.shape}] with dilation [${options.dilation}] reaches`,
    );
  }
  const { source, options: whole } = absorbPadding(x, kernel, options);
  if (x.graph.layout === 'NCHW') return convolveBatchFirst(source, kernel, bias, whole);
  checkChannels(source.shape[0]!, kernel);
  const y = convolveBatchInnermost(source, kernel, bias, whole);
  const inputs = bias ? [source, kernel, bias] : [source, kernel];
  return x.graph.differentiable(y, inputs, (dy) => [
    inputGradient(dy, kernel, staticShape(source.shape), whole),
    kernelGradient(dy, source, staticShape(kernel.shape), whole),
    ...(bias ? [channelSums(dy)] : []),
  ]);
}

/** Zero padding before the convolution becomes its own, as long as no window would see only zeros. */
function absorbPadding(
  x: Tensor,
  kernel: Tensor,
  options: Conv2DOptions,
): { source: Tensor; options: Conv2DOptions } {
  const { source, padding } = withoutPadding(x);
  const whole = { ...options, padding: addPadding(options.padding, padding) };
  return seesOnlyZeros(kernel, whole) ? { source: x, options } : { source, options: whole };
}

/** Whether some window lies in the padding alone. */
function seesOnlyZeros(kernel: Tensor, { padding, dilation }: Conv2DOptions): boolean {
  const [, , kernelHeight, kernelWidth] = staticShape(kernel.shape) as [number, number, number, number];
  const vertical = (kernelHeight - 1) * dilation[0];
  const horizontal = (kernelWidth - 1) * dilation[1];
  const [top, left, bottom, right] = padding;
  return top > vertical || bottom > vertical || left > horizontal || right > horizontal;
}

/** The standard form, for prediction: [N, C, H, W], any batch size. */
function convolveBatchFirst(
  x: Tensor,
  kernel: Tensor,
  bias: Tensor | undefined,
  options: Conv2DOptions,
): Tensor {
  const { strides, padding, dilation } = options;
  const [batch, channels, height, width] = x.shape as [Dimension, number, number, number];
  checkChannels(channels, kernel);
  const [filters, , kernelHeight, kernelWidth] = staticShape(kernel.shape) as [
    number,
    number,
    number,
    number,
  ];
  const outputHeight = windowedLength(height, kernelHeight, strides[0], padding[0], padding[2], dilation[0]);
  const outputWidth = windowedLength(width, kernelWidth, strides[1], padding[1], padding[3], dilation[1]);
  const attributes = {
    kernel_shape: [kernelHeight, kernelWidth],
    strides,
    pads: padding,
    dilations: dilation,
  };
  const shape = [batch, filters, outputHeight, outputWidth];
  return x.graph.node('Conv', bias ? [x, kernel, bias] : [x, kernel], attributes, [{ shape }])[0]!;
}

function checkChannels(channels: Dimension, kernel: Tensor): void {
  if (channels === kernel.shape[1]) return;
  throw new RangeError(
    `conv2d: x has ${channels} channels but the kernel expects ${kernel.shape[1]} (kernel [${kernel.shape.join(', ')}])`,
  );
}
