import { pad, reshape, slice } from '../graph/arrange.js';
import type { Dimension, Tensor } from '../graph/tensor.js';
import { staticShape } from '../graph/tensor.js';
import { channelSums } from './channel-sums.js';
import type { Conv2DOptions } from './conv2d/conv2d.js';
import { reversedTaps } from './conv2d/reversed-taps.js';
import { spread } from './conv2d/spread.js';
import { addPadding, windowedLength } from './convolution-geometry.js';
import { withoutPadding } from './zero-padding.js';

type Size4D = readonly [number, number, number, number];

/**
 * A convolution of each channel by itself, with `multiplier` kernels for each.
 * `y[c · multiplier + m, h, w] = Σ x[c, h·stride + i·dilation - top, w·stride + j·dilation - left] · kernel[c · multiplier + m, i, j]`
 * @param x an image tensor in the graph's layout, [C, H, W, N] or [N, C, H, W] float32
 * @param kernel [C · multiplier, 1, kernel height, kernel width] float32
 * @param bias [C · multiplier]; none when left out
 * @throws RangeError when the channels differ or the kernel does not fit into the padded image
 * Source: ONNX Conv with as many groups as channels.
 */
export function depthwiseConv2D(
  x: Tensor,
  kernel: Tensor,
  bias: Tensor | undefined,
  options: Conv2DOptions,
): Tensor {
  const { source, padding } = withoutPadding(x);
  const whole = { ...options, padding: addPadding(options.padding, padding) };
  checkChannels(source, kernel);
  if (x.graph.layout === 'NCHW') return batchFirst(source, kernel, bias, whole);
  const y = batchInnermost(source, kernel, bias, whole);
  return x.graph.differentiable(y, bias ? [source, kernel, bias] : [source, kernel], (dy) => [
    inputGradient(dy, kernel, staticShape(source.shape) as Size4D, whole),
    kernelGradient(dy, source, staticShape(kernel.shape) as Size4D, whole),
    ...(bias ? [channelSums(dy)] : []),
  ]);
}

function checkChannels(x: Tensor, kernel: Tensor): void {
  const channels = x.shape[x.graph.layout === 'CHWN' ? 0 : 1] as number;
  if ((kernel.shape[0] as number) % channels === 0) return;
  throw new RangeError(
    `depthwiseConv2D: ${kernel.shape[0]} kernels cannot be shared out to ${channels} channels`,
  );
}

function outputSize(height: number, width: number, kernel: Tensor, options: Conv2DOptions): [number, number] {
  const { strides, padding, dilation } = options;
  const [, , kernelHeight, kernelWidth] = staticShape(kernel.shape) as Size4D;
  return [
    windowedLength(height, kernelHeight, strides[0], padding[0], padding[2], dilation[0]),
    windowedLength(width, kernelWidth, strides[1], padding[1], padding[3], dilation[1]),
  ];
}

function batchFirst(x: Tensor, kernel: Tensor, bias: Tensor | undefined, options: Conv2DOptions): Tensor {
  const [batch, channels, height, width] = x.shape as [Dimension, number, number, number];
  const { strides, padding, dilation } = options;
  const attributes = {
    group: channels,
    kernel_shape: kernel.shape.slice(2) as number[],
    ...{ strides, pads: padding, dilations: dilation },
  };
  const shape = [batch, kernel.shape[0]!, ...outputSize(height, width, kernel, options)];
  return x.graph.node('Conv', bias ? [x, kernel, bias] : [x, kernel], attributes, [{ shape }])[0]!;
}

/**
 * [C, H, W, N]: at stride 1 the columns and the batch are one axis, along which a kernel column is a step of N; else the batch
 * is a third spatial axis of window 1 (see `conv2d/forward.ts`).
 */
function batchInnermost(x: Tensor, kernel: Tensor, bias: Tensor | undefined, options: Conv2DOptions): Tensor {
  const [channels, height, width, batch] = staticShape(x.shape) as Size4D;
  const [outputs, , kernelHeight, kernelWidth] = staticShape(kernel.shape) as Size4D;
  const { strides, padding, dilation } = options;
  const [top, left, bottom, right] = padding;
  const [outputHeight, outputWidth] = outputSize(height, width, kernel, options);
  const inputs = (image: Tensor, window: Tensor) => (bias ? [image, window, bias] : [image, window]);
  if (strides[0] === 1 && strides[1] === 1) {
    const attributes = {
      group: channels,
      kernel_shape: [kernelHeight, kernelWidth],
      pads: [top, left * batch, bottom, right * batch],
      dilations: [dilation[0], dilation[1] * batch],
    };
    const flat = reshape(x, [1, channels, height, width * batch]);
    const shape = [1, outputs, outputHeight, outputWidth * batch];
    const [y] = x.graph.node('Conv', inputs(flat, kernel), attributes, [{ shape }]);
    return reshape(y!, [outputs, outputHeight, outputWidth, batch]);
  }
  const attributes = {
    group: channels,
    kernel_shape: [kernelHeight, kernelWidth, 1],
    strides: [...strides, 1],
    pads: [top, left, 0, bottom, right, 0],
    dilations: [...dilation, 1],
  };
  const volume = reshape(x, [1, channels, height, width, batch]);
  const kernelVolume = reshape(kernel, [outputs, 1, kernelHeight, kernelWidth, 1]);
  const shape = [outputs, outputHeight, outputWidth, batch];
  const [y] = x.graph.node('Conv', inputs(volume, kernelVolume), attributes, [{ shape: [1, ...shape] }]);
  return reshape(y!, shape);
}

