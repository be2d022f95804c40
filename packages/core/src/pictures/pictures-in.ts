import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { MissingOption, UnreadableFile, UnusableData } from '../errors/kinds.js';
import { listFiles } from './list-files.js';
import { isImageName, notAPicture, SIGNATURE_BYTES } from './picture-kind.js';
import { type ZipEntry, zipEntries } from './zip-entries.js';

/** A picture to be read: a path, or the bytes of a file in an archive. */
export interface PictureIn {
  readonly name: string;
  readonly source: string | Buffer;
  /** Why it is not read; files that are not pictures, or cannot be unpacked, are reported too. */
  readonly problem?: string;
}

export interface PicturesIn {
  /** How many there are at most; `undefined` where that is known only at the end. */
  readonly total: number | undefined;
  readonly pictures: AsyncIterable<PictureIn>;
}

/** No honest picture of a cell is larger; an archive's entries are held in memory. */
const LARGEST_ENTRY = 50e6;

/**
 * Pictures of files, folders and zip archives, in this order; `-` takes a path from each line of standard input.
 * @throws UserError when a folder holds no pictures, or an archive no files, or cannot be read
 */
export async function picturesIn(
  paths: readonly string[],
  input: NodeJS.ReadableStream = process.stdin,
): Promise<PicturesIn> {
  const parts: PicturesIn[] = [];
  for (const path of paths) {
    if (path === '-') parts.push({ total: undefined, pictures: fromLines(input) });
    else if (await isArchive(path)) parts.push(await fromArchive(path));
    else parts.push(await fromFiles(path));
  }
  if (parts.length === 0)
    throw new MissingOption(
      'files',
      'give the images, folders or zip archives, or - to read paths from standard input',
    );
  const totals = parts.map(({ total }) => total);
  return {
    total: totals.includes(undefined) ? undefined : totals.reduce((sum: number, total) => sum + total!, 0),
    pictures: eachOnce(parts),
  };
}

/** However its path is spelt. */
async function* eachOnce(parts: readonly PicturesIn[]): AsyncGenerator<PictureIn> {
  const seen = new Set<string>();
  for (const { pictures } of parts) {
    for await (const picture of pictures) {
      const key = resolve(picture.name);
      if (seen.has(key)) continue;
      seen.add(key);
      yield picture;
    }
  }
}

async function fromFiles(path: string): Promise<PicturesIn> {
  const { files, leftOut } = await listFiles([path]);
  async function* pictures() {
    for (const file of files) yield { name: file, source: file };
    for (const { file, reason } of leftOut) yield { name: file, source: file, problem: reason };
  }
  return { total: files.length + leftOut.length, pictures: pictures() };
}

async function* fromLines(input: NodeJS.ReadableStream): AsyncGenerator<PictureIn> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') yield { name: line, source: line };
  }
}

const isArchive = async (path: string): Promise<boolean> =>
  path.toLowerCase().endsWith('.zip') && (await stat(path).catch(() => undefined))?.isFile() === true;

async function fromArchive(path: string): Promise<PicturesIn> {
  const reasons: (string | undefined)[] = [];
  try {
    for await (const entry of zipEntries(path)) reasons.push(await whyNoPicture(entry));
  } catch (error) {
    const { message } = error as Error;
    if (reasons.length === 0) throw new UnreadableFile(path, `${path} cannot be unpacked: ${message}`);
    // Files before the damage are read; the damage is reported after them.
  }
  if (reasons.includes(undefined)) return { total: reasons.length, pictures: entries(path, reasons) };
  throw new UnusableData(
    `${path} contains no images${reasons.length > 0 ? `; the first file is ${reasons[0]}` : ''}`,
  );
}

/** What its name does not call a picture is taken by its content, or left out with the reason. */
async function whyNoPicture(entry: ZipEntry): Promise<string | undefined> {
  if (entry.problem !== undefined) return entry.problem;
  if (entry.size > LARGEST_ENTRY)
    return `larger than ${LARGEST_ENTRY / 1e6} MB (${Math.round(entry.size / 1e6)} MB)`;
  if (isImageName(entry.name)) return undefined;
  try {
    return notAPicture(entry.name, await startOf(await entry.open()));
  } catch (error) {
    return cannotUnpack(error);
  }
}

const cannotUnpack = (error: unknown) => `it cannot be unpacked: ${(error as Error).message}`;

async function* entries(path: string, reasons: readonly (string | undefined)[]): AsyncGenerator<PictureIn> {
  let index = 0;
  try {
    for await (const entry of zipEntries(path)) yield await pictureOf(entry, path, reasons[index++]);
  } catch (error) {
    yield leftOut(path, `the archive is damaged after its file ${index}: ${(error as Error).message}`);
  }
}

async function pictureOf(entry: ZipEntry, archive: string, reason: string | undefined): Promise<PictureIn> {
  const name = `${archive}/${entry.name}`;
  if (reason !== undefined) return leftOut(name, reason);
  try {
    return { name, source: await buffer(await entry.open()) };
  } catch (error) {
    return leftOut(name, cannotUnpack(error));
  }
}

const leftOut = (name: string, reason: string): PictureIn => ({
  name,
  source: name,
  problem: `cannot read ${name}: ${reason}`,
});

/** The first bytes of a stream, which is closed then. */
async function startOf(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of stream) {
    parts.push(part as Buffer);
    length += (part as Buffer).length;
    if (length >= SIGNATURE_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, SIGNATURE_BYTES);
}
