import type { Tensor } from '../graph/tensor.js';
import { reshape } from './arrangement.js';
import * as math from './math.js';

/**
 * `(x - mean) / sqrt(variance + epsilon)` over some axes of each example.
 * @param axes of the graph's layout
 * Source: Ba et al. 2016, Layer Normalization.
 */
export function standardized(x: Tensor, axes: readonly number[], epsilon: number): Tensor {
  const centred = math.sub(x, math.mean(x, axes));
  const variance = math.mean(math.mul(centred, centred), axes);
  return math.div(centred, math.sqrt(math.add(variance, x.graph.scalar(epsilon))));
}

/**
 * Channels in groups, each standardized over its channels and all places of an example.
 * @param x an image tensor or features in the graph's layout
 * Source: Wu & He 2018, Group Normalization.
 */
export function groupStandardized(x: Tensor, groups: number, epsilon: number): Tensor {
  const trains = x.graph.layout === 'CHWN';
  const known = (trains ? x.shape.slice(0, -1) : x.shape.slice(1)) as number[];
  const values = known.reduce((product, size) => product * size, 1) / groups;
  const batch = (trains ? x.shape.at(-1) : x.shape[0])!;
  const grouped = reshape(x, trains ? [groups, values, batch] : [batch, groups, values]);
  return reshape(standardized(grouped, [trains ? 1 : 2], epsilon), x.shape);
}