/** The output's gradient, spread over the strides, convolved with the kernels turned by 180° and summed over the multiplier. */
function inputGradient(
  dy: Tensor,
  kernel: Tensor,
  [channels, height, width, batch]: Size4D,
  { strides, padding, dilation }: Conv2DOptions,
): Tensor {
  const [outputs, , kernelHeight, kernelWidth] = staticShape(kernel.shape) as Size4D;
  const [, outputHeight, outputWidth] = staticShape(dy.shape) as Size4D;
  const apartHeight = (outputHeight - 1) * strides[0] + 1;
  const apartWidth = (outputWidth - 1) * strides[1] + 1;
  const apart = spread(dy, strides, [apartHeight, apartWidth]);
  const before = [
    (kernelHeight - 1) * dilation[0] - padding[0],
    (kernelWidth - 1) * dilation[1] - padding[1],
  ];
  const after = [height - apartHeight + padding[0], width - apartWidth + padding[1]];
  // Where the image was padded by more than a kernel reaches, or windows ended before its edge, values are cut or added first.
  const fitted = cutOrPadded(apart, before as [number, number], after as [number, number]);
  const multiplier = outputs / channels;
  const attributes = {
    group: channels,
    kernel_shape: [kernelHeight, kernelWidth],
    dilations: [dilation[0], dilation[1] * batch],
  };
  const [, fittedHeight, fittedWidth] = staticShape(fitted.shape) as Size4D;
  const window = reversedTaps(reshape(kernel, [channels, multiplier, kernelHeight, kernelWidth]));
  const [dx] = dy.graph.node(
    'Conv',
    [reshape(fitted, [1, outputs, fittedHeight, fittedWidth * batch]), window],
    attributes,
    [{ shape: [1, channels, height, width * batch] }],
  );
  return reshape(dx!, [channels, height, width, batch]);
}

function cutOrPadded(x: Tensor, before: readonly [number, number], after: readonly [number, number]): Tensor {
  const [, height, width] = staticShape(x.shape) as Size4D;
  const rows = slice(x, 1, Math.max(0, -before[0]), height - Math.max(0, -after[0]));
  const inside = slice(rows, 2, Math.max(0, -before[1]), width - Math.max(0, -after[1]));
  return pad(
    inside,
    [0, Math.max(0, before[0]), Math.max(0, before[1]), 0],
    [0, Math.max(0, after[0]), Math.max(0, after[1]), 0],
  );
}

/**
 * `dW[c, m, i, j] = Σ dy[c, m, h, w, n] · x[c, h·s + i·d, w·s + j·d, n]`: of each channel a convolution of x with dy as the kernel,
 * stride and dilation exchanged (see `conv2d/kernel-gradient.ts`).
 */
function kernelGradient(
  dy: Tensor,
  x: Tensor,
  shape: Size4D,
  { strides, padding, dilation }: Conv2DOptions,
): Tensor {
  const [channels, height, width, batch] = staticShape(x.shape) as Size4D;
  const [outputs, outputHeight, outputWidth] = staticShape(dy.shape) as Size4D;
  const [, , kernelHeight, kernelWidth] = shape;
  const needed = (window: number, length: number, axis: 0 | 1) =>
    (window - 1) * dilation[axis] + (length - 1) * strides[axis] + 1;
  const after = [
    needed(kernelHeight, outputHeight, 0) - height - padding[0],
    needed(kernelWidth, outputWidth, 1) - width - padding[1],
  ] as const;
  const seen = cutOrPadded(x, [padding[0], padding[1]], after);
  const [, seenHeight, seenWidth] = staticShape(seen.shape) as Size4D;
  const [gradient] = dy.graph.node(
    'Conv',
    [
      reshape(seen, [1, channels, seenHeight, seenWidth, batch]),
      reshape(dy, [outputs, 1, outputHeight, outputWidth, batch]),
    ],
    {
      group: channels,
      kernel_shape: [outputHeight, outputWidth, batch],
      strides: [...dilation, 1],
      dilations: [...strides, 1],
    },
    [{ shape: [1, outputs, kernelHeight, kernelWidth, 1] }],
  );
  return reshape(gradient!, shape);
}
