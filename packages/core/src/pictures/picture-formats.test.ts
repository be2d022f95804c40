import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodePixels } from './decode.js';
import { isHidden, notAPicture, pictureFormat } from './picture-kind.js';

const width = 60;
const height = 44;

/** The picture of interop/pictures/heic.py. */
const disc = Buffer.from(
  Array.from({ length: width * height }, (_, place) => {
    const [x, y] = [place % width, Math.floor(place / width)];
    if (Math.hypot(x - 20, y - 15) < 4) return [110, 40, 140];
    return Math.hypot(x - 30, y - 22) < 20 ? [200 + (x >> 2), 140 + y, 150] : [0, 0, 0];
  }).flat(),
);
const raw = { raw: { width, height, channels: 3 } } as const;
const golden = (name: string) => readFile(new URL(`goldens/${name}`, import.meta.url));

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - b[index]!), 0) / a.length;
}

/** A TIFF of several pages of one colour each, without compression. */
async function pagesOf(...colours: string[]): Promise<Buffer> {
  const page = (background: string) =>
    sharp({ create: { width: 8, height: 6, channels: 3, background } })
      .removeAlpha()
      .raw()
      .toBuffer();
  const stack = Buffer.concat(await Promise.all(colours.map(page)));
  const size = { width: 8, height: 6 * colours.length, channels: 3, pageHeight: 6 } as const;
  return sharp(stack, { raw: size }).tiff({ compression: 'none' }).toBuffer();
}

describe('a picture is read by what is in it, whatever its name', () => {
  test('JPEG under the names that phones and browsers give it', async () => {
    const file = await sharp(disc, raw).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
    for (const name of ['a.jfif', 'a.jpe', 'a.png', 'scan 7']) {
      const { data, note } = await decodePixels(file, name);
      expect(meanDifference(data, disc)).toBeLessThan(1);
      expect(note).toBeUndefined();
    }
  });

  test('GIF', async () => {
    const { data, note } = await decodePixels(await sharp(disc, raw).gif().toBuffer(), 'a.gif');
    expect(meanDifference(data, disc)).toBeLessThan(3);
    expect(note).toBeUndefined();
  });

  test('HEIC as libheif and x265 write it', async () => {
    const { data, note, ...size } = await decodePixels(await golden('disc.heic'), 'a.heic');
    expect(size).toEqual({ width, height });
    expect(meanDifference(data, disc)).toBeLessThan(1.5);
    expect(note).toBeUndefined();
  });

  test('HEIC with a colour profile gives what PNG with that profile gives', async () => {
    const file = await golden('disc-p3.heic');
    const { icc } = await sharp(file).metadata();
    const linear = await sharp(disc, raw).withIccProfile('p3').png().toBuffer();
    expect((await sharp(linear).metadata()).icc).toEqual(icc);
    const { data } = await decodePixels(file, 'a.heic');
    // The same numbers mean stronger colours in Display P3: the disc's red grows, its blue does not.
    const center = (22 * width + 40) * 3;
    expect(data[center]! - disc[center]!).toBeGreaterThan(8);
    const back = await sharp(data, raw).withIccProfile('p3').raw().toBuffer();
    expect(meanDifference(back, disc)).toBeLessThan(4);
  });

  test.each([
    ['disc.heic', 700],
    ['disc.heic', 1300],
  ])('a HEIC file that ends early is refused with the reason', async (name, length) => {
    const file = (await golden(name)).subarray(0, length);
    await expect(decodePixels(file, 'cut.heic')).rejects.toThrow(/^cannot read cut\.heic: \w+/);
  });
});

describe('a file of several pictures gives one, and says so', () => {
  test('TIFF: the first page', async () => {
    const { data, note } = await decodePixels(await pagesOf('#ff0000', '#00ff00', '#0000ff'), 's.tif');
    expect([...data.subarray(0, 3)]).toEqual([255, 0, 0]);
    expect(note).toBe('the first of 3 pages was read; the other 2 are left out');
  });

  test('GIF and WebP: the first frame', async () => {
    const frames = Buffer.concat([disc, Buffer.alloc(disc.length, 255)]);
    const animation = sharp(frames, {
      raw: { width, height: height * 2, channels: 3, pageHeight: height },
    });
    for (const file of [
      await animation
        .clone()
        .gif({ loop: 0, delay: [100, 100] })
        .toBuffer(),
      await animation
        .clone()
        .webp({ lossless: true, loop: 0, delay: [100, 100] })
        .toBuffer(),
    ]) {
      const { note, ...picture } = await decodePixels(file, 'a');
      expect([picture.width, picture.height]).toEqual([width, height]);
      expect(note).toBe('the first of 2 frames was read; the other is left out');
    }
  });

  test('HEIC: the main picture', async () => {
    const { data, note } = await decodePixels(await golden('two.heic'), 'two.heic');
    expect(meanDifference(data, disc)).toBeLessThan(1.5);
    expect(note).toBe('the main one of 2 pictures was read; the other is left out');
  });
});

describe('files that are not pictures are named', () => {
  test.each([
    ['x.avif', '\0\0\0\x1cftypavif\0\0\0\0mif1', 'an AVIF picture is not read'],
    ['x.jxl', '\xff\x0a', 'a JPEG XL picture'],
    ['x.pdf', '%PDF-1.7', 'a PDF document'],
    ['x.mov', '\0\0\0\x14ftypqt  ', 'a video'],
    ['x.zip', 'PK\x03\x04', 'an archive, not a picture: unpack it first'],
    ['x.dcm', `${'\0'.repeat(128)}DICM`, 'a DICOM file'],
    ['x.NEF', 'MM\0*', 'a camera’s raw file (.nef) is not read'],
    ['notes.txt', 'no picture', 'not a PNG, JPEG, WebP, TIFF, BMP, GIF or HEIC file'],
    ['empty.txt', '', 'the file is empty'],
  ])('%s', (name, start, reason) => {
    expect(notAPicture(name, Buffer.from(start, 'latin1'))).toContain(reason);
  });

  test('AVIF is not taken for HEIC, whose container it shares, whatever brands stand first', async () => {
    const file = await sharp(disc, raw).avif().toBuffer();
    expect(pictureFormat(file)).toBeUndefined();
    expect(pictureFormat(Buffer.from('\0\0\0\x1cftypmif1\0\0\0\0avifmiaf', 'latin1'))).toBeUndefined();
    expect(pictureFormat(await golden('disc.heic'))).toBe('HEIC');
  });

  test('system files are skipped', () => {
    const left = ['.a.png', 'x/.DS_Store', '__MACOSX/._a.png', 'x/Thumbs.db', 'desktop.ini', 'p\\.x'];
    expect(left.filter(isHidden)).toEqual(left);
    expect(['a.png', 'x.y/b.png', 'thumbs.png'].filter(isHidden)).toEqual([]);
  });
});
