/** An 8-bit picture: `data` is `[height, width, channels] uint8`, row by row. */
export interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}

/** The resize rule by name, as model files store it: ONNX `Resize` of a uint8 tensor with these attributes. */
export const RESIZE_RULE =
  'onnx Resize-18 uint8 mode=linear antialias=1 coordinate_transformation_mode=half_pixel';

/** One more bit than Pillow's and ONNX Runtime's rounding constant: weights are integers that sum to 2^22. */
const WEIGHT_BITS = 22;

interface AxisFilter {
  /** First input position of each output position. */
  start: Int32Array;
  /** Number of input positions of each output position. */
  count: Int32Array;
  /** Integer weights, `taps` per output position. */
  weights: Int32Array;
  taps: number;
}

/**
 * Resizes an RGB picture without keeping its aspect: the triangle filter, widened when shrinking (antialias), borders
 * repeated, first along rows, then along columns, each rounded to uint8.
 * Bit for bit what ONNX Runtime's CPU `Resize` (opset 18, {@link RESIZE_RULE}) gives for a uint8 `[1, 3, H, W]` tensor,
 * so that an exported model that resizes inside its graph sees the pixels it was trained on.
 * @param source `[height, width, 3] uint8`. @returns `[outHeight, outWidth, 3] uint8`.
 * @throws RangeError when a size is not a positive integer.
 */
export function resizeRgb(source: Pixels, outWidth: number, outHeight: number): Uint8Array {
  for (const size of [source.width, source.height, outWidth, outHeight]) {
    if (!Number.isInteger(size) || size < 1) {
      throw new RangeError(`resizeRgb: sizes must be positive integers. Received ${size}.`);
    }
  }
  if (source.width === outWidth && source.height === outHeight) return source.data;
  const narrowed = resizeRows(source, triangleFilter(source.width, outWidth), outWidth);
  return resizeColumns(narrowed, outWidth, triangleFilter(source.height, outHeight), outHeight);
}

/** Weights of one axis in float32 steps, as `upsample_antialias.h` of ONNX Runtime computes them. */
function triangleFilter(inputSize: number, outputSize: number): AxisFilter {
  const f = Math.fround;
  const zoom = f(outputSize / inputSize);
  const scale = f(1 / zoom);
  const support = Math.max(scale, 1);
  const inverse = scale >= 1 ? f(1 / scale) : 1;
  const taps = Math.ceil(support) * 2 + 1;
  const start = new Int32Array(outputSize);
  const count = new Int32Array(outputSize);
  const weights = new Int32Array(outputSize * taps);
  const raw = new Float32Array(taps + 1);
  for (let i = 0; i < outputSize; i++) {
    const original = scale === 1 ? i : f(f(f(i + 0.5) / zoom) - 0.5);
    const center = f(0.5 + original);
    const from = Math.floor(f(f(center - support) + 0.5));
    const to = Math.floor(f(f(center + support) + 0.5));
    const first = Math.max(from, 0);
    const last = Math.min(to, inputSize) - 1;
    raw.fill(0);
    let total = 0;
    for (let x = from; x < to; x++) {
      const distance = Math.abs(f(f(f(x - center) + 0.5) * inverse));
      const weight = distance < 1 ? f(1 - distance) : 0;
      // Positions beyond the border stand for the border pixel.
      const position = Math.min(Math.max(x, first), last) - first;
      raw[position] = raw[position]! + weight;
      total = f(total + weight);
    }
    const normalise = total === 0 ? 1 : f(1 / total);
    start[i] = first;
    count[i] = last - first + 1;
    for (let k = 0; k <= last - first; k++) {
      weights[i * taps + k] = Math.floor(f(raw[k]! * normalise) * 2 ** WEIGHT_BITS + 0.5);
    }
  }
  return { start, count, weights, taps };
}

const HALF = 2 ** (WEIGHT_BITS - 1);

function resizeRows({ data, width, height }: Pixels, filter: AxisFilter, outWidth: number): Pixels {
  const { start, count, weights, taps } = filter;
  const output = new Uint8Array(outWidth * height * 3);
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < outWidth; x++) {
      let red = HALF;
      let green = HALF;
      let blue = HALF;
      let from = (y * width + start[x]!) * 3;
      const end = x * taps + count[x]!;
      for (let k = x * taps; k < end; k++, from += 3) {
        const weight = weights[k]!;
        red += weight * data[from]!;
        green += weight * data[from + 1]!;
        blue += weight * data[from + 2]!;
      }
      output[to++] = clip8(red);
      output[to++] = clip8(green);
      output[to++] = clip8(blue);
    }
  }
  return { data: output, width: outWidth, height };
}

function resizeColumns(source: Pixels, width: number, filter: AxisFilter, outHeight: number): Uint8Array {
  const { start, count, weights, taps } = filter;
  const { data } = source;
  const stride = width * 3;
  const output = new Uint8Array(stride * outHeight);
  const sums = new Int32Array(stride);
  for (let y = 0; y < outHeight; y++) {
    sums.fill(HALF);
    for (let k = 0; k < count[y]!; k++) {
      const weight = weights[y * taps + k]!;
      const row = (start[y]! + k) * stride;
      for (let x = 0; x < stride; x++) sums[x] = sums[x]! + weight * data[row + x]!;
    }
    for (let x = 0, to = y * stride; x < stride; x++, to++) output[to] = clip8(sums[x]!);
  }
  return output;
}

/** Weights that were rounded up can sum to a little over 2^22. */
function clip8(sum: number): number {
  const value = sum >> WEIGHT_BITS;
  return Math.min(value, 255);
}
