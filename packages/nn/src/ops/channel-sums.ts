import { reshape } from '../graph/arrange.js';
import { reduceSum } from '../graph/reduce.js';
import type { Tensor } from '../graph/tensor.js';
import { sizeOf, staticShape } from '../graph/tensor.js';

/** Sum over everything but the channels: [C, ...] to [C]. The gradient of a bias. */
export function channelSums(x: Tensor): Tensor {
  const channels = staticShape(x.shape)[0]!;
  return reduceSum(reshape(x, [channels, sizeOf(x.shape) / channels]), [1]);
}
