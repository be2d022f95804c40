import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../errors/user-error.js';
import { decodeImage, decodePixels } from './decode.js';

const width = 60;
const height = 44;

/** A pink disc on black with a violet dot and a slanted light: every row, column and channel differs. */
const pixels = (() => {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dot = Math.hypot(x - 20, y - 15) < 4;
      const disc = Math.hypot(x - 30, y - 22) < 20;
      const colour = dot ? [110, 40, 140] : disc ? [200 + (x >> 2), 140 + y, 150] : [0, 0, 0];
      data.set(colour, (y * width + x) * 3);
    }
  }
  return data;
})();
const picture = () => sharp(pixels, { raw: { width, height, channels: 3 } });

const settings = { width: 32, height: 32, colorMode: 'rgb' as const };
const hash = (data: Uint8Array) => createHash('sha256').update(data).digest('hex').slice(0, 16);
const largestDifference = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);

/** A 24-bit BMP, bottom-up, as every camera program writes it. */
function bmp(): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height);
  file.write('BM');
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        file[54 + (height - 1 - y) * stride + x * 3 + c] = pixels[(y * width + x) * 3 + 2 - c]!;
      }
    }
  }
  return file;
}

/** The same sample values as 16-bit numbers: 257 × 255 is 65535. */
const deep = () =>
  sharp(
    Uint16Array.from(pixels, (value) => value * 257),
    { raw: { width, height, channels: 3 } },
  ).toColourspace('rgb16');

/** A PNG whose header promises more pixels than anyone would decode. */
function hugePng(): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const bytes = Buffer.alloc(body.length + 12);
    bytes.writeUInt32BE(body.length);
    bytes.write(type, 4);
    body.copy(bytes, 8);
    bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
    return bytes;
  };
  const header = Buffer.from([0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20, 1, 0, 0, 0, 0]);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const data = deflateSync(Buffer.alloc(2501));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

describe('golden tensors', () => {
  const golden = '5bc22bb833d72b1a';

  test.each([
    ['PNG', () => picture().png().toBuffer()],
    ['lossless WebP', () => picture().webp({ lossless: true }).toBuffer()],
    ['TIFF', () => picture().tiff({ compression: 'lzw' }).toBuffer()],
    ['BMP', async () => bmp()],
    ['PNG of 16 bits', () => deep().png().toBuffer()],
    ['TIFF of 16 bits', () => deep().tiff({ compression: 'none' }).toBuffer()],
    ['PNG with full alpha', () => picture().ensureAlpha().png().toBuffer()],
  ])('%s gives the same 32×32 tensor', async (_, make) => {
    const tensor = await decodeImage(await make(), settings);
    expect(tensor).toHaveLength(32 * 32 * 3);
    expect(hash(tensor)).toBe(golden);
  });

  test('a path gives what its bytes give', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'giemsa decode ä ')), 'Zelle 血.png');
    await picture().png().toFile(path);
    expect(hash(await decodeImage(path, settings))).toBe(golden);
  });

  test('JPEG is near', async () => {
    const exact = await decodePixels(await picture().png().toBuffer());
    const lossy = await decodePixels(
      await picture().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(),
    );
    expect(largestDifference(lossy.data, exact.data)).toBeLessThanOrEqual(4);
  });

  test('CMYK comes back as RGB', async () => {
    const file = await picture().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
    expect((await sharp(file).metadata()).channels).toBe(4);
    const { data } = await decodePixels(file);
    expect(data).toHaveLength(width * height * 3);
    const center = (22 * width + 40) * 3;
    expect(
      largestDifference(data.subarray(center, center + 3), pixels.subarray(center, center + 3)),
    ).toBeLessThan(40);
  });

  test.each([
    ['PNG', () => picture().toColourspace('b-w').png().toBuffer()],
    ['16-bit PNG', () => deep().toColourspace('grey16').png().toBuffer()],
    ['JPEG', () => picture().toColourspace('b-w').jpeg().toBuffer()],
  ])('a grey %s has three equal channels', async (_, make) => {
    const file = await make();
    expect((await sharp(file).metadata()).channels).toBe(1);
    const { data } = await decodePixels(file);
    expect(data).toHaveLength(width * height * 3);
    const center = (22 * width + 40) * 3;
    expect(new Set(data.subarray(center, center + 3)).size).toBe(1);
    expect(data[center]).toBeGreaterThan(140);
  });

  test('transparency is laid on black', async () => {
    const background = { r: 200, g: 100, b: 50, alpha: 0.5 };
    const file = await sharp({ create: { width: 4, height: 4, channels: 4, background } })
      .png()
      .toBuffer();
    expect(Array.from((await decodePixels(file)).data.subarray(0, 3))).toEqual([100, 50, 25]);
  });

  test('the EXIF orientation is obeyed', async () => {
    const file = await picture().withMetadata({ orientation: 6 }).png().toBuffer();
    const turned = await decodePixels(file);
    expect([turned.width, turned.height]).toEqual([height, width]);
    const upright = await picture().rotate(90).raw().toBuffer();
    expect(largestDifference(turned.data, upright)).toBe(0);
  });

  test('an animation gives its first frame', async () => {
    const frames = Buffer.concat([pixels, Buffer.alloc(pixels.length, 255)]);
    const file = await sharp(frames, { raw: { width, height: height * 2, channels: 3, pageHeight: height } })
      .webp({ lossless: true, loop: 0, delay: [100, 100] })
      .toBuffer();
    expect((await sharp(file).metadata()).pages).toBe(2);
    expect(hash(await decodeImage(file, settings))).toBe(golden);
  });

  test('one pixel fills the tensor', async () => {
    const background = { r: 9, g: 8, b: 7 };
    const file = await sharp({ create: { width: 1, height: 1, channels: 3, background } })
      .png()
      .toBuffer();
    const tensor = await decodeImage(file, { width: 3, height: 2, colorMode: 'rgb' });
    expect(Array.from(tensor)).toEqual(Array.from({ length: 6 }, () => [9, 8, 7]).flat());
  });

  test('grayscale is the ITU-R 601-2 luma in three channels', async () => {
    const background = { r: 200, g: 100, b: 50 };
    const file = await sharp({ create: { width: 2, height: 2, channels: 3, background } })
      .png()
      .toBuffer();
    const tensor = await decodeImage(file, { width: 1, height: 1, colorMode: 'grayscale' });
    expect(Array.from(tensor)).toEqual([124, 124, 124]);
  });
});

