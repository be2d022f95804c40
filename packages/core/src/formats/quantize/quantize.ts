import { withChecksum } from '@giemsa/nn';
import { calibrate, type Range } from './calibrate.js';
import { foldIntoConvolutions, initializer, usersOf } from './fold.js';
import {
  floatsOf,
  intAttribute,
  type OnnxModel,
  type OnnxNode,
  readOnnx,
  tensorOf,
  writeOnnx,
} from './onnx-proto.js';

/**
 * Weights use 7 of their 8 bits: on x86 without VNNI the products of uint8 and int8 are summed in pairs in 16 bits,
 * which 8-bit weights overflow. Source: ONNX Runtime, "Quantize ONNX models", `reduce_range`.
 */
const LARGEST_WEIGHT = 63;

/**
 * A model file of giemsa's with its convolutions in 8 bits: static quantisation in ONNX's QDQ form, uint8 activations by
 * calibration, int8 weights per output channel, int32 biases. The head after the last convolution stays float32.
 * @param images `[N, imageSize, imageSize, 3] uint8` to calibrate by, as `decodeImage` gives them
 * @throws RangeError when there is no image to calibrate by
 */
export async function quantize(
  bytes: Uint8Array,
  images: Uint8Array,
  imageSize: number,
  metadata: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  if (images.length === 0) throw new RangeError('quantize: there is no image to calibrate by');
  const model = readOnnx(bytes);
  foldIntoConvolutions(model);
  const tensors = quantizedTensors(model);
  const ranges = await calibrate(model, [...tensors], images, imageSize);
  insertPairs(model, ranges);
  model.metadataProps = Object.entries(metadata).map(([key, value]) => ({ key, value }));
  model.graph.initializer = model.graph.initializer.filter(({ name }) => usersOf(model, name).length > 0);
  return withChecksum(writeOnnx(model));
}

/** What convolutions read and write, and sums and maxima of such. A rectified tensor is quantised after its rectifier. */
function quantizedTensors(model: OnnxModel): Set<string> {
  const tensors = new Set<string>();
  for (const node of model.graph.node) {
    const [input] = node.input;
    const reads = node.opType === 'Conv' || (node.opType === 'MaxPool' && tensors.has(input!));
    const sums = node.opType === 'Add' && node.input.every((name) => tensors.has(name));
    if (reads) tensors.add(input!);
    if (reads || sums) tensors.add(afterRectifier(model, node.output[0]!));
    if (node.opType === 'Pad' && tensors.has(input!)) tensors.add(node.output[0]!);
  }
  return tensors;
}

function afterRectifier(model: OnnxModel, tensor: string): string {
  const users = usersOf(model, tensor);
  return users.length === 1 && users[0]!.opType === 'Relu' ? users[0]!.output[0]! : tensor;
}

interface Levels {
  readonly scale: number;
  readonly zeroPoint: number;
}

/** 256 levels over a range that holds 0, with a level that is exactly 0: padding and rectifiers need it. */
function levelsOf({ low, high }: Range): Levels {
  const [from, to] = [Math.min(low, 0), Math.max(high, 0)];
  const scale = to > from ? (to - from) / 255 : 1;
  return { scale: Math.fround(scale), zeroPoint: Math.round(-from / scale) };
}

function insertPairs(model: OnnxModel, ranges: ReadonlyMap<string, Range>): void {
  const { graph } = model;
  const levels = new Map([...ranges].map(([name, range]) => [name, levelsOf(range)]));
  // A maximum takes the levels of what it is taken of: then it can work on the bytes.
  for (const { opType, input, output } of graph.node) {
    if (opType === 'MaxPool' && levels.has(output[0]!)) levels.set(output[0]!, levels.get(input[0]!)!);
  }
  const nodes: OnnxNode[] = [];
  for (const node of graph.node) {
    if (node.opType === 'Conv') nodes.push(...weightNodes(model, node, levels.get(node.input[0]!)!));
    node.input = node.input.map((name) => (levels.has(name) ? `${name}/dequantized` : name));
    nodes.push(node);
    for (const name of node.output) {
      const found = levels.get(name);
      if (found) nodes.push(...pair(model, name, found));
    }
  }
  graph.node = nodes;
}

function pair({ graph }: OnnxModel, name: string, { scale, zeroPoint }: Levels): OnnxNode[] {
  const parameters = [`${name}/scale`, `${name}/zero_point`];
  graph.initializer.push(
    tensorOf(parameters[0]!, [], Float32Array.of(scale)),
    tensorOf(parameters[1]!, [], Uint8Array.of(zeroPoint)),
  );
  const [bytes, floats] = [`${name}/quantized`, `${name}/dequantized`];
  return [
    { opType: 'QuantizeLinear', name: bytes, input: [name, ...parameters], output: [bytes], attribute: [] },
    {
      opType: 'DequantizeLinear',
      name: floats,
      input: [bytes, ...parameters],
      output: [floats],
      attribute: [],
    },
  ];
}

/** Gives a convolution its kernel as int8 per output channel, and its bias as int32 in units of input times kernel. */
function weightNodes(model: OnnxModel, conv: OnnxNode, input: Levels): OnnxNode[] {
  const { graph } = model;
  const kernel = initializer(model, conv.input[1])!;
  const values = floatsOf(kernel);
  const channels = kernel.dims[0]!;
  const size = values.length / channels;
  const scales = Float32Array.from({ length: channels }, (_, channel) => {
    const largest = values
      .subarray(channel * size, (channel + 1) * size)
      .reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return (largest || 1) / LARGEST_WEIGHT;
  });
  const levels = Int8Array.from(values, (value, index) =>
    Math.round(value / scales[Math.floor(index / size)]!),
  );
  const nodes = [dequantized(model, kernel.name, kernel.dims, levels, scales)];
  conv.input[1] = nodes[0]!.output[0]!;
  const bias = initializer(model, conv.input[2]);
  if (bias) {
    const units = scales.map((scale) => scale * input.scale);
    const counts = Int32Array.from(floatsOf(bias), (value, channel) => Math.round(value / units[channel]!));
    nodes.push(dequantized(model, bias.name, bias.dims, counts, units));
    conv.input[2] = nodes[1]!.output[0]!;
  }
  graph.initializer = graph.initializer.filter((tensor) => tensor !== kernel && tensor !== bias);
  return nodes;
}

function dequantized(
  { graph }: OnnxModel,
  name: string,
  dims: number[],
  levels: Int8Array | Int32Array,
  scales: Float32Array,
): OnnxNode {
  const names = [`${name}/levels`, `${name}/scales`, `${name}/zero_points`];
  const zeros = levels instanceof Int8Array ? new Int8Array(scales.length) : new Int32Array(scales.length);
  graph.initializer.push(
    tensorOf(names[0]!, dims, levels),
    tensorOf(names[1]!, [scales.length], scales),
    tensorOf(names[2]!, [scales.length], zeros),
  );
  const output = [`${name}/dequantized`];
  return {
    opType: 'DequantizeLinear',
    name: output[0]!,
    input: names,
    output,
    attribute: [intAttribute('axis', 0)],
  };
}
