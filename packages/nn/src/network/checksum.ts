import { sha256 } from '#sha256';

/** Key of the checksum among an ONNX file's metadata. */
export const CHECKSUM_KEY = 'giemsa.nn.sha256';
/** Field 14 of ONNX' ModelProto, `metadata_props`, as protobuf marks a field of bytes. */
const METADATA_PROPS = (14 << 3) | 2;

/**
 * Adds the SHA-256 of an ONNX file to its metadata. Protobuf lets a repeated field be appended to what was written
 * before, so that the checksum is that of all bytes before it.
 */
export function withChecksum(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const field = checksumField(bytes);
  const whole = new Uint8Array(bytes.length + field.length);
  whole.set(bytes);
  whole.set(field, bytes.length);
  return whole;
}

/**
 * Whether a file's bytes are those that were written.
 * @returns `undefined` when the file does not end in a checksum
 */
export function verifyChecksum(bytes: Uint8Array): boolean | undefined {
  const empty = checksumField(new Uint8Array());
  const start = bytes.length - empty.length;
  if (start < 0) return undefined;
  const key = new TextDecoder('latin1').decode(bytes.subarray(start));
  if (!key.includes(CHECKSUM_KEY)) return undefined;
  const expected = checksumField(bytes.subarray(0, start));
  return expected.every((byte, i) => bytes[start + i] === byte);
}

/** The metadata entry, as bytes of an ONNX file, that holds the checksum of the bytes before it. */
function checksumField(bytes: Uint8Array): Uint8Array {
  const hash = sha256();
  hash.update(bytes);
  const entry = [...textField(1, CHECKSUM_KEY), ...textField(2, hash.hex())];
  return Uint8Array.from([METADATA_PROPS, entry.length, ...entry]);
}

/** A short ASCII string (less than 128 bytes) as a protobuf field. */
const textField = (id: number, text: string): number[] => [
  (id << 3) | 2,
  text.length,
  ...new TextEncoder().encode(text),
];