describe('files that cannot be read are named with the reason', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'giemsa-decode-'));
  });

  const reasonFor = async (name: string, content: Buffer | string) => {
    const path = join(folder, name);
    await writeFile(path, content);
    const error = await decodeImage(path, settings).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect((error as Error).message).toContain(`cannot read ${path}: `);
    return (error as Error).message.split(`${path}: `)[1];
  };
  const cut = (file: Buffer) => file.subarray(0, Math.floor(file.length * 0.6));

  test('missing', async () => {
    await expect(decodeImage(join(folder, 'none.png'), settings)).rejects.toThrow(
      'none.png: there is no such file',
    );
  });
  test('empty', async () => expect(await reasonFor('0.png', '')).toBe('the file is empty (0 bytes)'));
  test('text named .png', async () =>
    expect(await reasonFor('text.png', 'cell,label\n1,2\n')).toBe(
      'not a PNG, JPEG, WebP, TIFF, BMP, GIF or HEIC file',
    ));
  test('SVG named .png', async () =>
    expect(await reasonFor('svg.png', '<svg width="9" height="9"/>')).toContain(
      'an SVG drawing is not read',
    ));
  test.each([
    ['png', async () => cut(await picture().png().toBuffer())],
    ['jpg', async () => cut(await picture().jpeg().toBuffer())],
    ['webp', async () => cut(await picture().webp().toBuffer())],
    ['tif', async () => cut(await picture().tiff({ compression: 'none' }).toBuffer())],
    ['bmp', async () => cut(bmp())],
    ['half-header.bmp', async () => bmp().subarray(0, 20)],
    ['signature.png', async () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
  ])('truncated .%s', async (name, make) => {
    expect(await reasonFor(`cut.${name}`, await make())).toMatch(/\w+/);
  });
  test('20,000 × 20,000 pixels in a few bytes', async () => {
    const file = hugePng();
    expect(file.length).toBeLessThan(200);
    expect(await reasonFor('huge.png', file)).toBe(
      '20000×20000 pixels, more than the 100 megapixels allowed',
    );
  });
  test('a BMP header that promises 20,000 × 20,000 pixels', async () => {
    const file = bmp();
    file.writeInt32LE(20000, 18);
    file.writeInt32LE(-20000, 22);
    expect(await reasonFor('huge.bmp', file)).toContain('20000×20000 pixels');
  });
  test('a folder', async () => {
    await expect(decodeImage(folder, settings)).rejects.toThrow(`cannot read ${folder}: it is a folder`);
  });
});
