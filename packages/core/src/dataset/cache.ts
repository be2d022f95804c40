import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import { UserError } from '../errors/user-error.js';
import type { OnEvent } from '../events/events.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { inParallel } from '../files/parallel.js';
import type { SkippedFile } from '../files/skipped-file.js';
import { decodePixels } from '../pictures/decode.js';
import { type ColorMode, fitPixels } from '../pictures/fit-pixels.js';
import { RESIZE_RULE, type ResizeRule } from '../pictures/resize.js';

export interface LoadImagesOptions {
  /** Width and height of the tensors. */
  size: number;
  colorMode: ColorMode;
  /** Bilinear with antialias when left out. */
  resizeRule?: ResizeRule;
  /** Where decoded pictures are kept; left out, they are not kept. */
  cacheDir?: string;
  onEvent?: OnEvent | undefined;
}

export interface LoadedImages {
  /** `[N, size, size, 3] uint8`, in the order of `kept`. */
  images: Uint8Array;
  kept: string[];
  skipped: SkippedFile[];
  /** Files of several pictures, of which one was read. */
  notes: SkippedFile[];
  /** CRC-32 of `images`. */
  checksum: number;
}

interface Header {
  key: string;
  checksum: number;
  /** Positions in the list of files, and the reasons. */
  skipped: { index: number; reason: string }[];
  notes: { index: number; reason: string }[];
}

/** Raised when the layout of the cache file or the decoding of pictures changes. */
const CACHE_VERSION = 2;

/** `GIEMSA_CACHE`, else `giemsa` in the user's cache folder (`XDG_CACHE_HOME`, `~/.cache`). */
export function defaultCacheDirectory(): string {
  const { GIEMSA_CACHE, XDG_CACHE_HOME } = process.env;
  return GIEMSA_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'giemsa');
}

/**
 * Decodes and resizes pictures as `decodeImage` does once, and reads them from one cache file the next time, as long
 * as the list of files, their sizes, their times of change and the settings are the same. A damaged cache file is
 * built again. Files that cannot be read are listed in `skipped`.
 */
export async function loadImages(
  files: readonly string[],
  options: LoadImagesOptions,
): Promise<LoadedImages> {
  const { size, cacheDir } = options;
  if (cacheDir === undefined) return toLoaded(files, await decodeAll(files, options, ''));
  const key = await cacheKey(files, options);
  const path = join(cacheDir, `cells-${size}-${key.slice(0, 16)}.bin`);
  const cached = await readCache(path, key, files.length, size);
  if (cached) {
    tellDecoded(options, files.length, files.length);
    return toLoaded(files, cached);
  }
  const decoded = await decodeAll(files, options, key);
  await writeCache(path, decoded, options);
  return toLoaded(files, decoded);
}

interface CacheContent {
  header: Header;
  images: Uint8Array;
}

function toLoaded(files: readonly string[], { header, images }: CacheContent): LoadedImages {
  const reasons = new Map(header.skipped.map(({ index, reason }) => [index, reason]));
  const named = ({ index, reason }: Header['notes'][number]) => ({ file: files[index]!, reason });
  return {
    images,
    kept: files.filter((_, index) => !reasons.has(index)),
    skipped: header.skipped.map(named),
    notes: header.notes.map(named),
    checksum: header.checksum,
  };
}

async function cacheKey(
  files: readonly string[],
  { size, colorMode, resizeRule = RESIZE_RULE }: LoadImagesOptions,
): Promise<string> {
  const stamps = new Array<string>(files.length);
  await inParallel(files.length, async (index) => {
    const path = resolve(files[index]!);
    const found = await stat(path).catch(() => undefined);
    stamps[index] = `${path}\0${found?.size}\0${found?.mtimeMs}`;
  });
  const settings = JSON.stringify({ version: CACHE_VERSION, rule: resizeRule, size, colorMode });
  return createHash('sha256').update(settings).update(stamps.join('\n')).digest('hex');
}

async function decodeAll(
  files: readonly string[],
  options: LoadImagesOptions,
  key: string,
): Promise<CacheContent> {
  const { size, colorMode, resizeRule = RESIZE_RULE } = options;
  const length = size * size * 3;
  const images = new Uint8Array(files.length * length);
  const skipped: Header['skipped'] = [];
  const notes: Header['notes'] = [];
  let done = 0;
  await inParallel(files.length, async (index) => {
    try {
      const pixels = await decodePixels(files[index]!);
      images.set(fitPixels(pixels, { width: size, height: size, colorMode, resizeRule }), index * length);
      if (pixels.note !== undefined) notes.push({ index, reason: `${files[index]}: ${pixels.note}` });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      skipped.push({ index, reason: error.message });
    }
    tellDecoded(options, ++done, files.length);
  });
  for (const list of [skipped, notes]) list.sort((a, b) => a.index - b.index);
  const kept = closeGaps(images, length, new Set(skipped.map(({ index }) => index)));
  return { header: { key, checksum: crc32(kept), skipped, notes }, images: kept };
}

const tellDecoded = ({ onEvent }: LoadImagesOptions, done: number, total: number): void =>
  onEvent?.({ type: 'progress', task: 'decoding cells', done, total });

/** Moves pictures down over the places of skipped ones. */
function closeGaps(images: Uint8Array, length: number, skipped: Set<number>): Uint8Array {
  if (skipped.size === 0) return images;
  let to = 0;
  for (let index = 0; index * length < images.length; index++) {
    if (!skipped.has(index)) images.copyWithin(length * to++, index * length, (index + 1) * length);
  }
  return images.subarray(0, to * length);
}

/** Layout: the header's length in four bytes (little endian), the header as JSON, the pictures. */
async function writeCache(
  path: string,
  { header, images }: CacheContent,
  { onEvent }: LoadImagesOptions,
): Promise<void> {
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  try {
    await writeFileAtomic(path, length, json, images);
  } catch (error) {
    // The pictures are decoded and usable: only the next start will be slower.
    const { message: reason } = error as Error;
    onEvent?.({ type: 'warning', about: 'cache-not-written', path, reason });
  }
}

/** The content of a cache file; `undefined` when it is missing, of other pictures, or damaged. */
async function readCache(
  path: string,
  key: string,
  count: number,
  size: number,
): Promise<CacheContent | undefined> {
  const file = await open(path).catch(() => undefined);
  if (!file) return undefined;
  try {
    const length = Buffer.alloc(4);
    await file.read(length, 0, 4, 0);
    const json = Buffer.alloc(Math.min(length.readUInt32LE(), 2 ** 28));
    await file.read(json, 0, json.length, 4);
    const header = JSON.parse(json.toString()) as Header;
    const bytes = (count - header.skipped.length) * size * size * 3;
    if (header.key !== key || (await file.stat()).size !== 4 + json.length + bytes) return undefined;
    const images = new Uint8Array(bytes);
    const step = 2 ** 26;
    for (let at = 0; at < bytes; at += step) {
      await file.read(images, at, Math.min(step, bytes - at), 4 + json.length + at);
    }
    return crc32(images) === header.checksum ? { header, images } : undefined;
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}
