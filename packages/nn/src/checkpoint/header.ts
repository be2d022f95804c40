import { createHash } from 'node:crypto';
import { DamagedFileError, type Json, type TrainingState } from './training-state.js';

/** One tensor's place in the data section, in bytes. */
interface TensorEntry {
  readonly dtype: 'F32';
  readonly shape: readonly number[];
  readonly data_offsets: readonly [begin: number, end: number];
}

export interface Header {
  readonly tensors: Record<string, TensorEntry>;
  readonly metadata: Json;
  /** SHA-256 of the data section, in hexadecimal digits. */
  readonly dataSha256: string;
}

/** The bounds that the reference implementation of safetensors sets. */
const LONGEST_HEADER = 100_000_000;
const LENGTH_BYTES = 8;
/** Comes first, so that the checksum of the header can be found, and blanked, by its place. */
const OPENING = '{"__metadata__":{"header_sha256":"';
const BLANK = '0'.repeat(64);

/**
 * The bytes before the data: the length of the header (u64, little-endian) and the header as JSON, padded with blanks so
 * that the data begins at a multiple of 8. `__metadata__` holds `metadata` (JSON), `sha256` of the data section and
 * `header_sha256`, the SHA-256 of the header with these 64 digits as zeros.
 *
 * Its length does not depend on the checksums, so it can be written after the data.
 * Format: https://github.com/huggingface/safetensors#format
 * @throws RangeError when a tensor's data does not fit its shape or its name is reserved.
 */
export function encodeHeader(state: TrainingState, dataSha256: string): Buffer {
  let offset = 0;
  const entries = Object.entries(state.tensors).map(([name, { shape, data }]) => {
    if (name === '__metadata__')
      throw new RangeError('A tensor cannot be named "__metadata__" in safetensors.');
    if (shape.reduce((size, length) => size * length, 1) !== data.length) {
      throw new RangeError(`Tensor "${name}" has shape [${shape.join(', ')}] but ${data.length} values.`);
    }
    const begin = offset;
    offset += data.byteLength;
    return `${JSON.stringify(name)}:${JSON.stringify({ dtype: 'F32', shape, data_offsets: [begin, offset] })}`;
  });
  const metadata = JSON.stringify({ sha256: dataSha256, metadata: JSON.stringify(state.metadata) }).slice(1);
  const json = Buffer.from(`${[`${OPENING}${BLANK}",${metadata}`, ...entries].join(',')}}`);
  const length = Math.ceil(json.length / 8) * 8;
  if (length > LONGEST_HEADER) {
    throw new RangeError(
      `The metadata is too large for a checkpoint: ${length} bytes, at most ${LONGEST_HEADER}.`,
    );
  }
  const bytes = Buffer.alloc(LENGTH_BYTES + length, ' ');
  bytes.writeBigUInt64LE(BigInt(length));
  json.copy(bytes, LENGTH_BYTES);
  bytes.write(sha256(bytes.subarray(LENGTH_BYTES)), LENGTH_BYTES + OPENING.length);
  return bytes;
}

/**
 * The length of the header, read from the first 8 bytes of a file.
 * @throws DamagedFileError when a file of `fileSize` bytes cannot hold it.
 */
export function decodeHeaderLength(path: string, lengthBytes: Buffer, fileSize: number): number {
  const length = lengthBytes.length < LENGTH_BYTES ? undefined : lengthBytes.readBigUInt64LE();
  if (length === undefined || length > LONGEST_HEADER || LENGTH_BYTES + Number(length) > fileSize) {
    const announced = length === undefined ? '' : ` announces a header of ${length} bytes and`;
    throw new DamagedFileError(path, `it${announced} has only ${fileSize} bytes.`);
  }
  return Number(length);
}

/**
 * Reads a header, and checks it against its checksum and the size of the file.
 * @throws DamagedFileError naming what differs.
 */
export function decodeHeader(path: string, bytes: Buffer, fileSize: number): Header {
  if (bytes.subarray(0, OPENING.length).toString() !== OPENING) {
    throw new DamagedFileError(path, 'its header does not start like a checkpoint.');
  }
  const stored = bytes.subarray(OPENING.length, OPENING.length + BLANK.length).toString('latin1');
  const blanked = Buffer.from(bytes);
  blanked.write(BLANK, OPENING.length);
  const actual = sha256(blanked);
  if (stored !== actual) {
    throw new DamagedFileError(path, `the SHA-256 of its header is ${actual}, but it says ${stored}.`);
  }
  const { __metadata__, ...tensors } = JSON.parse(bytes.toString()) as Record<string, TensorEntry> & {
    __metadata__: { sha256: string; metadata: string };
  };
  const dataSize = Math.max(0, ...Object.values(tensors).map(({ data_offsets }) => data_offsets[1]));
  const expectedSize = LENGTH_BYTES + bytes.length + dataSize;
  if (fileSize !== expectedSize) {
    throw new DamagedFileError(path, `it has ${fileSize} bytes, its header announces ${expectedSize}.`);
  }
  return { tensors, metadata: JSON.parse(__metadata__.metadata) as Json, dataSha256: __metadata__.sha256 };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
