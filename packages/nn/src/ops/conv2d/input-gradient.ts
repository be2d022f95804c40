import { concat, reshape, slice, transpose } from '../../graph/arrange.js';
import { gemm } from '../../graph/reduce.js';
import type { Tensor } from '../../graph/tensor.js';
import { staticShape } from '../../graph/tensor.js';
import type { Conv2DOptions } from './conv2d.js';
import { convolveBatchInnermost } from './forward.js';
import { reversedTaps } from './reversed-taps.js';
import { spread } from './spread.js';

type Pair = readonly [number, number];

/**
 * Gradient of a convolution with respect to its input: the output's gradient convolved with the kernel turned by 180°
 * and its channels swapped.
 * @param dy [filters, H', W', N]
 * @param shape of the input, [C, H, W, N]
 */
export function inputGradient(
  dy: Tensor,
  kernel: Tensor,
  shape: readonly number[],
  options: Conv2DOptions,
): Tensor {
  const { strides, padding, dilation } = options;
  const [, height, width] = shape as [number, number, number, number];
  const [, , kernelHeight, kernelWidth] = staticShape(kernel.shape) as [number, number, number, number];
  if (kernelHeight === 1 && kernelWidth === 1 && padding.every((zeros) => zeros === 0)) {
    return spread(pointwiseGradient(dy, kernel), strides, [height, width]);
  }
  const turnedKernel = turned(kernel);
  if (strides[0] === 1 && strides[1] === 1)
    return unitStrideGradient(dy, turnedKernel, [height, width], padding, dilation);
  if (dilation[0] === 1 && dilation[1] === 1) return phaseGradient(dy, turnedKernel, shape, options);
  throw new RangeError('conv2d: strides and dilation cannot both be above 1');
}

function pointwiseGradient(dy: Tensor, kernel: Tensor): Tensor {
  const [filters, height, width, batch] = staticShape(dy.shape) as [number, number, number, number];
  const channels = kernel.shape[1] as number;
  const dx = gemm(reshape(kernel, [filters, channels]), reshape(dy, [filters, height * width * batch]), {
    transposeA: true,
  });
  return reshape(dx, [channels, height, width, batch]);
}

function unitStrideGradient(
  dy: Tensor,
  turnedKernel: Tensor,
  size: Pair,
  padding: Conv2DOptions['padding'],
  dilation: Pair,
): Tensor {
  const [, , kernelHeight, kernelWidth] = staticShape(turnedKernel.shape) as [number, number, number, number];
  const top = (kernelHeight - 1) * dilation[0] - padding[0];
  const left = (kernelWidth - 1) * dilation[1] - padding[1];
  const bottom = size[0] - (dy.shape[1] as number) + padding[0];
  const right = size[1] - (dy.shape[2] as number) + padding[1];
  return convolveBatchInnermost(dy, turnedKernel, undefined, {
    strides: [1, 1],
    padding: [top, left, bottom, right],
    dilation,
  });
}

/**
 * With strides, input rows of one remainder modulo the stride only ever meet every stride-th kernel row. Each such phase
 * is a convolution at stride 1 with its part of the kernel; the phases are then interleaved. Nothing is multiplied by the
 * zeros that a spread-out gradient would hold.
 */
function phaseGradient(
  dy: Tensor,
  turnedKernel: Tensor,
  shape: readonly number[],
  { strides, padding }: Conv2DOptions,
): Tensor {
  const [channels, height, width, batch] = shape as [number, number, number, number];
  const [, , kernelHeight, kernelWidth] = staticShape(turnedKernel.shape) as [number, number, number, number];
  const rows = phases(height, strides[0], padding[0], kernelHeight, dy.shape[1] as number);
  const columns = phases(width, strides[1], padding[1], kernelWidth, dy.shape[2] as number);
  const phaseHeight = Math.ceil(height / strides[0]);
  const phaseWidth = Math.ceil(width / strides[1]);
  const rowTensors = rows.map((row) => {
    const inRow = columns.map((column) => {
      if (row.taps === 0 || column.taps === 0)
        return dy.graph.filled(0, [channels, phaseHeight, phaseWidth, 1, batch]);
      const part = everyTap(everyTap(turnedKernel, 2, row, strides[0]), 3, column, strides[1]);
      const phase = convolveBatchInnermost(crop(dy, row, column), part, undefined, {
        strides: [1, 1],
        padding: [row.before, column.before, row.after, column.after],
        dilation: [1, 1],
      });
      return reshape(phase, [channels, phaseHeight, phaseWidth, 1, batch]);
    });
    return reshape(concat(inRow, 3), [channels, phaseHeight, 1, phaseWidth * strides[1] * batch]);
  });
  const whole = reshape(concat(rowTensors, 2), [
    channels,
    phaseHeight * strides[0],
    phaseWidth * strides[1],
    batch,
  ]);
  return slice(slice(whole, 1, 0, height), 2, 0, width);
}

/** One remainder of one axis: which taps of the turned kernel it meets, and how dy is padded or cut for them. */
interface Phase {
  readonly firstTap: number;
  /** 0 where no output depends on inputs of this remainder. */
  readonly taps: number;
  readonly before: number;
  readonly after: number;
  /** Positions of dy left out at the start and at the end. */
  readonly cutBefore: number;
  readonly cutAfter: number;
}

/**
 * Input position p = stride · q + remainder gets `Σ dy[h] · kernel[p + padding - stride · h]`. The taps that occur are
 * those congruent to p + padding; in the turned kernel they stand at `kernel - 1 - tap`, ascending with h.
 */
function phases(
  length: number,
  stride: number,
  padding: number,
  kernel: number,
  outputLength: number,
): Phase[] {
  const count = Math.ceil(length / stride);
  return Array.from({ length: stride }, (_, remainder) => {
    const smallestTap = (remainder + padding) % stride;
    const taps = smallestTap < kernel ? Math.ceil((kernel - smallestTap) / stride) : 0;
    const largestTap = smallestTap + (taps - 1) * stride;
    // For q = 0 the window starts at the h that meets the largest tap.
    const start = (remainder + padding - largestTap) / stride;
    const end = start + count + taps - 1;
    const meetsOutput = start < outputLength && end > 0;
    return {
      firstTap: kernel - 1 - largestTap,
      taps: meetsOutput ? taps : 0,
      before: Math.max(0, -start),
      cutBefore: Math.max(0, start),
      after: Math.max(0, end - outputLength),
      cutAfter: Math.max(0, outputLength - end),
    };
  });
}

function everyTap(kernel: Tensor, axis: number, { firstTap, taps }: Phase, stride: number): Tensor {
  if (taps === (kernel.shape[axis] as number)) return kernel;
  return slice(kernel, axis, firstTap, firstTap + (taps - 1) * stride + 1, stride);
}

function crop(dy: Tensor, row: Phase, column: Phase): Tensor {
  const [, height, width] = staticShape(dy.shape) as [number, number, number];
  const rows = slice(dy, 1, row.cutBefore, height - row.cutAfter);
  return slice(rows, 2, column.cutBefore, width - column.cutAfter);
}

/** [filters, C, h, w] to [C, filters, h, w] with rows and columns reversed. */
function turned(kernel: Tensor): Tensor {
  const [filters, channels, height, width] = staticShape(kernel.shape) as [number, number, number, number];
  const flat = reshape(reversedTaps(kernel), [filters, channels, height * width]);
  return reshape(transpose(flat, [1, 0, 2]), [channels, filters, height, width]);
}
