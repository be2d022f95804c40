import {
  floatsOf,
  intAttribute,
  intsAttribute,
  type OnnxModel,
  type OnnxNode,
  tensorOf,
} from './onnx-proto.js';

/**
 * Rewrites a prediction graph so that nothing but convolutions is left of its affine layers, which changes no result but
 * by rounding: batch normalization after a convolution goes into its kernel and bias, any other becomes a 1×1 depthwise
 * convolution, and zero padding before a convolution becomes the convolution's own.
 */
export function foldIntoConvolutions(model: OnnxModel): void {
  foldPadding(model);
  const { graph } = model;
  const producers = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
  const kept: OnnxNode[] = [];
  for (const node of graph.node) {
    if (node.opType !== 'BatchNormalization') {
      kept.push(node);
      continue;
    }
    const { scale, shift } = affineOf(model, node);
    const source = producers.get(node.input[0]!);
    if (source?.opType === 'Conv' && usersOf(model, node.input[0]!).length === 1) {
      scaleKernel(model, source, scale, shift);
      source.output = [node.output[0]!];
    } else kept.push(depthwise(model, node, scale, shift));
  }
  graph.node = kept;
}

export const usersOf = ({ graph }: OnnxModel, tensor: string): OnnxNode[] =>
  graph.node.filter(({ input }) => input.includes(tensor));

export const initializer = ({ graph }: OnnxModel, name: string | undefined) =>
  graph.initializer.find((tensor) => tensor.name === name);

/** `y = scale · x + shift`, per channel. */
function affineOf(model: OnnxModel, { input, attribute }: OnnxNode) {
  const [gamma, beta, mean, variance] = input.slice(1).map((name) => floatsOf(initializer(model, name)!));
  const epsilon = attribute.find(({ name }) => name === 'epsilon')?.f ?? 1e-5;
  const scale = gamma!.map((value, channel) => value / Math.sqrt(variance![channel]! + epsilon));
  const shift = beta!.map((value, channel) => value - mean![channel]! * scale[channel]!);
  return { scale, shift };
}

function scaleKernel(model: OnnxModel, conv: OnnxNode, scale: Float32Array, shift: Float32Array): void {
  const kernel = initializer(model, conv.input[1])!;
  const values = floatsOf(kernel);
  const size = values.length / scale.length;
  kernel.rawData = tensorOf(
    '',
    [],
    values.map((value, index) => value * scale[Math.floor(index / size)]!),
  ).rawData;
  const given = initializer(model, conv.input[2]);
  const bias = shift.map(
    (value, channel) => value + (given ? floatsOf(given)[channel]! : 0) * scale[channel]!,
  );
  const name = `${kernel.name}/folded_bias`;
  model.graph.initializer.push(tensorOf(name, [bias.length], bias));
  conv.input = [conv.input[0]!, kernel.name, name];
}

function depthwise(
  { graph }: OnnxModel,
  { name, input, output }: OnnxNode,
  scale: Float32Array,
  shift: Float32Array,
): OnnxNode {
  const channels = scale.length;
  const [kernel, bias] = [`${name}/scale`, `${name}/shift`];
  graph.initializer.push(tensorOf(kernel, [channels, 1, 1, 1], scale), tensorOf(bias, [channels], shift));
  const attribute = [intAttribute('group', channels), intsAttribute('kernel_shape', [1, 1])];
  return { opType: 'Conv', name, input: [input[0]!, kernel, bias], output, attribute };
}

function foldPadding(model: OnnxModel): void {
  const { graph } = model;
  graph.node = graph.node.filter((pad) => {
    if (pad.opType !== 'Pad') return true;
    const users = usersOf(model, pad.output[0]!);
    const amounts = padAmounts(model, pad);
    if (!amounts || users.some(({ opType }) => opType !== 'Conv')) return true;
    for (const conv of users) {
      const own = conv.attribute.find(({ name }) => name === 'pads')?.ints ?? [0, 0, 0, 0];
      const pads = own.map((count, index) => count + amounts[index]!);
      conv.attribute = [...conv.attribute.filter(({ name }) => name !== 'pads'), intsAttribute('pads', pads)];
      conv.input[0] = pad.input[0]!;
    }
    return false;
  });
}

/** `[top, left, bottom, right]` of zeros around [N, C, H, W]; undefined where the padding is another one. */
function padAmounts(model: OnnxModel, pad: OnnxNode): number[] | undefined {
  const amounts = initializer(model, pad.input[1]);
  const value = initializer(model, pad.input[2]);
  if (!amounts || (value && floatsOf(value)[0] !== 0)) return undefined;
  const counts = [...new BigInt64Array(Uint8Array.from(amounts.rawData).buffer)].map(Number);
  const axes = initializer(model, pad.input[3]);
  const where = axes
    ? [...new BigInt64Array(Uint8Array.from(axes.rawData).buffer)].map(Number)
    : counts.slice(counts.length / 2).map((_, axis) => axis);
  const before = new Map(where.map((axis, index) => [axis, counts[index]!]));
  const after = new Map(where.map((axis, index) => [axis, counts[index + where.length]!]));
  if ([0, 1].some((axis) => (before.get(axis) ?? 0) !== 0 || (after.get(axis) ?? 0) !== 0)) return undefined;
  return [before.get(2) ?? 0, before.get(3) ?? 0, after.get(2) ?? 0, after.get(3) ?? 0];
}
