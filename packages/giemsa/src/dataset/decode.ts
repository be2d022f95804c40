import { readFile } from 'node:fs/promises';
import { UserError } from '../errors.js';
import { isBmp, readBmp, tooLarge } from './bmp.js';
import { type Pixels, resizeRgb } from './resize.js';

export type ColorMode = 'rgb' | 'grayscale';

/** File name endings of the formats that are read, in lower case. */
export const IMAGE_EXTENSIONS = ['.bmp', '.jpeg', '.jpg', '.png', '.tif', '.tiff', '.webp'] as const;

/** Larger pictures are refused before their pixels are decoded: 100 megapixels. */
export const MAXIMUM_PIXELS = 100_000_000;

export interface DecodeOptions {
  width: number;
  height: number;
  colorMode: ColorMode;
}

/**
 * The one path from a picture to a model's input, for training, evaluation and prediction alike:
 * {@link decodePixels}, then {@link resizeRgb} to `width` × `height`, then grey levels if asked for.
 * @param source a path, or the bytes of a file.
 * @param name what errors call the bytes; a path names itself.
 * @returns `[height, width, 3] uint8`; in `grayscale` the three channels are equal.
 * @throws UserError naming the file and the reason, when it cannot be read.
 */
export async function decodeImage(
  source: string | Buffer,
  options: DecodeOptions,
  name?: string,
): Promise<Uint8Array> {
  return fitPixels(await decodePixels(source, name), options);
}

/** A decoded picture as a model's input: the second half of {@link decodeImage}. */
export function fitPixels(pixels: Pixels, { width, height, colorMode }: DecodeOptions): Uint8Array {
  const data = resizeRgb(pixels, width, height);
  return colorMode === 'grayscale' ? toGrayscale(data) : data;
}

/**
 * Decodes a PNG, JPEG, WebP, TIFF or BMP file at its full size: turned upright by its EXIF orientation, converted to
 * 8-bit sRGB by its ICC profile (CMYK, 16 bits and grey too), transparency laid on black, the first frame of several.
 * @throws UserError naming the file and the reason: missing, empty, truncated, no picture, over 100 megapixels.
 */
export async function decodePixels(source: string | Buffer, name?: string): Promise<Pixels> {
  const label = name ?? (typeof source === 'string' ? source : 'image');
  const file = typeof source === 'string' ? await readSource(source) : source;
  if (file.length === 0) throw unreadable(label, 'the file is empty (0 bytes)');
  try {
    return isBmp(file) ? readBmp(file, MAXIMUM_PIXELS) : await decodeWithSharp(file);
  } catch (error) {
    throw unreadable(label, (error as Error).message.trim().replaceAll(/\s*\n\s*/g, '; '));
  }
}

async function readSource(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw unreadable(path, 'there is no such file');
    if (code === 'EACCES') throw unreadable(path, 'no permission to read it');
    if (code === 'EISDIR') throw unreadable(path, 'it is a folder');
    throw unreadable(path, message);
  }
}

function unreadable(label: string, reason: string): UserError {
  return new UserError(`cannot read ${label}: ${reason}`);
}

/** Loaded when a picture needs it: that takes a tenth of a second. */
const loadSharp = async () => (await import('sharp')).default;

async function decodeWithSharp(file: Buffer): Promise<Pixels> {
  if (!startsLikeAnImage(file)) throw new Error('not a PNG, JPEG, WebP, TIFF or BMP file');
  const sharp = await loadSharp();
  // `error` refuses truncated and damaged pixels, but not harmless oddities of the metadata.
  const image = sharp(file, { failOn: 'error', limitInputPixels: MAXIMUM_PIXELS });
  const { data, info } = await image
    .autoOrient()
    .flatten({ background: '#000000' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(async (error) => {
      throw (await sizeError(file)) ?? error;
    });
  return { data: toThreeChannels(data, info.channels), width: info.width, height: info.height };
}

/** The error that names the size, if it is the size that `sharp` refused. */
async function sizeError(file: Buffer): Promise<Error | undefined> {
  const sharp = await loadSharp();
  const header = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (!header || header.width * header.height <= MAXIMUM_PIXELS) return undefined;
  return new Error(tooLarge(header.width, header.height, MAXIMUM_PIXELS));
}

/** The signatures of the formats that are read: `sharp` itself would also take SVG, PDF and others. */
function startsLikeAnImage(file: Buffer): boolean {
  const start = file.toString('latin1', 0, 12);
  return (
    start.startsWith('\x89PNG\r\n\x1a\n') ||
    start.startsWith('\xff\xd8\xff') ||
    (start.startsWith('RIFF') && start.endsWith('WEBP')) ||
    /^(II[*+]\0|MM\0[*+])/.test(start)
  );
}

function toThreeChannels(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data;
  const rgb = new Uint8Array((data.length / channels) * 3);
  const step = channels >= 3 ? 1 : 0;
  for (let from = 0, to = 0; from < data.length; from += channels) {
    for (let c = 0; c < 3; c++) rgb[to++] = data[from + c * step]!;
  }
  return rgb;
}

/** ITU-R 601-2 luma in all three channels, rounded as Pillow's `convert('L')`, which Keras' `grayscale` uses. */
function toGrayscale(rgb: Uint8Array): Uint8Array {
  const grey = new Uint8Array(rgb.length);
  for (let i = 0; i < rgb.length; i += 3) {
    const luma = (19595 * rgb[i]! + 38470 * rgb[i + 1]! + 7471 * rgb[i + 2]! + 0x8000) >> 16;
    grey.fill(luma, i, i + 3);
  }
  return grey;
}
