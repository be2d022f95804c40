import * as elementwise from '../graph/elementwise.js';
import type { Tensor } from '../graph/tensor.js';

/** `x · factor + offset` for numbers known when the graph is built. */
export function rescaling(x: Tensor, factor: number, offset: number): Tensor {
  const scaled = elementwise.scale(x, factor);
  const y = offset === 0 ? scaled : elementwise.add(scaled, x.graph.scalar(offset));
  return x.graph.differentiable(y, [x], (dy) => [elementwise.scale(dy, factor)]);
}

/**
 * Product with a tensor through which no gradient flows, such as the mask of dropout.
 * @param mask the shape of `x`
 */
export function masked(x: Tensor, mask: Tensor): Tensor {
  return x.graph.differentiable(elementwise.mul(x, mask), [x], (dy) => [elementwise.mul(dy, mask)]);
}
