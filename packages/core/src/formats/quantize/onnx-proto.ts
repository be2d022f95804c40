import protobuf from 'protobufjs';

/**
 * The part of ONNX's protobuf schema that quantisation reads and writes. Names and field numbers are those of the ONNX
 * IR (onnx/onnx, `onnx.proto3`).
 */
const field = (id: number, type: string, rule?: 'repeated') => ({ id, type, ...(rule && { rule }) });
const schema = protobuf.Root.fromJSON({
  nested: {
    ModelProto: {
      fields: {
        irVersion: field(1, 'int64'),
        producerName: field(2, 'string'),
        docString: field(6, 'string'),
        graph: field(7, 'GraphProto'),
        opsetImport: field(8, 'OperatorSetIdProto', 'repeated'),
        metadataProps: field(14, 'StringStringEntryProto', 'repeated'),
      },
    },
    OperatorSetIdProto: { fields: { domain: field(1, 'string'), version: field(2, 'int64') } },
    StringStringEntryProto: { fields: { key: field(1, 'string'), value: field(2, 'string') } },
    GraphProto: {
      fields: {
        node: field(1, 'NodeProto', 'repeated'),
        name: field(2, 'string'),
        initializer: field(5, 'TensorProto', 'repeated'),
        input: field(11, 'bytes', 'repeated'),
        output: field(12, 'ValueInfoProto', 'repeated'),
      },
    },
    // What a value's type is made of is passed on as it was read.
    ValueInfoProto: { fields: { name: field(1, 'string'), type: field(2, 'bytes') } },
    NodeProto: {
      fields: {
        input: field(1, 'string', 'repeated'),
        output: field(2, 'string', 'repeated'),
        name: field(3, 'string'),
        opType: field(4, 'string'),
        attribute: field(5, 'AttributeProto', 'repeated'),
      },
    },
    AttributeProto: {
      fields: {
        name: field(1, 'string'),
        f: field(2, 'float'),
        i: field(3, 'int64'),
        s: field(4, 'bytes'),
        ints: field(8, 'int64', 'repeated'),
        type: field(20, 'int32'),
      },
    },
    TensorProto: {
      fields: {
        dims: field(1, 'int64', 'repeated'),
        dataType: field(2, 'int32'),
        name: field(8, 'string'),
        rawData: field(9, 'bytes'),
      },
    },
  },
});

const ModelProto = schema.lookupType('ModelProto');

export interface OnnxAttribute {
  name: string;
  type: number;
  f?: number;
  i?: number;
  s?: Uint8Array;
  ints?: number[];
}

export interface OnnxNode {
  opType: string;
  name: string;
  input: string[];
  output: string[];
  attribute: OnnxAttribute[];
}

export interface OnnxTensor {
  name: string;
  dims: number[];
  dataType: number;
  rawData: Uint8Array;
}

export interface OnnxModel {
  irVersion: number;
  producerName: string;
  docString: string;
  opsetImport: { domain: string; version: number }[];
  metadataProps: { key: string; value: string }[];
  graph: {
    name: string;
    node: OnnxNode[];
    initializer: OnnxTensor[];
    input: Uint8Array[];
    output: { name: string; type: Uint8Array }[];
  };
}

/** ONNX's TensorProto.DataType numbers of the types in use. */
export const ELEMENT = { float32: 1, uint8: 2, int8: 3, int32: 6 } as const;

/** @throws Error when the bytes are no protobuf message of this form */
export function readOnnx(bytes: Uint8Array): OnnxModel {
  const message = ModelProto.decode(bytes);
  return ModelProto.toObject(message, { longs: Number, defaults: false, arrays: true }) as OnnxModel;
}

export const writeOnnx = (model: OnnxModel): Uint8Array =>
  ModelProto.encode(ModelProto.fromObject(model)).finish();

export const intsAttribute = (name: string, ints: number[]): OnnxAttribute => ({ name, type: 7, ints });
export const intAttribute = (name: string, i: number): OnnxAttribute => ({ name, type: 2, i });

/** A float32 initializer's values. */
export function floatsOf({ rawData }: OnnxTensor): Float32Array {
  return new Float32Array(Uint8Array.from(rawData).buffer);
}

export function tensorOf(
  name: string,
  dims: number[],
  data: Float32Array | Int8Array | Uint8Array | Int32Array,
): OnnxTensor {
  const dataType =
    data instanceof Float32Array
      ? ELEMENT.float32
      : data instanceof Int8Array
        ? ELEMENT.int8
        : data instanceof Int32Array
          ? ELEMENT.int32
          : ELEMENT.uint8;
  return { name, dims, dataType, rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}
