import { createHash } from 'node:crypto';
import { checksumField, matchesChecksum } from './checksum-field.js';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/**
 * Adds the SHA-256 of an ONNX file to its metadata. Protobuf lets a repeated field be appended to what was written
 * before, so that the checksum is that of all bytes before it.
 */
export const withChecksum = (bytes: Uint8Array): Uint8Array =>
  Buffer.concat([bytes, checksumField(bytes, sha256)]);

/**
 * Whether a file's bytes are those that were written.
 * @returns `undefined` when the file does not end in a checksum
 */
export const verifyChecksum = (bytes: Uint8Array): boolean | undefined => matchesChecksum(bytes, sha256);
