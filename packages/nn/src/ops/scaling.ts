import * as elementwise from '../graph/elementwise.js';
import type { Tensor } from '../graph/tensor.js';
import { besideBatch } from './axes.js';
import * as math from './math.js';

/** `x · factor + offset` with one of each for a channel, known when the graph is built. */
export function channelRescaling(x: Tensor, factors: readonly number[], offsets: readonly number[]): Tensor {
  const constant = (values: readonly number[]) =>
    besideBatch(x.graph.constant(Float32Array.from(values), [values.length]), [
      ...x.shape.slice(2).map(() => 1),
      values.length,
    ]);
  return math.add(math.mul(x, constant(factors)), constant(offsets));
}

/** `x · factor + offset` for numbers known when the graph is built. */
export function rescaling(x: Tensor, factor: number, offset: number): Tensor {
  const scaled = elementwise.scale(x, factor);
  const y = offset === 0 ? scaled : elementwise.add(scaled, x.graph.scalar(offset));
  return x.graph.differentiable(y, [x], (dy) => [elementwise.scale(dy, factor)]);
}

/**
 * Product with a tensor through which no gradient flows, such as the mask of dropout.
 * @param mask the shape of `x`, or 1 where it is repeated
 */
export function masked(x: Tensor, mask: Tensor): Tensor {
  return x.graph.differentiable(elementwise.mul(x, mask), [x], (dy) => [elementwise.mul(dy, mask)]);
}
