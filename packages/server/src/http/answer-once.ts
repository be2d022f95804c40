import { createHash, type Hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Tables } from '../storage/database.js';
import {
  beginRequest,
  endRequest,
  keepRequest,
  type RequestRun,
  recordAnswer,
} from '../storage/keyed-requests.js';
import { Problem } from './problem.js';
import { targetOf } from './target.js';

// Requests that may be sent twice but are carried out once: `Idempotency-Key`, after the IETF draft of that
// name.

export const keyHeader = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[!-~]([ -~]{6,198}[!-~])$/)
    .optional(),
});

/** A third of the time after which a request counts as abandoned. */
const KEEP_MS = 10_000;
const RETRY_SECONDS = 5;

/**
 * What a request asks for, in one hash: method, path and query, and of each file that it holds the name and the content,
 * in their order. The boundaries between them, which clients choose again each time, do not count.
 */
export class RequestHash {
  readonly #hash: Hash;

  constructor({ method, url }: Pick<FastifyRequest, 'method' | 'url'>) {
    const { path, query } = targetOf(url);
    const values = [...query].sort();
    this.#hash = createHash('sha256').update(JSON.stringify([method, path, values]));
  }

  /** @param sha256 of the file's bytes, in hexadecimal */
  addFile(name: string | undefined, sha256: string): void {
    this.#hash.update(JSON.stringify([name ?? null, sha256]));
  }

  digest = (): string => this.#hash.digest('hex');
}

/** A request while it is answered. */
export interface Attempt<Answer> {
  /** Is to be given each file; `undefined` where nobody will ask. */
  readonly hash: RequestHash | undefined;
  /** Keeps the answer, in the transaction in which the work is written. @throws Problem 409 when another server took over */
  readonly record: (tables: Tables, answer: Answer, batchId: string) => Promise<void>;
}

/**
 * Answers a request. One with a key that was answered before gets the same answer, and nothing is done; its key belongs to
 * the token. A request that fails may be sent again under its key.
 * @param readFiles reads the body to its end only to give its files to the hash
 * @throws Problem 409 while the first one runs, 422 when the key was used for something else
 */
export async function answerOnce<Answer>(
  tables: Tables,
  request: FastifyRequest,
  readFiles: (hash: RequestHash) => Promise<void>,
  work: (attempt: Attempt<Answer>) => Promise<Answer>,
): Promise<Answer> {
  const { 'idempotency-key': key } = request.headers as z.infer<typeof keyHeader>;
  if (key === undefined) return work({ hash: undefined, record: async () => undefined });
  const begun = await beginRequest(tables, { owner: request.token?.sha256 ?? '', key });
  if (!begun) throw stillRunning();
  const hash = new RequestHash(request);
  if ('recorded' in begun) {
    await readFiles(hash);
    if (hash.digest() === begun.recorded.requestSha256) return begun.recorded.answer as Answer;
    throw new Problem(
      'key-of-another-request',
      'This Idempotency-Key was already sent with another request (other files, path or query). Use a new key.',
    );
  }
  return run(tables, request, begun.run, hash, work);
}

async function run<Answer>(
  tables: Tables,
  request: FastifyRequest,
  own: RequestRun,
  hash: RequestHash,
  work: (attempt: Attempt<Answer>) => Promise<Answer>,
): Promise<Answer> {
  const keeping = setInterval(() => void keepRequest(tables, own).catch(() => undefined), KEEP_MS);
  let requestSha256: string | undefined;
  try {
    return await work({
      hash,
      record: async (within, answer, batchId) => {
        requestSha256 ??= hash.digest();
        if (!(await recordAnswer(within, own, { requestSha256, answer, batchId }))) throw stillRunning();
      },
    });
  } catch (error) {
    // If the database is away, the key is free again once the request counts as abandoned.
    await endRequest(tables, own).catch((failure) => request.log.error(failure));
    throw error;
  } finally {
    clearInterval(keeping);
  }
}

const stillRunning = (): Problem =>
  new Problem(
    'still-running',
    `A request with this Idempotency-Key is still running. Send it again in ${RETRY_SECONDS} s.`,
    RETRY_SECONDS,
  );
