import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readPlainPng } from './png.js';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

function chunk(type: string, body: Buffer): Buffer {
  const bytes = Buffer.alloc(body.length + 12);
  bytes.writeUInt32BE(body.length);
  bytes.write(type, 4);
  body.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
  return bytes;
}

function header(width: number, height: number, [bits, colour, interlace] = [8, 2, 0]): Buffer {
  const body = Buffer.alloc(13);
  body.writeUInt32BE(width);
  body.writeUInt32BE(height, 4);
  body.set([bits!, colour!, 0, 0, interlace!], 8);
  return chunk('IHDR', body);
}

/** A file of filtered rows as they are, each led by the number of its filter. */
const png = (width: number, rows: Buffer, ...others: Buffer[]): Buffer =>
  Buffer.concat([
    SIGNATURE,
    header(width, rows.length / (3 * width + 1)),
    ...others,
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);

const bySharp = async (file: Buffer) => new Uint8Array(await sharp(file).raw().toBuffer());

test('all five filters in any order give the pixels that sharp gives', async () => {
  const rows = fc
    .integer({ min: 1, max: 9 })
    .chain((width) =>
      fc.tuple(
        fc.constant(width),
        fc.array(
          fc.tuple(
            fc.integer({ min: 0, max: 4 }),
            fc.uint8Array({ minLength: 3 * width, maxLength: 3 * width }),
          ),
          { minLength: 1, maxLength: 9 },
        ),
      ),
    );
  await fc.assert(
    fc.asyncProperty(rows, async ([width, filtered]) => {
      const file = png(width, Buffer.concat(filtered.flatMap(([filter, row]) => [Buffer.of(filter), row])));
      const pixels = readPlainPng(file);
      expect(pixels).toMatchObject({ width, height: filtered.length });
      expect(pixels!.data).toEqual(await bySharp(file));
    }),
    { numRuns: 100 },
  );
});

test('what sharp writes, with pixels in several chunks, is read', async () => {
  const data = randomBytes(200 * 150 * 3);
  const file = await sharp(data, { raw: { width: 200, height: 150, channels: 3 } })
    .png({ adaptiveFiltering: true })
    .toBuffer();
  expect(file.toString('latin1').split('IDAT').length).toBeGreaterThan(2);
  expect(readPlainPng(file)!.data).toEqual(new Uint8Array(data));
});

describe('is left to sharp', () => {
  const rows = Buffer.from([0, 1, 2, 3, 0, 4, 5, 6]);
  const plain = png(1, rows);
  const picture = sharp(Buffer.alloc(27, 99), { raw: { width: 3, height: 3, channels: 3 } });
  const changed = (at: number, value: number) => {
    const file = Buffer.from(plain);
    file[at] = value;
    return file;
  };
  test('(the same file unchanged is not)', () => expect(readPlainPng(plain)).toBeDefined());
  test.each([
    ['another format', () => picture.clone().jpeg().toBuffer()],
    ['alpha', () => picture.clone().ensureAlpha().png().toBuffer()],
    ['grey', () => picture.clone().toColourspace('b-w').png().toBuffer()],
    ['a palette', () => picture.clone().png({ palette: true }).toBuffer()],
    ['16 bits', () => picture.clone().toColourspace('rgb16').png().toBuffer()],
    ['interlacing', () => picture.clone().png({ progressive: true }).toBuffer()],
    ['an EXIF orientation', () => picture.clone().withMetadata({ orientation: 6 }).png().toBuffer()],
    ['a colour profile', () => picture.clone().withIccProfile('p3').png().toBuffer()],
    ['a transparent colour', async () => png(1, rows, chunk('tRNS', Buffer.from([0, 1, 0, 2, 0, 3])))],
    ['a gamma', async () => png(1, rows, chunk('gAMA', Buffer.from([0, 0, 0x80, 0])))],
    ['a damaged chunk', async () => changed(plain.length - 20, 0xff)],
    ['an unknown filter', async () => png(1, Buffer.from([5, 1, 2, 3]))],
    ['a file that ends early', async () => plain.subarray(0, -14)],
    ['too few rows', async () => Buffer.concat([SIGNATURE, header(1, 3), plain.subarray(33)])],
    ['too many rows', async () => Buffer.concat([SIGNATURE, header(1, 1), plain.subarray(33)])],
    ['no rows', async () => Buffer.concat([SIGNATURE, header(1, 0), plain.subarray(33)])],
    [
      'a promise of 400 megapixels',
      async () => Buffer.concat([SIGNATURE, header(20000, 20000), plain.subarray(33)]),
    ],
  ])('%s', async (_, make) => expect(readPlainPng(await make())).toBeUndefined());
});
