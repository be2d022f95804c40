import { pad, slice } from '../graph/arrange.js';
import type { Tensor } from '../graph/tensor.js';
import { NO_PADDING, type Padding2D } from './convolution-geometry.js';

/** What a zero-padded tensor was before: a convolution pads by itself, so it reads this and the copy is never made. */
const unpadded = new WeakMap<Tensor, { source: Tensor; padding: Padding2D }>();

/**
 * Rows and columns of zeros around an image.
 * @param x an image tensor in the graph's layout
 */
export function zeroPadding(x: Tensor, padding: Padding2D): Tensor {
  const [top, left, bottom, right] = padding;
  const height = x.graph.layout === 'CHWN' ? 1 : 2;
  const before = x.shape.map((_, axis) => (axis === height ? top : axis === height + 1 ? left : 0));
  const after = x.shape.map((_, axis) => (axis === height ? bottom : axis === height + 1 ? right : 0));
  const y = pad(x, before, after);
  if (y === x) return x;
  unpadded.set(y, { source: x, padding });
  const size = [x.shape[height] as number, x.shape[height + 1] as number] as const;
  return x.graph.differentiable(y, [x], (dy) => [
    slice(slice(dy, height, top, top + size[0]), height + 1, left, left + size[1]),
  ]);
}

/** The tensor and the padding that make up `x`; `x` itself and no padding when it was not padded. */
export function withoutPadding(x: Tensor): { source: Tensor; padding: Padding2D } {
  return unpadded.get(x) ?? { source: x, padding: NO_PADDING };
}
