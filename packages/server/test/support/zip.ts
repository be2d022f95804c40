import { crc32, deflateRawSync } from 'node:zlib';

/** A file in an archive, as nobody's program would write it. */
export interface RawEntry {
  readonly name: string;
  readonly bytes: Buffer;
  /** Takes the data of an earlier entry in place of its own. */
  readonly sameAs?: number;
}

/** A ZIP archive byte by byte, so that it may be wrong. */
export function rawZip(entries: readonly RawEntry[]): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  const offsets: number[] = [];
  let length = 0;
  for (const { name, bytes, sameAs } of entries) {
    const packed = deflateRawSync(bytes, { level: 9 });
    const text = Buffer.from(name);
    const numbers = [crc32(bytes), packed.length, bytes.length];
    const offset = sameAs === undefined ? length : offsets[sameAs]!;
    offsets.push(offset);
    if (sameAs === undefined) {
      const head = header(0x04034b50, 30, [[8, 8]], numbers, 14);
      head.writeUInt16LE(text.length, 26);
      for (const part of [head, text, packed]) {
        parts.push(part);
        length += part.length;
      }
    }
    const row = header(0x02014b50, 46, [[10, 8]], numbers, 16);
    row.writeUInt16LE(text.length, 28);
    row.writeUInt32LE(offset, 42);
    central.push(row, text);
  }
  const table = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(length, 16);
  return Buffer.concat([...parts, table, end]);
}

function header(
  signature: number,
  size: number,
  shorts: readonly (readonly [number, number])[],
  numbers: readonly number[],
  at: number,
): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32LE(signature, 0);
  for (const [position, value] of shorts) bytes.writeUInt16LE(value, position);
  for (const [index, value] of numbers.entries()) bytes.writeUInt32LE(value, at + 4 * index);
  return bytes;
}
