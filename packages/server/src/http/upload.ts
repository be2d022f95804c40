import { createWriteStream } from 'node:fs';
import { mkdir, open, rm, stat, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import { notAPicture, pictureFormat, SIGNATURE_BYTES, zipEntries } from 'giemsa';
import sharp from 'sharp';
import type { NewPicture } from '../storage/batches.js';
import type { PictureFiles } from '../storage/picture-files.js';
import type { Allowance } from './limits.js';
import { Problem } from './problem.js';

/** What one upload may hold. */
export const UPLOAD_LIMITS = {
  /** Of one picture, and of all pictures of an archive together. */
  pictureBytes: 50e6,
  archiveBytes: 2e9,
  archiveUnpackedBytes: 4e9,
  archiveEntries: 50_000,
  files: 5000,
  pixels: 30e6,
} as const;

export interface Refused {
  readonly name: string;
  readonly reason: string;
}

export interface Uploaded {
  readonly pictures: NewPicture[];
  readonly refused: Refused[];
}

/** Which pictures are taken in, and as what. */
export interface Admission {
  /** Of the model: a picture in a folder of such a name has a known label. */
  readonly classNames: readonly string[];
  readonly allowance: Allowance;
}

/**
 * Reads an upload to disk: pictures, and zip archives of pictures. What is no picture is refused by name; the rest is
 * kept. Only headers are looked at here: pixels are decoded by workers.
 * @param onBroken is given the contents that were kept before the upload broke off
 */
export async function receiveUpload(
  parts: AsyncIterable<MultipartFile>,
  files: PictureFiles,
  admission: Admission,
  onBroken: (contents: readonly string[]) => Promise<void>,
): Promise<Uploaded> {
  const uploaded: Uploaded = { pictures: [], refused: [] };
  await mkdir(files.uploads(), { recursive: true });
  try {
    await receiveParts(parts, files, admission, uploaded);
    return uploaded;
  } catch (error) {
    await onBroken(uploaded.pictures.map(({ sha256 }) => sha256));
    const { message, statusCode } = error as Error & { statusCode?: number };
    // The parser's own errors carry no status.
    if (statusCode !== undefined || !/multipart|boundary/i.test(message)) throw error;
    throw new Problem(400, 'Broken upload', `The upload is not whole: ${message}. Send it again.`);
  }
}

async function receiveParts(
  parts: AsyncIterable<MultipartFile>,
  files: PictureFiles,
  admission: Admission,
  uploaded: Uploaded,
): Promise<void> {
  for await (const part of parts) {
    const name = cleanName(part.filename);
    await received(part.file, files, async (content) => {
      if (part.file.truncated) refuse(uploaded, name, 'the file is larger than the limit for uploads');
      else if (await isZip(content)) {
        const path = typeof content === 'string' ? content : await written(content, files);
        await receiveArchive(path, name, files, admission, uploaded).finally(() => rm(path, { force: true }));
      } else await admit(content, name, files, admission, uploaded);
    });
  }
}

/** What was sent: a file of a few kilobytes as its bytes, a larger one as the path that it was written to. */
type Content = Buffer | string;

/** Cells are of some ten kilobytes: opening and closing files for them would take longer than all else that is done. */
const IN_MEMORY_BYTES = 256 * 1024;

/** Reads a stream, gives it to `use`, and leaves no file behind. */
async function received(
  stream: Readable,
  files: PictureFiles,
  use: (content: Content) => Promise<void>,
): Promise<void> {
  const begin: Buffer[] = [];
  const chunks = stream.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  let length = 0;
  while (length <= IN_MEMORY_BYTES) {
    const { done, value } = await chunks.next();
    if (done) return use(Buffer.concat(begin));
    begin.push(value);
    length += value.length;
  }
  const path = temporaryPath(files);
  try {
    await pipeline(async function* () {
      yield* begin;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    }, createWriteStream(path));
    await use(path);
  } finally {
    await rm(path, { force: true });
  }
}

async function written(bytes: Buffer, files: PictureFiles): Promise<string> {
  const path = temporaryPath(files);
  await writeFile(path, bytes);
  return path;
}

async function receiveArchive(
  path: string,
  name: string,
  files: PictureFiles,
  admission: Admission,
  uploaded: Uploaded,
): Promise<void> {
  try {
    let [count, bytes] = [0, 0];
    for await (const entry of zipEntries(path)) {
      if (++count > UPLOAD_LIMITS.archiveEntries) {
        throw new Error(`it holds more than ${UPLOAD_LIMITS.archiveEntries} files`);
      }
      const inner = cleanName(entry.name);
      bytes += entry.size;
      if (bytes > UPLOAD_LIMITS.archiveUnpackedBytes) throw new Error('it unpacks to more than 4 GB');
      if (entry.problem !== undefined) refuse(uploaded, inner, entry.problem);
      else if (entry.size > UPLOAD_LIMITS.pictureBytes) refuse(uploaded, inner, 'larger than 50 MB');
      else {
        // One that cannot be unpacked does not end the others.
        const stream = await entry.open().catch((error: Error) => error);
        if (stream instanceof Error) refuse(uploaded, inner, `it cannot be unpacked: ${stream.message}`);
        else await receivedEntry(stream, inner);
      }
    }
  } catch (error) {
    refuse(uploaded, name, `the archive cannot be unpacked: ${(error as Error).message}`);
  }

  async function receivedEntry(stream: Readable, inner: string): Promise<void> {
    let damage: Error | undefined;
    stream.once('error', (error) => {
      damage = error;
    });
    try {
      await received(stream, files, (content) => admit(content, inner, files, admission, uploaded));
    } catch (error) {
      if (damage === undefined) throw error;
      refuse(uploaded, inner, `it cannot be unpacked: ${damage.message}`);
    }
  }
}

/** Takes a file in as a picture, or refuses it with a reason. */
async function admit(
  content: Content,
  name: string,
  files: PictureFiles,
  admission: Admission,
  uploaded: Uploaded,
): Promise<void> {
  const size = typeof content === 'string' ? (await stat(content)).size : content.length;
  if (size === 0) return refuse(uploaded, name, 'the file is empty');
  if (size > UPLOAD_LIMITS.pictureBytes) return refuse(uploaded, name, 'larger than 50 MB');
  const reason = notAPicture(name, await firstBytes(content, SIGNATURE_BYTES));
  if (reason !== undefined) return refuse(uploaded, name, reason);
  const dimensions = await pictureSize(content);
  if (!dimensions) return refuse(uploaded, name, 'its header cannot be read: the file is damaged');
  const { width, height } = dimensions;
  if (width * height > UPLOAD_LIMITS.pixels) {
    return refuse(uploaded, name, `${width} × ${height} pixels; at most 30 million`);
  }
  const over = await admission.allowance.take();
  if (over !== undefined) return refuse(uploaded, name, over);
  const { sha256 } = await (typeof content === 'string' ? files.take(content) : files.keep(content));
  const label = admission.classNames.find((className) => name.split('/').at(-2) === className) ?? null;
  uploaded.pictures.push({ name, sha256, bytes: size, width, height, label });
}

async function pictureSize(content: Content): Promise<{ width: number; height: number } | undefined> {
  const start = await firstBytes(content, 26);
  if (start.toString('latin1', 0, 2) === 'BM' && start.length === 26) {
    return { width: Math.abs(start.readInt32LE(18)), height: Math.abs(start.readInt32LE(22)) };
  }
  // Loaders for other formats (SVG, PDF) are not asked.
  if (pictureFormat(await firstBytes(content, SIGNATURE_BYTES)) === undefined) return undefined;
  const metadata = await sharp(content, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  // As it is shown: turned upright.
  return metadata?.autoOrient;
}

/** Signatures of the first file of an archive, and of the end of an empty one. */
const ZIP_STARTS = ['504b0304', '504b0506'];

const isZip = async (content: Content): Promise<boolean> =>
  ZIP_STARTS.includes((await firstBytes(content, 4)).toString('hex'));

async function firstBytes(content: Content, length: number): Promise<Buffer> {
  if (typeof content !== 'string') return content.subarray(0, length);
  const file = await open(content);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Names are text to show, never paths to open; still nothing in them may look like a way out. */
function cleanName(name: string | undefined): string {
  const parts = (name ?? 'picture')
    .replaceAll('\\', '/')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
    .replaceAll(/[\u0000-\u001f\u007f]/g, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  // Whole characters: half of one is no text that a database takes.
  return [...posix.join(...(parts.length > 0 ? parts : ['picture']))].slice(-300).join('');
}

const temporaryPath = (files: PictureFiles): string =>
  join(files.uploads(), `${process.pid}-${Date.now()}-${Math.random().toString(36).slice(2)}`);

const refuse = ({ refused }: Uploaded, name: string, reason: string): void =>
  void refused.push({ name, reason });

export function checkIsUpload(isMultipart: boolean): void {
  if (isMultipart) return;
  throw new Problem(
    415,
    'Not an upload',
    'Send pictures or zip archives as multipart/form-data, any number of parts.',
  );
}
