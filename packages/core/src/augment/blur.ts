import { elementwise, type Tensor } from '@giemsa/nn';

/** Binomial coefficients over 16: near a Gaussian with a standard deviation of one pixel. */
const WEIGHTS = [1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16];
const REACH = 2;

/**
 * Each image with a share of its own blurred one.
 * @param x [N, 3, H, W] float32
 * @param share [N, 1, 1, 1], in [0, 1]
 */
export function blur(x: Tensor, share: Tensor): Tensor {
  const { add, mul, sub } = elementwise;
  const kernel = WEIGHTS.flatMap((row) => WEIGHTS.map((column) => row * column));
  const kernels = x.graph.constant(Float32Array.from([...kernel, ...kernel, ...kernel]), [3, 1, 5, 5]);
  const attributes = { group: 3, pads: [REACH, REACH, REACH, REACH] };
  const blurred = x.graph.node('Conv', [x, kernels], attributes, [{ shape: x.shape }])[0]!;
  return add(x, mul(sub(blurred, x), share));
}
