import { crc32 } from 'node:zlib';

/** Bytes of the signature and the header chunk: others may follow right behind. */
const HEADER = 8 + 25;

/**
 * A PNG file with a further chunk behind its header.
 * @param content four letters of its type, and its data
 */
export function withPngChunk(png: Buffer, content: Buffer): Buffer {
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length - 4);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([png.subarray(0, HEADER), length, content, checksum, png.subarray(HEADER)]);
}
