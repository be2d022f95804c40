import { PbfReader, PbfWriter } from 'pbf';

/** A field's number, its type, and whether it is a list. `int` is any of protobuf's varints; other names are messages. */
type Field = readonly [id: number, type: 'int' | 'float' | 'string' | 'bytes' | MessageName, list?: 'list'];
type MessageName = keyof typeof MESSAGES;

/**
 * The part of ONNX's protobuf schema that this package writes and reads.
 * Names and field numbers are those of the ONNX IR, version 10 (onnx/onnx, `onnx.proto3`).
 */
const MESSAGES = {
  ModelProto: {
    irVersion: [1, 'int'],
    producerName: [2, 'string'],
    producerVersion: [3, 'string'],
    domain: [4, 'string'],
    docString: [6, 'string'],
    graph: [7, 'GraphProto'],
    opsetImport: [8, 'OperatorSetIdProto', 'list'],
    metadataProps: [14, 'StringStringEntryProto', 'list'],
  },
  OperatorSetIdProto: { domain: [1, 'string'], version: [2, 'int'] },
  StringStringEntryProto: { key: [1, 'string'], value: [2, 'string'] },
  GraphProto: {
    node: [1, 'NodeProto', 'list'],
    name: [2, 'string'],
    initializer: [5, 'TensorProto', 'list'],
    docString: [10, 'string'],
    input: [11, 'ValueInfoProto', 'list'],
    output: [12, 'ValueInfoProto', 'list'],
    valueInfo: [13, 'ValueInfoProto', 'list'],
  },
  NodeProto: {
    input: [1, 'string', 'list'],
    output: [2, 'string', 'list'],
    name: [3, 'string'],
    opType: [4, 'string'],
    attribute: [5, 'AttributeProto', 'list'],
    domain: [7, 'string'],
  },
  AttributeProto: {
    name: [1, 'string'],
    f: [2, 'float'],
    i: [3, 'int'],
    s: [4, 'bytes'],
    t: [5, 'TensorProto'],
    floats: [7, 'float', 'list'],
    ints: [8, 'int', 'list'],
    strings: [9, 'bytes', 'list'],
    type: [20, 'int'],
  },
  TensorProto: {
    dims: [1, 'int', 'list'],
    dataType: [2, 'int'],
    floatData: [4, 'float', 'list'],
    int64Data: [7, 'int', 'list'],
    name: [8, 'string'],
    rawData: [9, 'bytes'],
  },
  ValueInfoProto: { name: [1, 'string'], type: [2, 'TypeProto'] },
  TypeProto: { tensorType: [1, 'TensorTypeProto'] },
  TensorTypeProto: { elemType: [1, 'int'], shape: [2, 'TensorShapeProto'] },
  TensorShapeProto: { dim: [1, 'DimensionProto', 'list'] },
  DimensionProto: { dimValue: [1, 'int'], dimParam: [2, 'string'] },
} as const satisfies Record<string, Record<string, readonly [number, string, 'list'?]>>;

/** A message's fields by name; those that it lacks are 0, empty or, where they would be messages or bytes, undefined. */
type Message = Record<string, unknown>;

/** The bytes of an ONNX model, whose fields have the names of the schema. */
export function encodeModel(model: object): Uint8Array<ArrayBuffer> {
  const writer = new PbfWriter();
  writeFields(writer, model as Message, 'ModelProto');
  return writer.finish().slice() as Uint8Array<ArrayBuffer>;
}

/** @throws Error when the bytes are no protobuf message of a model, or end too early */
export const decodeModel = (bytes: Uint8Array): object =>
  readFields(new PbfReader(bytes), 'ModelProto', bytes.length);

const fieldsOf = (message: MessageName): [string, Field][] => Object.entries(MESSAGES[message]);

function writeFields(writer: PbfWriter, message: Message, type: MessageName): void {
  for (const [name, field] of fieldsOf(type)) {
    const value = message[name];
    // What is left out reads as 0 or an empty text.
    if (value === undefined || value === 0 || value === '') continue;
    const [id, kind, list] = field;
    if (!list) writeField(writer, field, value);
    else if (kind === 'int') writer.writePackedVarint(id, value as number[]);
    else if (kind === 'float') writer.writePackedFloat(id, value as number[]);
    else for (const each of value as unknown[]) writeField(writer, field, each);
  }
}

function writeField(writer: PbfWriter, [id, kind]: Field, value: unknown): void {
  if (kind === 'int') writer.writeVarintField(id, value as number);
  else if (kind === 'float') writer.writeFloatField(id, value as number);
  else if (kind === 'string') writer.writeStringField(id, value as string);
  else if (kind === 'bytes') writer.writeBytesField(id, value as Uint8Array);
  else writer.writeMessage(id, (message: Message, to) => writeFields(to, message, kind), value as Message);
}

function readFields(reader: PbfReader, type: MessageName, end: number): Message {
  const fields = fieldsOf(type);
  const byId = new Map(fields.map(([name, field]) => [field[0], [name, field] as const]));
  const message: Message = Object.fromEntries(fields.map(([name, field]) => [name, emptyOf(field)]));
  const read = (id: number) => {
    const known = byId.get(id);
    if (!known) return;
    const [name, [, kind, list]] = known;
    if (!list) message[name] = readValue(reader, kind);
    // Numbers of a list stand side by side, or each as a field of its own.
    else if (kind === 'int') reader.readPackedVarint(message[name] as number[], true);
    else if (kind === 'float') reader.readPackedFloat(message[name] as number[]);
    else (message[name] as unknown[]).push(readValue(reader, kind));
  };
  reader.readFields(read, message, end);
  if (reader.pos !== end) throw new RangeError(`a ${type} does not end where it should`);
  return message;
}

function emptyOf([, kind, list]: Field): unknown {
  if (list) return [];
  return kind === 'string' ? '' : kind === 'int' || kind === 'float' ? 0 : undefined;
}

function readValue(reader: PbfReader, kind: Field[1]): unknown {
  if (kind === 'int') return reader.readVarint(true);
  if (kind === 'float') return reader.readFloat();
  if (kind === 'string') return reader.readString();
  const end = reader.readVarint() + reader.pos;
  if (end > reader.length) throw new RangeError(`a field of ${end - reader.pos} bytes ends after the file`);
  if (kind !== 'bytes') return readFields(reader, kind, end);
  const bytes = reader.buf.subarray(reader.pos, end);
  reader.pos = end;
  return bytes;
}

/** ONNX's TensorProto.DataType numbers of the types in use. */
export const ELEMENT_TYPE = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9, float16: 10 } as const;

/** ONNX's AttributeProto.AttributeType numbers of the types in use. */
export const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const;
