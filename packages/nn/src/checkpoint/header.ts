import { sha256 } from '#sha256';
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
export function encodeHeader(state: TrainingState, dataSha256: string): Uint8Array<ArrayBuffer> {
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
  const json = encode(`${[`${OPENING}${BLANK}",${metadata}`, ...entries].join(',')}}`);
  const length = Math.ceil(json.length / 8) * 8;
  if (length > LONGEST_HEADER) {
    throw new RangeError(
      `The metadata is too large for a checkpoint: ${length} bytes, at most ${LONGEST_HEADER}.`,
    );
  }
  const bytes = new Uint8Array(LENGTH_BYTES + length).fill(' '.charCodeAt(0));
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(json, LENGTH_BYTES);
  bytes.set(encode(checksumOf(bytes.subarray(LENGTH_BYTES))), LENGTH_BYTES + OPENING.length);
  return bytes;
}

/**
 * The length of the header, read from the first 8 bytes of a file.
 * @throws DamagedFileError when a file of `fileSize` bytes cannot hold it.
 */
export function decodeHeaderLength(path: string, lengthBytes: Uint8Array, fileSize: number): number {
  const { buffer, byteOffset } = lengthBytes;
  const length =
    lengthBytes.length < LENGTH_BYTES ? undefined : new DataView(buffer, byteOffset).getBigUint64(0, true);
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
export function decodeHeader(path: string, bytes: Uint8Array, fileSize: number): Header {
  if (decode(bytes.subarray(0, OPENING.length)) !== OPENING) {
    throw new DamagedFileError(path, 'its header does not start like a checkpoint.');
  }
  const stored = decode(bytes.subarray(OPENING.length, OPENING.length + BLANK.length));
  const blanked = Uint8Array.from(bytes);
  blanked.set(encode(BLANK), OPENING.length);
  const actual = checksumOf(blanked);
  if (stored !== actual) {
    throw new DamagedFileError(path, `the SHA-256 of its header is ${actual}, but it says ${stored}.`);
  }
  const { __metadata__, ...tensors } = JSON.parse(decode(bytes)) as Record<string, TensorEntry> & {
    __metadata__: { sha256: string; metadata: string };
  };
  const dataSize = Math.max(0, ...Object.values(tensors).map(({ data_offsets }) => data_offsets[1]));
  const expectedSize = LENGTH_BYTES + bytes.length + dataSize;
  if (fileSize !== expectedSize) {
    throw new DamagedFileError(path, `it has ${fileSize} bytes, its header announces ${expectedSize}.`);
  }
  return { tensors, metadata: JSON.parse(__metadata__.metadata) as Json, dataSha256: __metadata__.sha256 };
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function checksumOf(bytes: Uint8Array): string {
  const hash = sha256();
  hash.update(bytes);
  return hash.hex();
}
