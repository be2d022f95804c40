import type { AttributeValue, ConstantTensor, Graph, GraphNode } from './graph.js';
import { ATTRIBUTE_TYPE, ELEMENT_TYPE, encodeModel } from './onnx-schema.js';
import type { Tensor } from './tensor.js';

/** ONNX operator set and IR version that are written; `AffineGrid` needs operator set 20. */
const OPERATOR_SET = 20;
const IR_VERSION = 9;

/** Name, documentation and metadata of the ONNX file. */
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
export function serialize(
  graph: Graph,
  outputs: Readonly<Record<string, Tensor>>,
  options: SerializeOptions,
): Uint8Array<ArrayBuffer> {
  const { nodes, used } = reachable(graph, Object.values(outputs));
  const { renamed, copies } = nameOutputs(nodes, outputs);
  const model = {
    irVersion: IR_VERSION,
    producerName: options.producerName ?? '@giemsa/nn',
    docString: options.documentation ?? '',
    opsetImport: [{ domain: '', version: OPERATOR_SET }],
    metadataProps: Object.entries(options.metadata ?? {}).map(([key, value]) => ({ key, value })),
    graph: {
      name: options.name,
      node: [...nodes.map((node) => nodeProto(node, renamed)), ...copies],
      initializer: [...graph.initializers.values()]
        .filter(({ tensor }) => used.has(tensor.name))
        .map(tensorProto),
      input: graph.inputs
        .filter((tensor) => used.has(tensor.name))
        .map((tensor) => valueInfo(tensor.name, tensor)),
      output: Object.entries(outputs).map(([name, tensor]) => valueInfo(name, tensor)),
    },
  };
  return encodeModel(model);
}

/**
 * A fetched tensor gets the name under which it is fetched. What is fetched twice, or is no node's output, is copied by
 * an `Identity`, which costs a pass over memory.
 */
function nameOutputs(nodes: readonly GraphNode[], outputs: Readonly<Record<string, Tensor>>) {
  const produced = new Set(nodes.flatMap((node) => node.outputs));
  const renamed = new Map<string, string>();
  const copies: object[] = [];
  for (const [name, tensor] of Object.entries(outputs)) {
    if (produced.has(tensor.name) && !renamed.has(tensor.name)) renamed.set(tensor.name, name);
    else
      copies.push({
        opType: 'Identity',
        name,
        input: [renamed.get(tensor.name) ?? tensor.name],
        output: [name],
      });
  }
  return { renamed, copies };
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

function nodeProto(node: GraphNode, renamed: ReadonlyMap<string, string>) {
  const final = (name: string) => renamed.get(name) ?? name;
  return {
    opType: node.operator,
    name: node.outputs[0],
    input: node.inputs.map(final),
    output: node.outputs.map(final),
    attribute: Object.entries(node.attributes).map(([name, value]) => ({ name, ...attributeProto(value) })),
  };
}

function attributeProto(value: AttributeValue) {
  if (typeof value === 'number') return { type: ATTRIBUTE_TYPE.int, i: value };
  if (typeof value === 'string') return { type: ATTRIBUTE_TYPE.string, s: new TextEncoder().encode(value) };
  if ('float' in value) return { type: ATTRIBUTE_TYPE.float, f: value.float };
  return { type: ATTRIBUTE_TYPE.ints, ints: value };
}

function tensorProto({ tensor, data }: ConstantTensor) {
  return {
    name: tensor.name,
    dims: tensor.shape,
    dataType: ELEMENT_TYPE[tensor.dtype],
    rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  };
}

function valueInfo(name: string, tensor: Tensor) {
  const dim = tensor.shape.map((size) =>
    typeof size === 'number' ? { dimValue: size } : { dimParam: size },
  );
  return { name, type: { tensorType: { elemType: ELEMENT_TYPE[tensor.dtype], shape: { dim } } } };
}
