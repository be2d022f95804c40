import type { MultipartFile } from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiUpload } from '../api-types.js';
import { type Batch, type NewBatch, NO_PROGRESS, progressOf } from '../storage/batches.js';
import type { Tables } from '../storage/database.js';
import { unusedContents } from '../storage/pictures.js';
import { addRefused, forgetRefused, markArrived } from '../storage/upload-files.js';
import { type Attempt, answerOnce } from './answer-once.js';
import type { Context } from './context.js';
import { NO_LIMITS } from './limits.js';
import { presentBatch } from './present.js';
import { Problem } from './problem.js';
import { type Taken, takePictures } from './take-pictures.js';
import { CLIENT_LEFT, untilGone } from './until-gone.js';
import { type Refused, receiveUpload, type Uploaded } from './upload.js';
import { tooLarge, UPLOAD_LIMITS } from './upload-limits.js';
import { hashParts } from './upload-parts.js';

/** @throws Problem 415 for a body of another kind, and for none */
export function checkIsUpload(isMultipart: boolean): void {
  if (isMultipart) return;
  throw new Problem(
    'not-an-upload',
    'Send pictures or zip archives as multipart/form-data, any number of parts.',
  );
}

/**
 * Answers uploads: the pictures of a request go into a batch, once if it carries a key; a folder named like one of `classNames` gives
 * its pictures a known label. A new batch is made
 * only when the whole request has arrived; nothing is left of one that breaks off.
 */
export function receiver(context: Context) {
  const { database, files } = context;
  const { tables } = database;
  const unusedOf = (contents: readonly string[]) => unusedContents(tables, contents);

  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    target: Batch | NewBatch,
    classNames: readonly string[],
  ): Promise<ApiUpload> => {
    if (Number(request.headers['content-length'] ?? 0) > UPLOAD_LIMITS.bytes) throw tooLarge();
    const signal = untilGone(reply);
    return answerOnce<ApiUpload>(
      tables,
      request,
      async (hash) => {
        if (request.isMultipart()) await hashParts(filesOf(request), { files, signal, hash });
      },
      (attempt) => receive(request, signal, target, classNames, attempt),
    ).catch((error: unknown) => {
      throw asProblem(error, signal);
    });
  };

  async function receive(
    request: FastifyRequest,
    signal: AbortSignal,
    target: Batch | NewBatch,
    classNames: readonly string[],
    attempt: Attempt<ApiUpload>,
  ): Promise<ApiUpload> {
    const { token } = request;
    const uploaded: Uploaded = { pictures: [], refused: [], files: [] };
    const allowance = token === null ? NO_LIMITS : await context.limits.beginUpload(token);
    let answer: ApiUpload | undefined;
    try {
      if (request.isMultipart()) {
        const { hash } = attempt;
        await receiveUpload(filesOf(request), uploaded, { files, classNames, allowance, signal, hash });
      }
      signal.throwIfAborted();
      await takePictures(context, target, uploaded.pictures, {
        owner: token?.name ?? null,
        record: async (within, taken) => {
          await keepFiles(within, !('id' in target), taken, uploaded);
          answer = await answerOf(within, !('id' in target), taken, uploaded.refused);
          await attempt.record(within, answer, taken.batch.id);
        },
      });
      return answer!;
    } catch (error) {
      await leaveNothing(uploaded).catch((failure) => request.log.error(failure));
      throw error;
    } finally {
      allowance.end();
    }
  }

  /** What came and what was refused of it stays with the batch. */
  async function keepFiles(
    within: Tables,
    isNew: boolean,
    { batch, refused }: Taken,
    uploaded: Uploaded,
  ): Promise<void> {
    const gone = [...uploaded.refused, ...refused];
    const lost = new Set(gone.map(({ name }) => name));
    const kept = uploaded.pictures.map(({ name }) => name).filter((name) => !lost.has(name));
    await addRefused(within, batch.id, gone);
    // For a batch that is made now nothing was announced, and nothing was refused before.
    if (isNew) return;
    await forgetRefused(within, batch.id, kept);
    await markArrived(within, batch.id, uploaded.files);
  }

  async function answerOf(
    within: Tables,
    isNew: boolean,
    { batch, accepted, refused }: Taken,
    before: readonly Refused[],
  ) {
    const progress = isNew
      ? { ...NO_PROGRESS, total: accepted }
      : (await progressOf(within, [batch.id])).get(batch.id)!;
    return { batch: presentBatch(batch, progress), accepted, refused: [...before, ...refused] };
  }

  /** Contents that no row knows, because their upload broke off. */
  async function leaveNothing({ pictures }: Uploaded): Promise<void> {
    const contents = [...new Set(pictures.map(({ sha256 }) => sha256))];
    await files.delete(await unusedOf(contents), unusedOf);
  }
}

/** @throws Problem 400 for a part that is not a file, such as `curl -F files=cell.png` without its @ */
async function* filesOf(request: FastifyRequest): AsyncGenerator<MultipartFile> {
  for await (const part of request.parts()) {
    if (part.type === 'file') yield part;
    else
      throw new Problem(
        'not-a-file',
        `The part "${part.fieldname}" is not a file; with curl: -F files=@cell.png`,
      );
  }
}

function asProblem(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return CLIENT_LEFT;
  const { message, statusCode } = error as Error & { statusCode?: number };
  // The parser's own errors carry no status.
  if (statusCode !== undefined || !/multipart|boundary|premature close/i.test(message)) return error;
  return new Problem('broken-upload', `The upload is incomplete: ${message}. Send it again.`);
}
