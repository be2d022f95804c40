import { mkdir } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { MultipartFile } from '@fastify/multipart';
import { UserError } from '@giemsa/core';
import { labelOf } from '@giemsa/core/internal/answer/label-of';
import { notAPicture, SIGNATURE_BYTES } from '@giemsa/core/internal/pictures/picture-kind';
import { zipEntries } from '@giemsa/core/internal/pictures/zip-entries';
import type { NewPicture } from '../storage/pictures.js';
import type { SentFile } from '../storage/upload-files.js';
import { asFile, type Content, firstBytes, received, sizeOf } from './content.js';
import type { Allowance } from './limits.js';
import { pictureName } from './picture-name.js';
import { pictureSize } from './picture-size.js';
import { Problem } from './problem.js';
import { UPLOAD_LIMITS, UploadBudget } from './upload-limits.js';
import { type PartsOptions, readParts } from './upload-parts.js';

export interface Refused {
  readonly name: string;
  readonly reason: string;
}

export interface Uploaded {
  readonly pictures: NewPicture[];
  readonly refused: Refused[];
  /** All files that came, as they were sent: an archive is one. */
  readonly files: SentFile[];
}

const TOO_LARGE = `larger than ${UPLOAD_LIMITS.pictureBytes / 1e6} MB`;

/** Which pictures are taken in, and as what. */
export interface Admission {
  /** Of the model: a picture in a folder of such a name has a known label. */
  readonly classNames: readonly string[];
  readonly allowance: Allowance;
}

export interface UploadOptions extends Admission, PartsOptions {}

/** An upload while it is read. */
interface Reading extends UploadOptions {
  readonly budget: UploadBudget;
  readonly uploaded: Uploaded;
}

/**
 * Reads an upload to disk: pictures, and zip archives of pictures. What is no picture is refused by name; the rest is
 * kept. Only headers are looked at here: pixels are decoded by workers.
 * @param uploaded is added to, so that what was kept is known where the upload breaks off
 */
export async function receiveUpload(
  parts: AsyncIterable<MultipartFile>,
  uploaded: Uploaded,
  options: UploadOptions,
): Promise<void> {
  const reading = { ...options, uploaded, budget: new UploadBudget() };
  await mkdir(options.files.uploads(), { recursive: true });
  await readParts(parts, reading.budget, options, (part, content) => receivePart(part, content, reading));
}

async function receivePart(part: MultipartFile, content: Content, reading: Reading): Promise<void> {
  const name = pictureName(part.filename);
  reading.uploaded.files.push({ name, bytes: await sizeOf(content) });
  if (part.file.truncated) refuse(reading, name, 'the file is larger than the limit for uploads');
  else if (await isZip(content)) await receiveArchive(content, name, reading);
  else await admit(content, name, reading);
}

async function receiveArchive(content: Content, name: string, reading: Reading): Promise<void> {
  const { budget, signal, files } = reading;
  try {
    budget.openArchive(await sizeOf(content));
    await asFile(content, files, async (path) => {
      for await (const entry of zipEntries(path, (count) => budget.list(count))) {
        signal.throwIfAborted();
        const inner = pictureName(entry.name);
        if (entry.problem !== undefined) refuse(reading, inner, entry.problem);
        else if (entry.size > UPLOAD_LIMITS.pictureBytes) refuse(reading, inner, TOO_LARGE);
        else {
          budget.unpack(entry.size);
          // One that cannot be unpacked does not end the others.
          const stream = await entry.open().catch((error: Error) => error);
          if (stream instanceof Error) refuse(reading, inner, `it cannot be unpacked: ${stream.message}`);
          else await receiveEntry(stream, inner, reading);
        }
      }
    });
  } catch (error) {
    if (signal.aborted || isOurs(error)) throw error;
    refuse(reading, name, `the archive cannot be unpacked: ${(error as Error).message}`);
  }
}

/** Errors of this machine and not of the archive: a full disk is no reason to reject it. */
const isOurs = (error: unknown): boolean =>
  error instanceof Problem ||
  ['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE'].includes((error as { code?: string }).code ?? '');

async function receiveEntry(stream: Readable, name: string, reading: Reading): Promise<void> {
  let damage: Error | undefined;
  stream.once('error', (error) => {
    damage = error;
  });
  try {
    await received(stream, reading.files, reading, (content) => admit(content, name, reading));
  } catch (error) {
    stream.destroy();
    if (damage === undefined) throw error;
    refuse(reading, name, `it cannot be unpacked: ${damage.message}`);
  }
}

/** Takes a file in as a picture, or refuses it with a reason. */
async function admit(content: Content, name: string, reading: Reading): Promise<void> {
  const { files, classNames, allowance, uploaded } = reading;
  const bytes = await sizeOf(content);
  if (bytes === 0) return refuse(reading, name, 'the file is empty');
  if (bytes > UPLOAD_LIMITS.pictureBytes) return refuse(reading, name, TOO_LARGE);
  const reason = notAPicture(name, await firstBytes(content, SIGNATURE_BYTES));
  if (reason !== undefined) return refuse(reading, name, reason);
  const size = await pictureSize(content).catch((error: unknown) => {
    if (error instanceof UserError) return error.message;
    throw error;
  });
  if (typeof size === 'string') return refuse(reading, name, `its header cannot be read: ${size}`);
  if (!size) return refuse(reading, name, 'its header cannot be read: the file is damaged');
  const { width, height } = size;
  if (width * height > UPLOAD_LIMITS.pixels) {
    return refuse(
      reading,
      name,
      `${width} × ${height} pixels; at most ${UPLOAD_LIMITS.pixels / 1e6} million`,
    );
  }
  const over = await allowance.take();
  if (over !== undefined) return refuse(reading, name, over);
  const { sha256 } = await (typeof content === 'string' ? files.take(content) : files.keep(content));
  const label = labelOf(name, classNames);
  uploaded.pictures.push({ name, sha256, bytes, width, height, label });
}

/** Signatures of the first file of an archive, and of the end of an empty one. */
const ZIP_STARTS = ['504b0304', '504b0506'];

const isZip = async (content: Content): Promise<boolean> =>
  ZIP_STARTS.includes((await firstBytes(content, 4)).toString('hex'));

const refuse = ({ uploaded }: Reading, name: string, reason: string): void =>
  void uploaded.refused.push({ name, reason });
