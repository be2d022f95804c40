import { Float16Array } from '@petamoriken/float16';
import { cast, mul, sub } from '../graph/elementwise.js';
import type { Graph } from '../graph/graph.js';
import type { Tensor } from '../graph/tensor.js';
import type { Weight } from './weight.js';

/**
 * How large weights are stored in a file; the network computes in float32 all the same. `float16` rounds to 11 bits and
 * halves the file; `int8` stores each value of a convolution's kernel as a multiple, -127 to 127, of a scale of its
 * filter, a quarter of the size.
 */
export type WeightType = 'float32' | 'float16' | 'int8';

/** Smaller weights would not get smaller: each needs nodes that restore it. */
const FEWEST_VALUES = 256;

/** Unsigned bytes are stored: the multiple 0 is 128. */
const ZERO_POINT = 128;
const LARGEST_MULTIPLE = 127;

const scaleName = (name: string): string => `${name}/scale`;

/** A weight as a constant of a graph, float32. ONNX Runtime restores it once, when it opens the file. */
export function storedWeight(graph: Graph, weight: Weight, type: WeightType): Tensor {
  const { name, shape, data } = weight;
  if (type === 'float32' || data.length < FEWEST_VALUES) return graph.constant(data, shape, name);
  if (type === 'float16') {
    const halves = new Uint16Array(new Float16Array(data).buffer);
    return cast(graph.constant(halves, shape, name), 'float32');
  }
  if (!isKernel(weight)) return graph.constant(data, shape, name);
  const { bytes, scales } = multiples(weight);
  const centred = sub(cast(graph.constant(bytes, shape, name), 'float32'), graph.scalar(ZERO_POINT));
  return mul(centred, graph.constant(scales, [scales.length, 1, 1, 1], scaleName(name)));
}

/**
 * The values of a weight that {@link storedWeight} stored, told by how many bytes each has.
 * @param stored contents of a file by name
 * @returns nothing where they do not have the size of any type
 */
export function readStoredWeight(
  stored: ReadonlyMap<string, Uint8Array>,
  { name, size }: Weight,
): Float32Array | undefined {
  const { buffer } = Uint8Array.from(stored.get(name) ?? []);
  if (buffer.byteLength === 4 * size) return new Float32Array(buffer);
  if (buffer.byteLength === 2 * size) return Float32Array.from(new Float16Array(buffer));
  const scales = new Float32Array(Uint8Array.from(stored.get(scaleName(name)) ?? []).buffer);
  if (buffer.byteLength !== size || scales.length === 0) return undefined;
  const filterSize = size / scales.length;
  return Float32Array.from(
    new Uint8Array(buffer),
    (byte, index) => (byte - ZERO_POINT) * scales[Math.floor(index / filterSize)]!,
  );
}

/** Of a convolution: [filters, channels, height, width], or [filters, 1, height, width] where it is depthwise. */
const isKernel = ({ definition }: Weight): boolean => definition.storage !== 'keras';

function multiples({ data, shape }: Weight): { bytes: Uint8Array; scales: Float32Array } {
  const filterSize = data.length / shape[0]!;
  const bytes = new Uint8Array(data.length);
  const scales = Float32Array.from({ length: shape[0]! }, (_, filter) => {
    const values = data.subarray(filter * filterSize, (filter + 1) * filterSize);
    const largest = values.reduce((found, value) => Math.max(found, Math.abs(value)), 0);
    // Any scale restores a filter of zeros.
    return largest / LARGEST_MULTIPLE || 1;
  });
  data.forEach((value, index) => {
    bytes[index] = Math.round(value / scales[Math.floor(index / filterSize)]!) + ZERO_POINT;
  });
  return { bytes, scales };
}
