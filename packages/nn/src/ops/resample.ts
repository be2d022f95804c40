import { reshape } from '../graph/arrange.js';
import type { Dimension, Tensor } from '../graph/tensor.js';

/** A matrix [to, from], row-major: how each output of an axis is mixed from its inputs. */
export interface AxisMatrix {
  readonly from: number;
  readonly to: number;
  readonly data: Float32Array;
}

/** How values between the places are found; Keras' names of `interpolation`. */
export type Interpolation = 'bilinear' | 'nearest';

/**
 * Resizing of one axis with half-pixel centres and no antialiasing.
 * Source: tf.image.resize, tensorflow/core/kernels/image/resize_bilinear_op.cc and resize_nearest_neighbor_op.cc.
 */
export function resizing(from: number, to: number, interpolation: Interpolation): AxisMatrix {
  const data = new Float32Array(to * from);
  for (let output = 0; output < to; output++) {
    const centre = ((output + 0.5) * from) / to;
    if (interpolation === 'nearest') {
      data[output * from + Math.min(Math.floor(centre), from - 1)] = 1;
      continue;
    }
    const position = centre - 0.5;
    const share = position - Math.floor(position);
    const lower = Math.max(Math.floor(position), 0);
    const upper = Math.min(Math.ceil(position), from - 1);
    data[output * from + lower]! += 1 - share;
    data[output * from + upper]! += share;
  }
  return { from, to, data };
}

/**
 * Rows and columns of an image mixed by one matrix each: two matrix products, and their transposes for the gradient.
 * @param x an image tensor in the graph's layout
 */
export function resample(x: Tensor, rows: AxisMatrix, columns: AxisMatrix): Tensor {
  const { graph } = x;
  if (graph.layout === 'NCHW') {
    const [batch, channels] = x.shape as [Dimension, number];
    const tall = product(matrix(x, rows), x, [batch, channels, rows.to, columns.from]);
    return product(tall, transposed(x, columns), [batch, channels, rows.to, columns.to]);
  }
  const [channels, , , batch] = x.shape as [number, number, number, number];
  const y = mix(x, channels, batch, rows, columns);
  return graph.differentiable(y, [x], (dy) => [mix(dy, channels, batch, flipped(rows), flipped(columns))]);
}

function mix(x: Tensor, channels: number, batch: number, rows: AxisMatrix, columns: AxisMatrix): Tensor {
  const wide = reshape(x, [channels, rows.from, columns.from * batch]);
  const tall = product(matrix(x, rows), wide, [channels, rows.to, columns.from * batch]);
  const lines = reshape(tall, [channels * rows.to, columns.from, batch]);
  const y = product(matrix(x, columns), lines, [channels * rows.to, columns.to, batch]);
  return reshape(y, [channels, rows.to, columns.to, batch]);
}

function product(a: Tensor, b: Tensor, shape: readonly Dimension[]): Tensor {
  return a.graph.node('MatMul', [a, b], {}, [{ shape }])[0]!;
}

const matrix = (x: Tensor, { from, to, data }: AxisMatrix): Tensor => x.graph.constant(data, [to, from]);
const transposed = (x: Tensor, axis: AxisMatrix): Tensor => matrix(x, flipped(axis));

function flipped({ from, to, data }: AxisMatrix): AxisMatrix {
  const turned = new Float32Array(data.length);
  for (let row = 0; row < to; row++)
    for (let column = 0; column < from; column++) turned[column * to + row] = data[row * from + column]!;
  return { from: to, to: from, data: turned };
}
