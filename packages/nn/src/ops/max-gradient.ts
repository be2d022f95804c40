import { concat, pad, reshape, slice } from '../graph/arrange.js';
import { add, cast, equal, mul, sub } from '../graph/elementwise.js';
import { staticShape, type Tensor } from '../graph/tensor.js';
import type { PoolingOptions } from './pooling.js';

/** Below every value that wins. */
const LOWEST = -3.4028234663852886e38;

/**
 * Gradient of maximum pooling: each output's goes to the first place of its window, row by row, that holds the largest value.
 * Place by place: what has not yet gone to an earlier one goes where x equals y. ONNX's MaxPool can give the places itself,
 * but on no device other than the cpu, and there it takes twenty times as long as without (`npm run bench:kernels`).
 * @param dy [C, H', W', N] @param x [C, H, W, N] @param y [C, H', W', N], its largest values
 */
export function maxGradient(dy: Tensor, x: Tensor, y: Tensor, options: PoolingOptions): Tensor {
  const { poolSize, strides, padding } = options;
  const [top, left, bottom, right] = padding;
  const [, height, width] = staticShape(x.shape) as [number, number, number];
  const padded = padding.some((places) => places > 0)
    ? pad(x, [0, top, left, 0], [0, bottom, right, 0], LOWEST)
    : x;
  let remaining = dy;
  const rows: Tensor[] = [];
  for (let row = 0; row < poolSize[0]; row++) {
    const inRow: Tensor[] = [];
    for (let column = 0; column < poolSize[1]; column++) {
      const last = row === poolSize[0] - 1 && column === poolSize[1] - 1;
      const places = everyWindow(everyWindow(padded, 1, row, y, strides[0]), 2, column, y, strides[1]);
      const part = last ? remaining : mul(remaining, cast(equal(places, y), 'float32'));
      if (!last) remaining = sub(remaining, part);
      inRow.push(part);
    }
    rows.push(joined(inRow, 2, strides[1], left, width));
  }
  return joined(rows, 1, strides[0], top, height);
}

/** The place `first` of each window along an axis. */
function everyWindow(x: Tensor, axis: number, first: number, y: Tensor, stride: number): Tensor {
  const windows = y.shape[axis] as number;
  return slice(x, axis, first, first + (windows - 1) * stride + 1, stride);
}

/**
 * Puts the places of windows back onto an axis: `sum[stride · window + place] = Σ parts[place][window]`. Positions of one
 * remainder modulo the stride are summed at once; then the remainders take turns.
 * @param before positions of padding, left out @param length of the result along the axis
 */
function joined(
  parts: readonly Tensor[],
  axis: number,
  stride: number,
  before: number,
  length: number,
): Tensor {
  const shape = staticShape(parts[0]!.shape);
  const windows = shape[axis]!;
  const count = Math.max(
    windows + Math.ceil(parts.length / stride) - 1,
    Math.ceil((before + length) / stride),
  );
  const own = (size: number) => shape.map((whole, index) => (index === axis ? size : whole));
  const along = (places: number) => shape.map((_, index) => (index === axis ? places : 0));
  const remainders = Array.from({ length: stride }, (_, remainder) => {
    const shifted = parts
      .filter((_, place) => place % stride === remainder)
      .map((part, shift) => pad(part, along(shift), along(count - windows - shift)));
    return shifted.length > 0 ? shifted.reduce(add) : parts[0]!.graph.filled(0, own(count));
  });
  const apart = [...shape.slice(0, axis), count, 1, ...shape.slice(axis + 1)];
  const whole =
    stride === 1
      ? remainders[0]!
      : reshape(
          concat(
            remainders.map((values) => reshape(values, apart)),
            axis + 1,
          ),
          own(count * stride),
        );
  return slice(whole, axis, before, before + length);
}
