import protobuf from 'protobufjs';

/**
 * The part of ONNX's protobuf schema that this package writes and reads, as protobufjs reflection.
 * Names and field numbers are those of the ONNX IR, version 10 (onnx/onnx, `onnx.proto3`).
 */
const schema = protobuf.Root.fromJSON({
  nested: {
    onnx: {
      nested: {
        ModelProto: {
          fields: {
            irVersion: { id: 1, type: 'int64' },
            producerName: { id: 2, type: 'string' },
            producerVersion: { id: 3, type: 'string' },
            domain: { id: 4, type: 'string' },
            docString: { id: 6, type: 'string' },
            graph: { id: 7, type: 'GraphProto' },
            opsetImport: { rule: 'repeated', id: 8, type: 'OperatorSetIdProto' },
            metadataProps: { rule: 'repeated', id: 14, type: 'StringStringEntryProto' },
          },
        },
        OperatorSetIdProto: {
          fields: { domain: { id: 1, type: 'string' }, version: { id: 2, type: 'int64' } },
        },
        StringStringEntryProto: {
          fields: { key: { id: 1, type: 'string' }, value: { id: 2, type: 'string' } },
        },
        GraphProto: {
          fields: {
            node: { rule: 'repeated', id: 1, type: 'NodeProto' },
            name: { id: 2, type: 'string' },
            initializer: { rule: 'repeated', id: 5, type: 'TensorProto' },
            docString: { id: 10, type: 'string' },
            input: { rule: 'repeated', id: 11, type: 'ValueInfoProto' },
            output: { rule: 'repeated', id: 12, type: 'ValueInfoProto' },
            valueInfo: { rule: 'repeated', id: 13, type: 'ValueInfoProto' },
          },
        },
        NodeProto: {
          fields: {
            input: { rule: 'repeated', id: 1, type: 'string' },
            output: { rule: 'repeated', id: 2, type: 'string' },
            name: { id: 3, type: 'string' },
            opType: { id: 4, type: 'string' },
            attribute: { rule: 'repeated', id: 5, type: 'AttributeProto' },
            domain: { id: 7, type: 'string' },
          },
        },
        AttributeProto: {
          fields: {
            name: { id: 1, type: 'string' },
            f: { id: 2, type: 'float' },
            i: { id: 3, type: 'int64' },
            s: { id: 4, type: 'bytes' },
            t: { id: 5, type: 'TensorProto' },
            floats: { rule: 'repeated', id: 7, type: 'float' },
            ints: { rule: 'repeated', id: 8, type: 'int64' },
            strings: { rule: 'repeated', id: 9, type: 'bytes' },
            type: { id: 20, type: 'int32' },
          },
        },
        TensorProto: {
          fields: {
            dims: { rule: 'repeated', id: 1, type: 'int64' },
            dataType: { id: 2, type: 'int32' },
            floatData: { rule: 'repeated', id: 4, type: 'float' },
            int64Data: { rule: 'repeated', id: 7, type: 'int64' },
            name: { id: 8, type: 'string' },
            rawData: { id: 9, type: 'bytes' },
          },
        },
        ValueInfoProto: { fields: { name: { id: 1, type: 'string' }, type: { id: 2, type: 'TypeProto' } } },
        TypeProto: {
          oneofs: { value: { oneof: ['tensorType'] } },
          fields: { tensorType: { id: 1, type: 'TensorTypeProto' } },
        },
        TensorTypeProto: {
          fields: { elemType: { id: 1, type: 'int32' }, shape: { id: 2, type: 'TensorShapeProto' } },
        },
        TensorShapeProto: { fields: { dim: { rule: 'repeated', id: 1, type: 'DimensionProto' } } },
        DimensionProto: {
          oneofs: { value: { oneof: ['dimValue', 'dimParam'] } },
          fields: { dimValue: { id: 1, type: 'int64' }, dimParam: { id: 2, type: 'string' } },
        },
      },
    },
  },
});

export const ModelProto = schema.lookupType('onnx.ModelProto');

/** ONNX's TensorProto.DataType numbers of the types in use. */
export const ELEMENT_TYPE = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9, float16: 10 } as const;

/** ONNX's AttributeProto.AttributeType numbers of the types in use. */
export const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const;
