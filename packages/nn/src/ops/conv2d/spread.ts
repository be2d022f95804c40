import { pad, reshape, slice } from '../../graph/arrange.js';
import type { Tensor } from '../../graph/tensor.js';
import { staticShape } from '../../graph/tensor.js';

/** `stride - 1` zeros after every row and column of [C, H', W', N], then cut or padded to `size`. */
export function spread(
  dy: Tensor,
  strides: readonly [number, number],
  size: readonly [number, number],
): Tensor {
  if (strides[0] === 1 && strides[1] === 1) return dy;
  const [channels, height, width, batch] = staticShape(dy.shape) as [number, number, number, number];
  const apart = pad(
    reshape(dy, [channels, height, 1, width, 1, batch]),
    [0, 0, 0, 0, 0, 0],
    [0, 0, strides[0] - 1, 0, strides[1] - 1, 0],
  );
  const whole = reshape(apart, [channels, height * strides[0], width * strides[1], batch]);
  return resized(resized(whole, 1, size[0]), 2, size[1]);
}

/** Cut or padded with zeros at the end of one axis. */
function resized(x: Tensor, axis: number, length: number): Tensor {
  const have = x.shape[axis] as number;
  const none = x.shape.map(() => 0);
  return have > length ? slice(x, axis, 0, length) : pad(x, none, none.with(axis, length - have));
}
