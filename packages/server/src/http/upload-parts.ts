import { createHash } from 'node:crypto';
import type { MultipartFile } from '@fastify/multipart';
import type { PictureFiles } from '../storage/picture-files.js';
import type { RequestHash } from './answer-once.js';
import { type Content, received } from './content.js';
import { UploadBudget } from './upload-limits.js';

export interface PartsOptions {
  readonly files: PictureFiles;
  readonly signal: AbortSignal;
  /** Is given name and content of each part. */
  readonly hash?: RequestHash | undefined;
}

/** Reads the parts of an upload, one after another, to their ends. @throws Problem 413 when they are too large together */
export async function readParts(
  parts: AsyncIterable<MultipartFile>,
  budget: UploadBudget,
  { files, signal, hash }: PartsOptions,
  use: (part: MultipartFile, content: Content) => Promise<void>,
): Promise<void> {
  for await (const part of parts) {
    const bytes = createHash('sha256');
    const see = (chunk: Buffer) => {
      budget.receive(chunk.length);
      if (hash) bytes.update(chunk);
    };
    await received(part.file, files, { signal, see }, async (content) => {
      hash?.addFile(part.filename, bytes.digest('hex'));
      await use(part, content);
    });
  }
}

/** Reads an upload that was answered before only for its hash. */
export function hashParts(parts: AsyncIterable<MultipartFile>, options: PartsOptions): Promise<void> {
  return readParts(parts, new UploadBudget(), options, async () => undefined);
}
