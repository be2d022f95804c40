import { expect, test } from 'vitest';
import { readBmp } from './bmp.js';

interface Layout {
  bits: number;
  /** Bytes of the rows in file order, each padded to four. */
  rows: number[][];
  height?: number;
  compression?: number;
  palette?: number[];
  masks?: number[];
  gap?: number;
}

/** A file of width 2 with exactly the given bytes. */
function bmp({
  bits,
  rows,
  height = rows.length,
  compression = 0,
  palette = [],
  masks = [],
  gap = 0,
}: Layout) {
  const header = Buffer.alloc(54);
  const offset = 54 + masks.length * 4 + palette.length + gap;
  header.write('BM');
  header.writeUInt32LE(offset, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(2, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(bits, 28);
  header.writeUInt32LE(compression, 30);
  header.writeUInt32LE(palette.length / 4, 46);
  const maskBytes = Buffer.from(Uint32Array.from(masks).buffer);
  return Buffer.concat([
    header,
    maskBytes,
    Buffer.from(palette),
    Buffer.alloc(gap),
    Buffer.from(rows.flat()),
  ]);
}

const red = [255, 0, 0];
const blue = [0, 0, 255];
const palette = [0, 0, 255, 0, 255, 0, 0, 0];
const row24 = [0, 0, 255, 255, 0, 0, 0, 0];
const blackRow = [0, 0, 0, 0, 0, 0, 0, 0];
const black = [0, 0, 0, 0, 0, 0];

const cases: [why: string, layout: Layout, expected: number[]][] = [
  ['24 bits, bottom row first', { bits: 24, rows: [blackRow, row24] }, [...red, ...blue, ...black]],
  ['24 bits, top row first', { bits: 24, rows: [blackRow, row24], height: -2 }, [...black, ...red, ...blue]],
  ['a gap before the pixels', { bits: 24, rows: [row24], gap: 12 }, [...red, ...blue]],
  ['8 bits with a palette', { bits: 8, rows: [[0, 1, 0, 0]], palette }, [...red, ...blue]],
  ['4 bits with a palette', { bits: 4, rows: [[0x01, 0, 0, 0]], palette }, [...red, ...blue]],
  ['1 bit with a palette', { bits: 1, rows: [[0b01000000, 0, 0, 0]], palette }, [...red, ...blue]],
  ['16 bits, 5 per channel', { bits: 16, rows: [[0x00, 0x7c, 0x1f, 0x00]] }, [...red, ...blue]],
  [
    '16 bits, masks of 5, 6 and 5',
    { bits: 16, rows: [[0x00, 0xf8, 0x1f, 0x00]], compression: 3, masks: [0xf800, 0x07e0, 0x001f] },
    [...red, ...blue],
  ],
  [
    '32 bits, masks in another order',
    { bits: 32, rows: [[255, 0, 0, 9, 0, 0, 255, 9]], compression: 3, masks: [0xff, 0xff00, 0xff0000] },
    [...red, ...blue],
  ],
];

test.each(cases)('%s', (_, layout, expected) => {
  const { data, width, height } = readBmp(bmp(layout), 100);
  expect([width, height]).toEqual([2, layout.rows.length]);
  expect(Array.from(data)).toEqual(expected);
});

test.each([
  ['truncated rows', bmp({ bits: 24, rows: [row24] }).subarray(0, 58), 'truncated: 2×1 pixels of 24 bits'],
  [
    'a truncated palette',
    bmp({ bits: 8, rows: [], height: 1, palette }).subarray(0, 58),
    'truncated inside its',
  ],
  ['a run-length code', bmp({ bits: 8, rows: [[0, 1, 0, 0]], compression: 1, palette }), 'compressed BMP'],
  ['a strange depth', bmp({ bits: 7, rows: [[0, 0, 0, 0]] }), 'BMP of 7 bits per pixel'],
  ['no height', bmp({ bits: 24, rows: [row24], height: 0 }), 'not a BMP of Windows 3 or later'],
  ['too many pixels', bmp({ bits: 24, rows: [row24], height: 51 }), '2×51 pixels, more than'],
])('%s is refused', (_, file, reason) => {
  expect(() => readBmp(file, 100)).toThrow(reason);
});
