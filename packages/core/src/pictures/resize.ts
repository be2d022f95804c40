/** An 8-bit picture: `data` is `[height, width, channels] uint8`, row by row. */
export interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}

/** How a picture is resized; Keras' names of `interpolation`. */
export type Interpolation = 'bilinear' | 'nearest';

/** The resize rules as model files store them: ONNX `Resize` of a uint8 tensor with these attributes. */
export const RESIZE_RULES = {
  bilinear: 'onnx Resize-18 uint8 mode=linear antialias=1 coordinate_transformation_mode=half_pixel',
  nearest:
    'onnx Resize-18 uint8 mode=nearest nearest_mode=round_prefer_ceil coordinate_transformation_mode=half_pixel',
} as const satisfies Record<Interpolation, string>;

/** A resize rule as model files store it: one of `RESIZE_RULES`. */
export type ResizeRule = (typeof RESIZE_RULES)[Interpolation];

/** The rule of all recipes but the tutorial's. */
export const RESIZE_RULE = RESIZE_RULES.bilinear;

export const interpolationOf = (rule: ResizeRule): Interpolation =>
  rule === RESIZE_RULES.nearest ? 'nearest' : 'bilinear';

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
 * Resizes an RGB picture without keeping its aspect. By `bilinear`: the triangle filter, widened when shrinking
 * (antialias), borders repeated, first along rows, then along columns, each rounded to uint8. By `nearest`: the pixel in
 * which the middle of the new one lies, as Pillow's `NEAREST` and so Keras' `load_img` have it.
 * Bit for bit what ONNX Runtime's CPU `Resize` (opset 18, {@link RESIZE_RULES}) gives for a uint8 `[1, 3, H, W]` tensor,
 * so that an exported model that resizes inside its graph sees the pixels it was trained on.
 * @param source `[height, width, 3] uint8`. @returns `[outHeight, outWidth, 3] uint8`.
 * @throws RangeError when a size is not a positive integer.
 */
export function resizeRgb(
  source: Pixels,
  outWidth: number,
  outHeight: number,
  rule: ResizeRule = RESIZE_RULE,
): Uint8Array {
  for (const size of [source.width, source.height, outWidth, outHeight]) {
    if (!Number.isInteger(size) || size < 1) {
      throw new RangeError(`resizeRgb: sizes must be positive integers. Received ${size}.`);
    }
  }
  if (source.width === outWidth && source.height === outHeight) return source.data;
  if (rule === RESIZE_RULES.nearest) return nearest(source, outWidth, outHeight);
  const narrowed = resizeRows(source, filterFor(source.width, outWidth), outWidth);
  return resizeColumns(narrowed, outWidth, filterFor(source.height, outHeight), outHeight);
}

function nearest({ data, width, height }: Pixels, outWidth: number, outHeight: number): Uint8Array {
  const columns = nearestPositions(width, outWidth);
  const result = new Uint8Array(outWidth * outHeight * 3);
  let to = 0;
  for (const row of nearestPositions(height, outHeight)) {
    for (const column of columns) {
      const from = (row * width + column) * 3;
      for (let c = 0; c < 3; c++) result[to++] = data[from + c]!;
    }
  }
  return result;
}

/** `floor((x + 0.5) · input / output)`, by adding up as Pillow does: where the middle lies on an edge, that decides. */
function nearestPositions(input: number, output: number): Int32Array {
  const step = input / output;
  let middle = step / 2;
  return Int32Array.from({ length: output }, () => {
    const position = Math.floor(middle);
    middle += step;
    return position;
  });
}

/** Cells are of a few hundred sizes, models of few. */
const KEPT_FILTERS = 1000;
const filters = new Map<string, AxisFilter>();

function filterFor(inputSize: number, outputSize: number): AxisFilter {
  const key = `${inputSize} ${outputSize}`;
  const known = filters.get(key);
  if (known) return known;
  if (filters.size >= KEPT_FILTERS) filters.clear();
  const filter = triangleFilter(inputSize, outputSize);
  filters.set(key, filter);
  return filter;
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

/*
 * Both passes hold the weights of one output position fixed along an inner loop over pixels. Up to three taps, which is
 * all there are down to two thirds of the size, are written out: missing ones have weight 0 and repeat the first.
 */

function resizeRows({ data, width, height }: Pixels, filter: AxisFilter, outWidth: number): Pixels {
  const output = new Uint8Array(outWidth * height * 3);
  const [step, outStep] = [width * 3, outWidth * 3];
  for (let x = 0; x < outWidth; x++) {
    const first = filter.start[x]! * 3;
    const count = filter.count[x]!;
    const weights = filter.weights.subarray(x * filter.taps, x * filter.taps + count);
    if (count <= 3) {
      const [a, b, c] = [weights[0]!, weights[1] ?? 0, weights[2] ?? 0];
      const [second, third] = [count > 1 ? 3 : 0, count > 2 ? 6 : 0];
      for (let y = 0, i = first, to = x * 3; y < height; y++, i += step, to += outStep) {
        const [j, k] = [i + second, i + third];
        output[to] = sumOf3(a, data[i]!, b, data[j]!, c, data[k]!);
        output[to + 1] = sumOf3(a, data[i + 1]!, b, data[j + 1]!, c, data[k + 1]!);
        output[to + 2] = sumOf3(a, data[i + 2]!, b, data[j + 2]!, c, data[k + 2]!);
      }
      continue;
    }
    for (let y = 0, i = first, to = x * 3; y < height; y++, i += step, to += outStep) {
      let red = HALF;
      let green = HALF;
      let blue = HALF;
      for (let k = 0, from = i; k < count; k++, from += 3) {
        const weight = weights[k]!;
        red = (red + Math.imul(weight, data[from]!)) | 0;
        green = (green + Math.imul(weight, data[from + 1]!)) | 0;
        blue = (blue + Math.imul(weight, data[from + 2]!)) | 0;
      }
      output[to] = clip8(red);
      output[to + 1] = clip8(green);
      output[to + 2] = clip8(blue);
    }
  }
  return { data: output, width: outWidth, height };
}

function resizeColumns({ data }: Pixels, width: number, filter: AxisFilter, outHeight: number): Uint8Array {
  const stride = width * 3;
  const output = new Uint8Array(stride * outHeight);
  for (let y = 0, to = 0; y < outHeight; y++) {
    const first = filter.start[y]! * stride;
    const count = filter.count[y]!;
    const weights = filter.weights.subarray(y * filter.taps, y * filter.taps + count);
    if (count <= 3) {
      const [a, b, c] = [weights[0]!, weights[1] ?? 0, weights[2] ?? 0];
      const [second, third] = [count > 1 ? stride : 0, count > 2 ? 2 * stride : 0];
      for (let i = first; i < first + stride; i++, to++) {
        output[to] = sumOf3(a, data[i]!, b, data[i + second]!, c, data[i + third]!);
      }
      continue;
    }
    for (let i = first; i < first + stride; i++, to++) {
      let sum = HALF;
      for (let k = 0, from = i; k < count; k++, from += stride) {
        sum = (sum + Math.imul(weights[k]!, data[from]!)) | 0;
      }
      output[to] = clip8(sum);
    }
  }
  return output;
}

const sumOf3 = (a: number, p: number, b: number, q: number, c: number, r: number): number =>
  clip8((HALF + Math.imul(a, p) + Math.imul(b, q) + Math.imul(c, r)) | 0);

/** Weights that were rounded up can sum to a little over 2^22. */
function clip8(sum: number): number {
  const value = sum >> WEIGHT_BITS;
  return value > 255 ? 255 : value;
}
