import type { Affine } from '../input-scaling.js';
import { floatsOf, type OnnxGraph, type OnnxNode, type OnnxTensor } from './structure.js';

/** A graph to walk along. */
export interface Walkable {
  /** The node that makes a value. */
  readonly maker: ReadonlyMap<string, OnnxNode>;
  /** The nodes that take a value. */
  readonly takers: ReadonlyMap<string, readonly OnnxNode[]>;
  /** Values that are known before anything runs. */
  readonly constants: ReadonlyMap<string, OnnxTensor>;
}

export function walkable({ node: nodes, initializer }: OnnxGraph): Walkable {
  const maker = new Map<string, OnnxNode>();
  const takers = new Map<string, OnnxNode[]>();
  const constants = new Map(initializer.map((tensor) => [tensor.name, tensor]));
  for (const node of nodes) {
    for (const name of node.output) maker.set(name, node);
    for (const name of node.input) takers.set(name, [...(takers.get(name) ?? []), node]);
    const value = node.opType === 'Constant' && node.attribute.find(({ name }) => name === 'value')?.t;
    if (value) constants.set(node.output[0]!, value);
  }
  return { maker, takers, constants };
}

/** Operators that leave the values as they are. */
const MOVING = new Set([
  ...[
    'Identity',
    'Transpose',
    'Cast',
    'Reshape',
    'Flatten',
    'Squeeze',
    'Unsqueeze',
    'Dropout',
    'Pad',
    'Resize',
  ],
]);

/** All that is done to the values on the only path from the input, until something else is computed. */
export function scalingAtEntrance(graph: Walkable, input: string): readonly Affine[] | undefined {
  let scaling: readonly Affine[] | undefined;
  for (let value = input; ; ) {
    const [next, ...others] = graph.takers.get(value) ?? [];
    if (!next || others.length > 0) return scaling;
    if (!MOVING.has(next.opType)) {
      const step = affineOf(next, value, graph.constants);
      if (!step) return scaling;
      scaling = after(scaling, step);
    }
    value = next.output[0]!;
  }
}

/** `x · c`, `x / c`, `x + c` or `x - c` with a constant of one value, or of one for each of three channels. */
function affineOf(
  { opType, input }: OnnxNode,
  value: string,
  constants: Walkable['constants'],
): readonly Affine[] | undefined {
  const other = input.find((name) => name !== value);
  const tensor = other === undefined ? undefined : constants.get(other);
  const values = tensor && floatsOf(tensor);
  if (!values || input.length !== 2 || (values.length !== 1 && values.length !== 3)) return undefined;
  const isFirst = input[0] === value;
  return Array.from(values, (c): Affine | undefined => {
    if (opType === 'Mul') return { scale: c, offset: 0 };
    if (opType === 'Div' && isFirst) return { scale: 1 / c, offset: 0 };
    if (opType === 'Add') return { scale: 1, offset: c };
    if (opType === 'Sub') return isFirst ? { scale: 1, offset: -c } : { scale: -1, offset: c };
    return undefined;
  }).filter((step) => step !== undefined);
}

function after(first: readonly Affine[] = [], then: readonly Affine[]): readonly Affine[] | undefined {
  if (then.length === 0) return first.length === 0 ? undefined : first;
  const channels = Math.max(first.length, then.length);
  return Array.from({ length: channels }, (_, channel) => {
    const before = first[channel] ?? first[0] ?? { scale: 1, offset: 0 };
    const { scale, offset } = then[channel] ?? then[0]!;
    return { scale: before.scale * scale, offset: before.offset * scale + offset };
  });
}

/** Operators of a sum of products, whose values are logits if nothing follows. */
const LINEAR = new Set([
  'Gemm',
  'MatMul',
  'Conv',
  'BatchNormalization',
  'QLinearMatMul',
  'QGemm',
  'QLinearConv',
]);
const MEANS = new Set([
  'GlobalAveragePool',
  'ReduceMean',
  'AveragePool',
  'DequantizeLinear',
  'QuantizeLinear',
]);
const ACTIVATIONS: Readonly<Record<string, string>> = {
  Softmax: 'softmax',
  LogSoftmax: 'log_softmax',
  Sigmoid: 'sigmoid',
};

/** What a value was made by last: an activation's name, `linear`, or an operator whose values may be anything. */
export function lastActivation(graph: Walkable, value: string): string {
  const node = graph.maker.get(value);
  if (!node) return 'the input itself';
  const { opType, input } = node;
  if (Object.hasOwn(ACTIVATIONS, opType)) return ACTIVATIONS[opType]!;
  if (LINEAR.has(opType)) return 'linear';
  if (MOVING.has(opType) || MEANS.has(opType)) return lastActivation(graph, input[0]!);
  // A bias, or a scale such as that of a temperature.
  const variable = input.filter((name) => !graph.constants.has(name));
  const isAffine = ['Add', 'Sub', 'Mul', 'Div'].includes(opType) && variable.length === 1;
  if (isAffine && lastActivation(graph, variable[0]!) === 'linear') return 'linear';
  return `the operator ${opType}`;
}
