import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import { DownloadFailed } from '../errors/kinds.js';
import { writeFileAtomic } from './atomic-file.js';
import { exists, statIfThere } from './exists.js';

/** How far the download of a file is. */
export interface TransferProgress {
  /** Of the file. */
  name: string;
  /** Bytes on disk. */
  done: number;
  /** Bytes of the whole file, when the server tells. */
  total: number | undefined;
}

export interface FetchOptions {
  /** Published checksum. */
  sha256?: string;
  /** Published checksum, where there is no better one. */
  md5?: string;
  /** Published checksum, in base64 as the npm registry gives it. */
  sha512?: string;
  onProgress?: (progress: TransferProgress) => void;
}

const ATTEMPTS = 4;

/** The server refused the file: retrying at once would not help. */
class RefusedError extends DownloadFailed {}

/**
 * Fetches a file to `path`, through `path.part`. A part that is there is continued by a range request; a connection
 * that breaks is taken up again, a few times. A finished file is not fetched again.
 * Its SHA-256 is recorded in `path.sha256`. A finished file is checked against a published checksum again.
 * @returns the SHA-256 in hexadecimal digits.
 * @throws UserError when the network fails for good (the part is kept), or when the checksum differs from the
 * published or the recorded one (the file is removed).
 */
export async function fetchFile(url: string, path: string, options: FetchOptions = {}): Promise<string> {
  const finished = await statIfThere(path);
  if (!finished) await fetchPart(url, `${path}.part`, options);
  const from = finished ? path : `${path}.part`;
  const sha256 = await hashFile(from, 'sha256');
  await checkSums(path, from, sha256, options);
  if (!finished) await rename(from, path);
  await writeFileAtomic(`${path}.sha256`, `${sha256}  ${basename(path)}\n`);
  return sha256;
}

async function fetchPart(url: string, part: string, { onProgress }: FetchOptions): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      if (await transfer(url, part, onProgress)) return;
      throw new Error('the connection was closed too early');
    } catch (error) {
      if (error instanceof RefusedError) throw error;
      if (attempt < ATTEMPTS) {
        await sleep(200 * 4 ** (attempt - 1));
        continue;
      }
      const reason = (error as { cause?: Error }).cause?.message || (error as Error).message;
      const got = (await stat(part).catch(() => undefined))?.size ?? 0;
      throw new DownloadFailed(
        `cannot download ${url}: ${reason}. ${got > 0 ? `${(got / 1e6).toFixed(1)} MB are kept; check` : 'Check'} the network and run the ` +
          'same command again to continue from there',
      );
    }
  }
}

/** One request. @returns whether the file is whole. */
async function transfer(url: string, part: string, onProgress: FetchOptions['onProgress']): Promise<boolean> {
  const have = (await stat(part).catch(() => undefined))?.size ?? 0;
  const response = await fetch(url, { headers: have > 0 ? { range: `bytes=${have}-` } : {} });
  const range = /^bytes (?:(\d+)-\d+|\*)\/(\d+)$/.exec(response.headers.get('content-range') ?? '');
  if (response.status === 416) {
    await response.body?.cancel();
    if (Number(range?.[2]) === have) return true;
    await rm(part, { force: true });
    throw new Error('the part on disk belongs to another file; it was removed');
  }
  if (!response.ok || !response.body) {
    throw new RefusedError(
      `cannot download ${url}: the server answers ${response.status} ${response.statusText}`,
    );
  }
  // A server without range requests sends all of it again.
  const start = response.status === 206 ? have : 0;
  if (response.status === 206 && Number(range?.[1]) !== have)
    throw new Error('the server sent the wrong part');
  const length = response.headers.get('content-length');
  const total = range ? Number(range[2]) : length === null ? undefined : start + Number(length);
  let done = start;
  const count = new Transform({
    transform(chunk: Buffer, _, next) {
      done += chunk.length;
      onProgress?.({ name: basename(part, '.part'), done, total });
      next(null, chunk);
    },
  });
  const body = Readable.fromWeb(response.body as ReadableStream);
  await pipeline(body, count, createWriteStream(part, { flags: start > 0 ? 'a' : 'w' }));
  return total === undefined || done === total;
}

async function hashFile(
  path: string,
  algorithm: 'sha256' | 'sha512' | 'md5',
  encoding: 'hex' | 'base64' = 'hex',
): Promise<string> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path), hash);
  return hash.digest(encoding);
}

/**
 * @throws UserError when the file is not the published or the recorded one; it is removed then, unless somebody else put it
 * there
 */
async function checkSums(
  path: string,
  file: string,
  sha256: string,
  published: Pick<FetchOptions, 'sha256' | 'sha512' | 'md5'>,
): Promise<void> {
  const isFetched = file !== path || (await exists(`${path}.sha256`));
  const removed = isFetched
    ? 'The file was removed; run the same command again'
    : 'It was there before: move it, or choose another folder, and run the same command again';
  const difference = await findDifference(path, file, sha256, published, removed);
  if (difference === undefined) return;
  if (isFetched) await rm(file, { force: true });
  throw new DownloadFailed(`${path}: ${difference}`);
}

async function findDifference(
  path: string,
  file: string,
  sha256: string,
  published: Pick<FetchOptions, 'sha256' | 'sha512' | 'md5'>,
  removed: string,
): Promise<string | undefined> {
  if (published.md5 !== undefined) {
    const md5 = await hashFile(file, 'md5');
    if (md5 !== published.md5) return `its MD5 is ${md5}, the published one is ${published.md5}. ${removed}`;
  }
  if (published.sha512 !== undefined) {
    const sha512 = await hashFile(file, 'sha512', 'base64');
    if (sha512 !== published.sha512)
      return `its SHA-512 is ${sha512}, the published one is ${published.sha512}. ${removed}`;
  }
  if (published.sha256 !== undefined) {
    if (published.sha256 === sha256) return;
    return `its SHA-256 is ${sha256}, the published one is ${published.sha256}. ${removed}`;
  }
  const record = await readFile(`${path}.sha256`, 'utf8').catch(() => undefined);
  const recorded = record?.split(/\s/)[0];
  if (recorded === undefined || recorded === sha256) return;
  return (
    `its SHA-256 is ${sha256}, the one of the first download (${path}.sha256) is ${recorded}. ${removed}, ` +
    `or remove ${path}.sha256 if the source is known to have changed`
  );
}
