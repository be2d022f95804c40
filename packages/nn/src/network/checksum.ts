import { createHash } from 'node:crypto';

/** Key of the checksum among an ONNX file's metadata. */
export const CHECKSUM_KEY = 'giemsa.nn.sha256';
/** Field 14 of ONNX' ModelProto, `metadata_props`, as protobuf marks a field of bytes. */
const METADATA_PROPS = (14 << 3) | 2;

/**
 * Adds the SHA-256 of an ONNX file to its metadata. Protobuf lets a repeated field be appended to what was written
 * before, so that the checksum is that of all bytes before it.
 */
export function withChecksum(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([bytes, checksumField(bytes)]);
}

/**
 * Whether a file's bytes are those that were written.
 * @returns `undefined` when the file does not end in a checksum
 */
export function verifyChecksum(bytes: Uint8Array): boolean | undefined {
  const length = checksumField(new Uint8Array()).length;
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const field = whole.subarray(Math.max(0, whole.length - length));
  if (!field.includes(CHECKSUM_KEY)) return undefined;
  return field.equals(checksumField(whole.subarray(0, -length)));
}

function checksumField(bytes: Uint8Array): Buffer {
  const value = createHash('sha256').update(bytes).digest('hex');
  const entry = Buffer.concat([textField(1, CHECKSUM_KEY), textField(2, value)]);
  return Buffer.concat([Buffer.from([METADATA_PROPS, entry.length]), entry]);
}

/** A short string (less than 128 bytes) as a protobuf field. */
const textField = (id: number, text: string): Buffer =>
  Buffer.concat([Buffer.from([(id << 3) | 2, text.length]), Buffer.from(text)]);
