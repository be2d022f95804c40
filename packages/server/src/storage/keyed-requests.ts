import { randomUUID } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tables } from './database.js';
import { keyedRequests } from './schema.js';

/** A request whose lease is older than this was left by a server that is gone. */
const LEASE = sql`now() + interval '30 seconds'`;

/** Owner of the key: the same text from another token is another key. */
export interface RequestKey {
  /** SHA-256 of the token; empty where none is asked for. */
  readonly owner: string;
  readonly key: string;
}

/** A request that runs under its key. */
export interface RequestRun extends RequestKey {
  readonly runId: string;
}

/** The answer when it was sent before. */
export interface RecordedRequest {
  readonly requestSha256: string;
  readonly answer: unknown;
}

/**
 * Begins a request under its key, unless it runs already or has been answered.
 * @returns the run, what was answered before, or `undefined` where it runs at this moment
 */
export async function beginRequest(
  tables: Tables,
  { owner, key }: RequestKey,
): Promise<{ run: RequestRun } | { recorded: RecordedRequest } | undefined> {
  const runId = randomUUID();
  const begun = await tables
    .insert(keyedRequests)
    .values({ owner, key, runId, leasedUntil: LEASE })
    .onConflictDoUpdate({
      target: [keyedRequests.owner, keyedRequests.key],
      set: { runId, leasedUntil: LEASE },
      setWhere: sql`${keyedRequests.answer} IS NULL AND ${keyedRequests.leasedUntil} < now()`,
    })
    .returning({ runId: keyedRequests.runId });
  if (begun.length > 0) return { run: { owner, key, runId } };
  const [row] = await tables
    .select()
    .from(keyedRequests)
    .where(and(eq(keyedRequests.owner, owner), eq(keyedRequests.key, key)));
  if (!row?.answer) return undefined;
  return { recorded: { requestSha256: row.requestSha256!, answer: row.answer } };
}

/** @returns false when the run was taken for one of a server that is gone, and another has begun */
export async function keepRequest(tables: Tables, run: RequestRun): Promise<boolean> {
  const kept = await tables
    .update(keyedRequests)
    .set({ leasedUntil: LEASE })
    .where(ofRun(run))
    .returning({ runId: keyedRequests.runId });
  return kept.length > 0;
}

/** Writes the answer; where it is written again, the later one counts. @returns false as {@link keepRequest} */
export async function recordAnswer(
  tables: Tables,
  run: RequestRun,
  recorded: RecordedRequest & { readonly batchId: string },
): Promise<boolean> {
  const written = await tables
    .update(keyedRequests)
    .set(recorded)
    .where(ofRun(run))
    .returning({ runId: keyedRequests.runId });
  return written.length > 0;
}

/** A request that failed may be sent again under its key. */
export async function endRequest(tables: Tables, run: RequestRun): Promise<void> {
  await tables.delete(keyedRequests).where(and(ofRun(run), isNull(keyedRequests.answer)));
}

/** How long a key is kept: no program retries a request after a week. */
export const KEY_DAYS = 7;

/** Deletes old keys together with their answers. */
export async function forgetOldRequests(tables: Tables): Promise<void> {
  const isOld = sql`${keyedRequests.createdAt} < now() - make_interval(days => ${KEY_DAYS})`;
  await tables.delete(keyedRequests).where(and(isOld, sql`${keyedRequests.leasedUntil} < now()`));
}

/** Of a server that was killed, where there can be no other. */
export async function endAllRequests(tables: Tables): Promise<void> {
  await tables.delete(keyedRequests).where(isNull(keyedRequests.answer));
}

const ofRun = ({ owner, key, runId }: RequestRun) =>
  and(eq(keyedRequests.owner, owner), eq(keyedRequests.key, key), eq(keyedRequests.runId, runId));
