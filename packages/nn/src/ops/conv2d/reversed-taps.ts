import { reshape } from '../../graph/arrange.js';
import { matmul } from '../../graph/reduce.js';
import type { Tensor } from '../../graph/tensor.js';
import { staticShape } from '../../graph/tensor.js';

/**
 * A kernel [a, b, h, w] turned by 180°: rows and columns reversed.
 * They are reversed by a product with a permutation matrix, which is faster than a `Slice` of step -1.
 */
export function reversedTaps(kernel: Tensor): Tensor {
  const [a, b, height, width] = staticShape(kernel.shape) as [number, number, number, number];
  const taps = height * width;
  const reversal = new Float32Array(taps * taps);
  for (let tap = 0; tap < taps; tap++) reversal[tap * taps + taps - 1 - tap] = 1;
  const flat = reshape(kernel, [a * b, taps]);
  return reshape(matmul(flat, kernel.graph.constant(reversal, [taps, taps])), kernel.shape);
}
