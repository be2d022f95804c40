import { rowAffine } from '../graph/affine.js';
import { reshape } from '../graph/arrange.js';
import { add, clip, div, mul, scale, sqrt, sub } from '../graph/elementwise.js';
import type { Tensor } from '../graph/tensor.js';
import { sizeOf, staticShape } from '../graph/tensor.js';
import { channelSums } from './channel-sums.js';

export interface BatchStatistics {
  /** Mean of each channel over images, rows and columns, [C]. */
  readonly mean: Tensor;
  /** Population variance of each channel, [C]. */
  readonly variance: Tensor;
}

/**
 * Batch normalization with the statistics of the batch: `y = gamma · (x - mean) / sqrt(variance + epsilon) + beta`.
 * Gradient: with s1 = Σ dy, s2 = Σ dy · x̂ over a channel's M values, `dbeta = s1`, `dgamma = s2` and
 * `dx = gamma / sqrt(variance + epsilon) · (dy - s1 / M - x̂ · s2 / M)`, computed from x without a copy of x̂.
 * @param x [C, ...] float32 (the training layout)
 * @param gamma [C] @param beta [C]
 * Source: Ioffe & Szegedy 2015, Batch Normalization, algorithm 1 and section 3.
 */
export function batchNormalization(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  epsilon: number,
): { y: Tensor } & BatchStatistics {
  const count = sizeOf(x.shape) / staticShape(x.shape)[0]!;
  const mean = scale(channelSums(x), 1 / count);
  const meanSquare = scale(channelSums(mul(x, x)), 1 / count);
  const variance = clip(sub(meanSquare, mul(mean, mean)), 0, 3.4e38);
  const { factor, offset, inverseDeviation } = affine(gamma, beta, mean, variance, epsilon);
  const y = rowAffine(x, factor, offset);
  x.graph.differentiable(y, [x, gamma, beta], (dy) => {
    const dbeta = channelSums(dy);
    const dgamma = mul(sub(channelSums(mul(dy, x)), mul(mean, dbeta)), inverseDeviation);
    const slope = mul(scale(dgamma, -1 / count), inverseDeviation);
    const constant = sub(scale(dbeta, -1 / count), mul(slope, mean));
    const centred = add(dy, rowAffine(x, slope, constant));
    return [mul(centred, perChannel(factor, x)), dgamma, dbeta];
  });
  return { y, mean, variance };
}

/**
 * Batch normalization with given statistics, as in prediction and in frozen layers.
 * @param x an image tensor or [C, N] in the training layout; in the prediction layout the channel axis is 1
 */
export function normalizeWithStatistics(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  statistics: BatchStatistics,
  epsilon: number,
): Tensor {
  const { mean, variance } = statistics;
  if (x.graph.layout === 'NCHW') {
    return x.graph.node(
      'BatchNormalization',
      [x, gamma, beta, mean, variance],
      { epsilon: { float: epsilon } },
      [{ shape: x.shape }],
    )[0]!;
  }
  const { factor, offset, inverseDeviation } = affine(gamma, beta, mean, variance, epsilon);
  return x.graph.differentiable(rowAffine(x, factor, offset), [x, gamma, beta], (dy) => {
    const dbeta = channelSums(dy);
    const dgamma = mul(sub(channelSums(mul(dy, x)), mul(mean, dbeta)), inverseDeviation);
    return [mul(dy, perChannel(factor, x)), dgamma, dbeta];
  });
}

function affine(gamma: Tensor, beta: Tensor, mean: Tensor, variance: Tensor, epsilon: number) {
  const inverseDeviation = div(gamma.graph.scalar(1), sqrt(add(variance, gamma.graph.scalar(epsilon))));
  const factor = mul(gamma, inverseDeviation);
  return { inverseDeviation, factor, offset: sub(beta, mul(mean, factor)) };
}

const perChannel = (values: Tensor, x: Tensor): Tensor =>
  reshape(values, [values.shape[0]!, ...x.shape.slice(1).map(() => 1)]);
