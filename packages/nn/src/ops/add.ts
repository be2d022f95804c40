import * as elementwise from '../graph/elementwise.js';
import type { Tensor } from '../graph/tensor.js';
import { sameShape } from '../graph/tensor.js';

/** Sum of two tensors of the same shape; the gradient goes to both unchanged. @throws RangeError on unequal shapes. */
export function add(a: Tensor, b: Tensor): Tensor {
  if (!sameShape(a.shape, b.shape)) {
    throw new RangeError(
      `add: shapes must be equal, received [${a.shape.join(', ')}] and [${b.shape.join(', ')}]`,
    );
  }
  return a.graph.differentiable(elementwise.add(a, b), [a, b], (dy) => [dy, dy]);
}
