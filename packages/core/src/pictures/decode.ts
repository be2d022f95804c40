import { readFile } from 'node:fs/promises';
import { UnreadableFile } from '../errors/kinds.js';
import type { UserError } from '../errors/user-error.js';
import { isBmp, readBmp, tooLarge } from './bmp.js';
import { type DecodeOptions, fitPixels } from './fit-pixels.js';
import { loadSharp } from './load-sharp.js';
import { notAPicture, type PictureFormat, pictureFormat } from './picture-kind.js';
import { PlainReason, plainReason } from './plain-reason.js';
import type { Pixels } from './resize.js';

/** Larger pictures are refused before their pixels are decoded: 100 megapixels. */
export const MAXIMUM_PIXELS = 100_000_000;

/**
 * The one path from a picture to a model's input, for training, evaluation and prediction alike:
 * {@link decodePixels}, then `resizeRgb` to `width` × `height`, then grey levels if asked for.
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

/** A picture, and what of its file it does not show. */
export interface DecodedPicture extends Pixels {
  /** Such as `the first of 3 pages; the other 2 are left out`; left out where the file holds one picture. */
  readonly note?: string;
}

/**
 * Decodes a PNG, JPEG, WebP, TIFF, BMP, GIF or HEIC file at its full size, by its content whatever its name: turned
 * upright by its EXIF orientation, converted to 8-bit sRGB by its ICC profile (CMYK, 16 bits and grey too), transparency
 * laid on black, the first page or frame of several.
 * @throws UserError naming the file and the reason: missing, empty, truncated, no picture, over 100 megapixels.
 */
export async function decodePixels(source: string | Buffer, name?: string): Promise<DecodedPicture> {
  const label = name ?? (typeof source === 'string' ? source : 'image');
  const file = typeof source === 'string' ? await readPictureFile(source) : source;
  if (file.length === 0) throw unreadable(label, 'the file is empty (0 bytes)');
  try {
    if (isBmp(file)) return readBmp(file, MAXIMUM_PIXELS);
    return await decodeWithSharp(file, label).catch((error: Error) => {
      throw plainReason(error);
    });
  } catch (error) {
    throw unreadable(label, (error as Error).message);
  }
}

/** The bytes of a picture's file. @throws UserError naming the file and the reason */
export async function readPictureFile(path: string): Promise<Buffer> {
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
  return new UnreadableFile(label, `cannot read ${label}: ${reason}`);
}

async function decodeWithSharp(file: Buffer, name: string): Promise<DecodedPicture> {
  const format = pictureFormat(file);
  const reason = notAPicture(name, file);
  if (reason !== undefined) throw new PlainReason(reason);
  const sharp = await loadSharp();
  const image =
    format === 'HEIC'
      ? await (await import('./heic.js')).openHeic(file, sharp, MAXIMUM_PIXELS)
      : // `error` refuses truncated and damaged pixels, but not harmless oddities of the metadata.
        sharp(file, { failOn: 'error', limitInputPixels: MAXIMUM_PIXELS }).autoOrient();
  const { data, info } = await image
    .flatten({ background: '#000000' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(async (error) => {
      throw (await sizeError(file)) ?? error;
    });
  const note = await otherPictures(file, format!);
  const { width, height } = info;
  return { data: toThreeChannels(data, info.channels), width, height, ...(note !== undefined && { note }) };
}

/** What else a file of several pictures holds. */
async function otherPictures(file: Buffer, format: PictureFormat): Promise<string | undefined> {
  // An animated WebP says so in its header: others need not be looked into.
  const isStill = format === 'WebP' && !(file.toString('latin1', 12, 16) === 'VP8X' && file[20]! & 2);
  if (isStill || format === 'PNG' || format === 'JPEG') return undefined;
  const sharp = await loadSharp();
  const { pages = 1 } = await sharp(file, { limitInputPixels: false }).metadata();
  if (pages === 1) return undefined;
  const [place, noun] = format === 'HEIC' ? ['the main one', 'pictures'] : ['the first', NOUNS[format]!];
  return `${place} of ${pages} ${noun} was read; ${pages === 2 ? 'the other is' : `the other ${pages - 1} are`} left out`;
}

const NOUNS: Partial<Record<PictureFormat, string>> = { TIFF: 'pages', GIF: 'frames', WebP: 'frames' };

/** The error that names the size, if it is the size that `sharp` refused. */
async function sizeError(file: Buffer): Promise<Error | undefined> {
  const sharp = await loadSharp();
  const header = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  if (!header || header.width * header.height <= MAXIMUM_PIXELS) return undefined;
  return new PlainReason(tooLarge(header.width, header.height, MAXIMUM_PIXELS));
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
