/** Rows and columns of zeros around an image: [top, left, bottom, right]. */
export type Padding2D = readonly [top: number, left: number, bottom: number, right: number];
export type Size2D = readonly [height: number, width: number];

export const NO_PADDING: Padding2D = [0, 0, 0, 0];

/**
 * Output length of a window that moves along one axis.
 * @throws RangeError when the window does not fit.
 * Source: Dumoulin & Visin, A guide to convolution arithmetic, relationship 14.
 */
export function windowedLength(
  length: number,
  window: number,
  stride: number,
  before: number,
  after: number,
  dilation = 1,
): number {
  const reach = (window - 1) * dilation + 1;
  const output = Math.floor((length + before + after - reach) / stride) + 1;
  if (output < 1) {
    throw new RangeError(
      `a window of ${reach} does not fit into ${length} (padded to ${length + before + after})`,
    );
  }
  return output;
}

/**
 * TensorFlow's padding for 'same' and 'valid': 'same' gives ceil(length / stride) outputs and puts the odd zero last.
 * Source: TensorFlow, "Notes on padding", tf.nn.
 */
export function resolvePadding(
  padding: 'same' | 'valid',
  size: Size2D,
  window: Size2D,
  strides: Size2D,
  dilation: Size2D = [1, 1],
): Padding2D {
  if (padding === 'valid') return NO_PADDING;
  const [vertical, horizontal] = ([0, 1] as const).map((axis) => {
    const reach = (window[axis] - 1) * dilation[axis] + 1;
    const total = Math.max(
      0,
      (Math.ceil(size[axis] / strides[axis]) - 1) * strides[axis] + reach - size[axis],
    );
    return [Math.floor(total / 2), Math.ceil(total / 2)] as const;
  });
  return [vertical![0], horizontal![0], vertical![1], horizontal![1]];
}

export function addPadding(a: Padding2D, b: Padding2D): Padding2D {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]];
}
