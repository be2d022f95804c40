import { ATTRIBUTE_TYPE, ELEMENT_TYPE, ModelProto } from './onnx-schema.js';
import type { AttributeValue, Graph, GraphNode, Initializer } from './graph.js';
import type { Tensor } from './tensor.js';

/** ONNX operator set and IR version that are written; `AffineGrid` needs operator set 20. */
const OPERATOR_SET = 20;
const IR_VERSION = 9;

export interface SerializeOptions {
  readonly name: string;
  readonly producerName?: string;
  readonly documentation?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Writes a graph as an ONNX model. Only what the outputs depend on is written.
 * @param outputs the tensors to return, by the name under which they are fetched
 */
export function serialize(graph: Graph, outputs: Readonly<Record<string, Tensor>>, options: SerializeOptions): Uint8Array {
  const { nodes, used } = reachable(graph, Object.values(outputs));
  const named = Object.entries(outputs).map(([name, tensor]) => ({
    node: { opType: 'Identity', input: [tensor.name], output: [name], name: `output ${name}` },
    info: valueInfo(name, tensor),
  }));
  const model = {
    irVersion: IR_VERSION,
    producerName: options.producerName ?? '@giemsa/nn',
    docString: options.documentation ?? '',
    opsetImport: [{ domain: '', version: OPERATOR_SET }],
    metadataProps: Object.entries(options.metadata ?? {}).map(([key, value]) => ({ key, value })),
    graph: {
      name: options.name,
      node: [...nodes.map(nodeProto), ...named.map(({ node }) => node)],
      initializer: [...graph.initializers.values()].filter(({ tensor }) => used.has(tensor.name)).map(tensorProto),
      input: graph.inputs.filter((tensor) => used.has(tensor.name)).map((tensor) => valueInfo(tensor.name, tensor)),
      output: named.map(({ info }) => info),
    },
  };
  return ModelProto.encode(ModelProto.fromObject(model)).finish();
}

/** The graph's inputs that `outputs` depend on. */
export function usedInputs(graph: Graph, outputs: readonly Tensor[]): Tensor[] {
  const { used } = reachable(graph, outputs);
  return graph.inputs.filter((tensor) => used.has(tensor.name));
}

function reachable(graph: Graph, outputs: readonly Tensor[]): { nodes: GraphNode[]; used: Set<string> } {
  const used = new Set(outputs.map((tensor) => tensor.name));
  const nodes: GraphNode[] = [];
  for (const node of [...graph.nodes].reverse()) {
    if (!node.outputs.some((output) => used.has(output))) continue;
    for (const input of node.inputs) used.add(input);
    nodes.push(node);
  }
  return { nodes: nodes.reverse(), used };
}

function nodeProto(node: GraphNode) {
  return {
    opType: node.operator,
    name: node.outputs[0],
    input: node.inputs,
    output: node.outputs,
    attribute: Object.entries(node.attributes).map(([name, value]) => ({ name, ...attributeProto(value) })),
  };
}

function attributeProto(value: AttributeValue) {
  if (typeof value === 'number') return { type: ATTRIBUTE_TYPE.int, i: value };
  if (typeof value === 'string') return { type: ATTRIBUTE_TYPE.string, s: Buffer.from(value) };
  if ('float' in value) return { type: ATTRIBUTE_TYPE.float, f: value.float };
  return { type: ATTRIBUTE_TYPE.ints, ints: value };
}

function tensorProto({ tensor, data }: Initializer) {
  return {
    name: tensor.name,
    dims: tensor.shape,
    dataType: ELEMENT_TYPE[tensor.dtype],
    rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  };
}

function valueInfo(name: string, tensor: Tensor) {
  const dim = tensor.shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: ELEMENT_TYPE[tensor.dtype], shape: { dim } } } };
}
