import { and, eq, sql } from 'drizzle-orm';
import type { Tables } from './database.js';
import { sessions } from './schema.js';

/** A session ends so long after the login, whatever happens. */
export const SESSION_HOURS = 12;
/** … and so long after the last request. */
export const IDLE_HOURS = 2;

const alive = sql`${sessions.createdAt} > now() - make_interval(hours => ${SESSION_HOURS})
  AND ${sessions.seenAt} > now() - make_interval(hours => ${IDLE_HOURS})`;

/** Begins one, and forgets those that have ended. */
export async function addSession(tables: Tables, idSha256: string, tokenSha256: string): Promise<void> {
  await tables.delete(sessions).where(sql`NOT (${alive})`);
  await tables.insert(sessions).values({ idSha256, tokenSha256 });
}

/** The hash of the token that a session stands for, where it has not ended. That it was seen is noted once a minute. */
export async function findSession(tables: Tables, idSha256: string): Promise<string | undefined> {
  const [row] = await tables
    .select({
      tokenSha256: sessions.tokenSha256,
      isOld: sql<boolean>`${sessions.seenAt} < now() - interval '1 minute'`,
    })
    .from(sessions)
    .where(and(eq(sessions.idSha256, idSha256), alive));
  if (row?.isOld) {
    await tables.update(sessions).set({ seenAt: sql`now()` }).where(eq(sessions.idSha256, idSha256));
  }
  return row?.tokenSha256;
}

export async function endSession(tables: Tables, idSha256: string): Promise<void> {
  await tables.delete(sessions).where(eq(sessions.idSha256, idSha256));
}
