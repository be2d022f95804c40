import protobuf from 'protobufjs';
import { UnusableModel } from '../../errors/kinds.js';

/**
 * The part of ONNX's protobuf schema that tells what a model takes and gives, and where its values lie. Names and field
 * numbers are those of the ONNX IR (onnx/onnx, `onnx.proto3`).
 */
const one = (id: number, type: string) => ({ id, type });
const many = (id: number, type: string) => ({ id, type, rule: 'repeated' as const });
const schema = protobuf.Root.fromJSON({
  nested: {
    ModelProto: {
      fields: {
        graph: one(7, 'GraphProto'),
        metadataProps: many(14, 'StringStringEntryProto'),
        functions: many(25, 'FunctionProto'),
      },
    },
    StringStringEntryProto: { fields: { key: one(1, 'string'), value: one(2, 'string') } },
    FunctionProto: { fields: { node: many(7, 'NodeProto') } },
    GraphProto: {
      fields: {
        node: many(1, 'NodeProto'),
        initializer: many(5, 'TensorProto'),
        input: many(11, 'ValueInfoProto'),
        output: many(12, 'ValueInfoProto'),
        sparseInitializer: many(15, 'SparseTensorProto'),
      },
    },
    NodeProto: {
      fields: {
        input: many(1, 'string'),
        output: many(2, 'string'),
        opType: one(4, 'string'),
        attribute: many(5, 'AttributeProto'),
      },
    },
    AttributeProto: {
      fields: {
        name: one(1, 'string'),
        f: one(2, 'float'),
        i: one(3, 'int64'),
        t: one(5, 'TensorProto'),
        g: one(6, 'GraphProto'),
        floats: many(7, 'float'),
        ints: many(8, 'int64'),
        tensors: many(10, 'TensorProto'),
        graphs: many(11, 'GraphProto'),
        sparseTensor: one(22, 'SparseTensorProto'),
      },
    },
    SparseTensorProto: { fields: { values: one(1, 'TensorProto'), indices: one(2, 'TensorProto') } },
    TensorProto: {
      fields: {
        dims: many(1, 'int64'),
        dataType: one(2, 'int32'),
        floatData: many(4, 'float'),
        name: one(8, 'string'),
        rawData: one(9, 'bytes'),
        externalData: many(13, 'StringStringEntryProto'),
        dataLocation: one(14, 'int32'),
      },
    },
    ValueInfoProto: { fields: { name: one(1, 'string'), type: one(2, 'TypeProto') } },
    TypeProto: { fields: { tensorType: one(1, 'TensorTypeProto') } },
    TensorTypeProto: { fields: { elemType: one(1, 'int32'), shape: one(2, 'TensorShapeProto') } },
    TensorShapeProto: { fields: { dim: many(1, 'Dimension') } },
    Dimension: { fields: { dimValue: one(1, 'int64'), dimParam: one(2, 'string') } },
  },
});
const ModelProto = schema.lookupType('ModelProto');

export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly floatData: readonly number[];
  readonly rawData?: Uint8Array;
  readonly externalData: readonly { key: string; value: string }[];
  readonly dataLocation?: number;
}

export interface OnnxNode {
  readonly opType: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: readonly OnnxAttribute[];
}

interface OnnxAttribute {
  readonly name: string;
  readonly i?: number;
  readonly ints: readonly number[];
  readonly t?: OnnxTensor;
  readonly g?: OnnxGraph;
  readonly tensors: readonly OnnxTensor[];
  readonly graphs: readonly OnnxGraph[];
  readonly sparseTensor?: SparseTensor;
}

interface SparseTensor {
  readonly values?: OnnxTensor;
  readonly indices?: OnnxTensor;
}

export interface OnnxValue {
  readonly name: string;
  readonly type?: {
    readonly tensorType?: {
      readonly elemType: number;
      readonly shape?: { readonly dim: readonly { readonly dimValue?: number }[] };
    };
  };
}

export interface OnnxGraph {
  readonly node: readonly OnnxNode[];
  readonly initializer: readonly OnnxTensor[];
  readonly input: readonly OnnxValue[];
  readonly output: readonly OnnxValue[];
  readonly sparseInitializer: readonly SparseTensor[];
}

export interface OnnxStructure {
  readonly graph: OnnxGraph;
  readonly props: Readonly<Record<string, string>>;
}

interface Model {
  readonly graph?: OnnxGraph;
  readonly metadataProps: readonly { key: string; value: string }[];
  readonly functions: readonly { readonly node: readonly OnnxNode[] }[];
}

/**
 * What an ONNX file holds.
 * @throws Error when it is not an ONNX model, or a part of it lies in another file, which is then not read
 */
export function readStructure(bytes: Uint8Array): OnnxStructure {
  let model: Model;
  try {
    const options = { longs: Number, defaults: false, arrays: true };
    model = ModelProto.toObject(ModelProto.decode(bytes), options) as Model;
  } catch {
    throw new Error('it is not an ONNX model, or is damaged: its bytes are not a protobuf message of one');
  }
  const { graph, functions, metadataProps } = model;
  if (!graph || (graph.node.length === 0 && graph.initializer.length === 0))
    throw new Error('it is not an ONNX model, or is damaged: it has no graph');
  refuseExternal(graph);
  for (const { node } of functions) for (const each of node) refuseExternalOf(each);
  return { graph, props: Object.fromEntries(metadataProps.map(({ key, value }) => [key, value])) };
}

function refuseExternal({ initializer, sparseInitializer, node }: OnnxGraph): void {
  for (const tensor of initializer) refuseTensor(tensor);
  for (const tensor of sparseInitializer) refuseSparse(tensor);
  for (const each of node) refuseExternalOf(each);
}

function refuseExternalOf({ attribute }: OnnxNode): void {
  for (const { t, g, tensors, graphs, sparseTensor } of attribute) {
    for (const tensor of t ? [t, ...tensors] : tensors) refuseTensor(tensor);
    for (const graph of g ? [g, ...graphs] : graphs) refuseExternal(graph);
    if (sparseTensor) refuseSparse(sparseTensor);
  }
}

function refuseSparse({ values, indices }: SparseTensor): void {
  for (const tensor of [values, indices]) if (tensor) refuseTensor(tensor);
}

/** ONNX's `TensorProto.DataLocation`. */
const EXTERNAL = 1;

function refuseTensor({ name, dataLocation, externalData }: OnnxTensor): void {
  if (dataLocation !== EXTERNAL && externalData.length === 0) return;
  const file = externalData.find(({ key }) => key === 'location')?.value ?? '';
  throw new UnusableModel(
    `the values of ${JSON.stringify(name ?? '')} are in another file, ${JSON.stringify(file)}; a model must be one file: ` +
      'save it with onnx.save(model, path, save_as_external_data=False)',
  );
}

/** An initializer's or constant's float32 values; `undefined` for other types. */
export function floatsOf({ dataType, rawData, floatData }: OnnxTensor): Float32Array | undefined {
  if (dataType !== 1) return undefined;
  return rawData ? new Float32Array(Uint8Array.from(rawData).buffer) : Float32Array.from(floatData);
}
