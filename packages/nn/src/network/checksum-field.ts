/** Key of the checksum among an ONNX file's metadata. */
export const CHECKSUM_KEY = 'giemsa.nn.sha256';
/** Field 14 of ONNX' ModelProto, `metadata_props`, as protobuf marks a field of bytes. */
const METADATA_PROPS = (14 << 3) | 2;

/** The SHA-256 of some bytes, in hexadecimal digits. Node.js and browsers have different ways to it. */
export type Sha256 = (bytes: Uint8Array) => string;

/** The metadata entry, as bytes of an ONNX file, that holds the checksum of the bytes before it. */
export function checksumField(bytes: Uint8Array, sha256: Sha256): Uint8Array {
  const entry = [...textField(1, CHECKSUM_KEY), ...textField(2, sha256(bytes))];
  return Uint8Array.from([METADATA_PROPS, entry.length, ...entry]);
}

/**
 * Whether a file's bytes are those that were written.
 * @returns `undefined` when the file does not end in a checksum
 */
export function matchesChecksum(bytes: Uint8Array, sha256: Sha256): boolean | undefined {
  const empty = checksumField(new Uint8Array(), sha256);
  const start = bytes.length - empty.length;
  if (start < 0) return undefined;
  const key = new TextDecoder('latin1').decode(bytes.subarray(start));
  if (!key.includes(CHECKSUM_KEY)) return undefined;
  const expected = checksumField(bytes.subarray(0, start), sha256);
  return expected.every((byte, i) => bytes[start + i] === byte);
}

/** A short ASCII string (less than 128 bytes) as a protobuf field. */
const textField = (id: number, text: string): number[] => [
  (id << 3) | 2,
  text.length,
  ...new TextEncoder().encode(text),
];
