import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';
import { UserError } from '../errors.js';
import { isHidden, isImageName, listFiles } from './list-files.js';

/** A picture to be read: a path, or the bytes of a file in an archive. */
export interface PictureIn {
  readonly name: string;
  readonly source: string | Buffer;
}

export interface PicturesIn {
  /** How many there are; `undefined` where that is known only at the end. */
  readonly total: number | undefined;
  readonly pictures: AsyncIterable<PictureIn>;
}

/** No honest picture of a cell is larger; an archive's entries are held in memory. */
const LARGEST_ENTRY = 50e6;

/**
 * Pictures of files, folders and zip archives, in this order; `-` takes a path from each line of standard input.
 * @throws UserError when a folder or archive holds no pictures or cannot be read
 */
export async function picturesIn(
  paths: readonly string[],
  input: NodeJS.ReadableStream = process.stdin,
): Promise<PicturesIn> {
  const parts: PicturesIn[] = [];
  for (const path of paths) {
    if (path === '-') parts.push({ total: undefined, pictures: fromLines(input) });
    else if (await isArchive(path)) parts.push(await fromArchive(path));
    else parts.push(fromFiles(await listFiles([path])));
  }
  if (parts.length === 0)
    throw new UserError('give the images, folders or zip archives, or - to read paths from standard input');
  const totals = parts.map(({ total }) => total);
  return {
    total: totals.includes(undefined) ? undefined : totals.reduce((sum: number, total) => sum + total!, 0),
    pictures: eachOnce(parts),
  };
}

async function* eachOnce(parts: readonly PicturesIn[]): AsyncGenerator<PictureIn> {
  const seen = new Set<string>();
  for (const { pictures } of parts) {
    for await (const picture of pictures) {
      if (seen.has(picture.name)) continue;
      seen.add(picture.name);
      yield picture;
    }
  }
}

function fromFiles(files: readonly string[]): PicturesIn {
  async function* pictures() {
    for (const file of files) yield { name: file, source: file };
  }
  return { total: files.length, pictures: pictures() };
}

async function* fromLines(input: NodeJS.ReadableStream): AsyncGenerator<PictureIn> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') yield { name: line, source: line };
  }
}

const isArchive = async (path: string): Promise<boolean> =>
  path.toLowerCase().endsWith('.zip') && (await stat(path).catch(() => undefined))?.isFile() === true;

async function fromArchive(path: string): Promise<PicturesIn> {
  const names = await readArchive(path, async (zip) => {
    const found: string[] = [];
    for await (const { fileName } of zip.eachEntry()) if (isPicture(fileName)) found.push(fileName);
    return found;
  });
  if (names.length === 0) throw new UserError(`${path} holds no images`);
  return { total: names.length, pictures: entries(path) };
}

async function* entries(path: string): AsyncGenerator<PictureIn> {
  const zip = await openPromise(path, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (!isPicture(entry.fileName)) continue;
      const name = `${path}/${entry.fileName}`;
      // An empty source is refused by the decoder, with this name.
      if (entry.uncompressedSize > LARGEST_ENTRY) yield { name, source: Buffer.alloc(0) };
      else yield { name, source: await buffer(await zip.openReadStreamPromise(entry)) };
    }
  } finally {
    zip.close();
  }
}

async function readArchive<Value>(
  path: string,
  read: (zip: Awaited<ReturnType<typeof openPromise>>) => Promise<Value>,
): Promise<Value> {
  try {
    const zip = await openPromise(path, { autoClose: false });
    try {
      return await read(zip);
    } finally {
      zip.close();
    }
  } catch (error) {
    throw new UserError(`${path} cannot be unpacked: ${(error as Error).message}`);
  }
}

const isPicture = (name: string): boolean => isImageName(name) && !isHidden(name);
