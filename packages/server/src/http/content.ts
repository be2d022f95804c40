import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PictureFiles } from '../storage/picture-files.js';

/** What was sent: a file of a few kilobytes as its bytes, a larger one as the path that it was written to. */
export type Content = Buffer | string;

/**
 * Cells have about ten kilobytes: opening and closing files for them would take longer than everything else.
 */
const IN_MEMORY_BYTES = 256 * 1024;

export interface ReceiveOptions {
  /** Ends the reading. */
  readonly signal: AbortSignal;
  /** Gets all bytes as they come; if it throws, reading ends. */
  readonly see?: (chunk: Buffer) => void;
}

/** Reads a stream, gives it to `use`, and leaves no file behind. */
export async function received(
  stream: Readable,
  files: PictureFiles,
  { signal, see = () => undefined }: ReceiveOptions,
  use: (content: Content) => Promise<void>,
): Promise<void> {
  const chunks = stream.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  const next = async (): Promise<Buffer | undefined> => {
    signal.throwIfAborted();
    const { done, value } = await chunks.next();
    if (done) return undefined;
    see(value);
    return value;
  };
  const begin: Buffer[] = [];
  let length = 0;
  while (length <= IN_MEMORY_BYTES) {
    const chunk = await next();
    if (!chunk) return use(Buffer.concat(begin));
    begin.push(chunk);
    length += chunk.length;
  }
  const path = temporaryPath(files);
  try {
    await pipeline(async function* () {
      yield* begin;
      for (let chunk = await next(); chunk; chunk = await next()) yield chunk;
    }, createWriteStream(path));
    await use(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** Passes content as a file to `use`, and leaves no file behind. */
export async function asFile(
  content: Content,
  files: PictureFiles,
  use: (path: string) => Promise<void>,
): Promise<void> {
  if (typeof content === 'string') return use(content);
  const path = temporaryPath(files);
  try {
    await writeFile(path, content);
    await use(path);
  } finally {
    await rm(path, { force: true });
  }
}

export const sizeOf = async (content: Content): Promise<number> =>
  typeof content === 'string' ? (await stat(content)).size : content.length;

export async function firstBytes(content: Content, length: number): Promise<Buffer> {
  if (typeof content !== 'string') return content.subarray(0, length);
  const file = await open(content);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const temporaryPath = (files: PictureFiles): string => join(files.uploads(), randomUUID());
