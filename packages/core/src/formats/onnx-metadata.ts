import { readFile } from 'node:fs/promises';
import { CHECKSUM_KEY, verifyChecksum, withChecksum } from '@giemsa/nn';
import protobuf from 'protobufjs';
import { UnusableModel } from '../errors/kinds.js';
import { text } from '../errors/text.js';
import { UserError } from '../errors/user-error.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { bytesSha256 } from '../files/sha256.js';
import { type CellModelMetadata, fromMetadataProps, toMetadataProps } from './cell-model-metadata.js';
import { findModelFile } from './model-files.js';
import { type OnnxStructure, readStructure } from './onnx-read/structure.js';

/** `metadata_props` in ONNX's `ModelProto` (onnx/onnx, `onnx.proto3`). */
const METADATA_PROPS = 14;

/**
 * Gives a model file another metadata, and the checksum of what is in it then; the network, and entries that giemsa does
 * not know, are kept byte for byte.
 * @param change makes the new metadata of the present one
 * @returns the file that was written: `out`, or the model's own
 * @throws UserError when the file is missing or no model of cells that giemsa wrote
 */
export async function changeMetadata(
  model: string,
  change: (metadata: CellModelMetadata) => CellModelMetadata,
  out?: string,
): Promise<string> {
  const file = await findModelFile(model);
  let changed: Uint8Array;
  try {
    const bytes = await readFile(file);
    if (verifyChecksum(bytes) === false)
      throw new UnusableModel(`${file} is damaged: its checksum does not match`);
    const { rest, props } = splitMetadata(bytes);
    const { [CHECKSUM_KEY]: _, ...kept } = props;
    const metadata = change(fromMetadataProps(kept));
    changed = withChecksum(Buffer.concat([rest, encodeProps({ ...kept, ...toMetadataProps(metadata) })]));
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UnusableModel(text`${file} cannot be changed: ${error as Error}`);
  }
  await writeFileAtomic(out ?? file, changed);
  return out ?? file;
}

/**
 * What a model file says about itself.
 * @throws UserError when the file is missing or no model of cells that giemsa wrote
 */
export async function readMetadata(model: string): Promise<CellModelMetadata> {
  const file = await findModelFile(model);
  const { structure } = await readOnnxFile(file);
  return asModelOfCells(file, () => fromMetadataProps(structure.props));
}

/** An ONNX file, whoever wrote it. */
export interface OnnxFile {
  readonly onnx: Uint8Array;
  readonly structure: OnnxStructure;
  /** From the bytes above: the file may have changed since. */
  readonly sha256: string;
  /** Why it could not be checked for damage; left out where it was. */
  readonly unchecked?: string;
}

/** @throws UserError when it is missing, damaged, no ONNX file, or a part of it lies in another file */
export const readOnnxFile = (file: string): Promise<OnnxFile> =>
  asModelOfCells(file, async () => {
    const onnx = await readFile(file);
    const checked = verifyChecksum(onnx);
    if (checked === false) throw new Error('it is damaged: its checksum does not match');
    const structure = readStructure(onnx);
    return {
      onnx,
      structure,
      sha256: bytesSha256(onnx),
      ...(checked === undefined && { unchecked: UNCHECKED }),
    };
  });

export const UNCHECKED = 'not checked for damage: it has no giemsa checksum';

/** @throws UserError that names the file before what is wrong with it */
export async function asModelOfCells<Result>(
  file: string,
  read: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UserError && error.message.includes(file)) throw error;
    throw new UnusableModel(text`${file} cannot be used as a model of cells: ${error as Error}`);
  }
}

/** Parts a ModelProto into its metadata and the bytes of everything else. A protobuf message may hold its fields in any order. */
function splitMetadata(bytes: Uint8Array): { rest: Buffer; props: Record<string, string> } {
  const reader = protobuf.Reader.create(bytes);
  const kept: Uint8Array[] = [];
  const props: Record<string, string> = {};
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.uint32();
    if (tag >>> 3 !== METADATA_PROPS) {
      reader.skipType(tag & 7);
      kept.push(bytes.subarray(start, reader.pos));
      continue;
    }
    const entry = protobuf.Reader.create(reader.bytes());
    const pair = ['', ''];
    while (entry.pos < entry.len) {
      const field = entry.uint32() >>> 3;
      pair[field - 1] = entry.string();
    }
    props[pair[0]!] = pair[1]!;
  }
  return { rest: Buffer.concat(kept), props };
}

function encodeProps(props: Record<string, string>): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const [key, value] of Object.entries(props)) {
    writer.uint32((METADATA_PROPS << 3) | 2).fork();
    writer.uint32((1 << 3) | 2).string(key);
    writer.uint32((2 << 3) | 2).string(value);
    writer.ldelim();
  }
  return writer.finish();
}
