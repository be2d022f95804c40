import { inArray } from 'drizzle-orm';
import type { Tables } from './database.js';
import { removals } from './schema.js';

/** Contents whose last row was deleted and whose files may still be there: a server was killed in between. */
export async function openRemovals(tables: Tables): Promise<string[]> {
  return (await tables.select({ sha256: removals.sha256 }).from(removals)).map(({ sha256 }) => sha256);
}

/** Notes contents whose files are to go, in the transaction that deletes their rows. */
export async function addRemovals(tables: Tables, contents: readonly string[]): Promise<void> {
  if (contents.length === 0) return;
  await tables
    .insert(removals)
    .values(contents.map((sha256) => ({ sha256 })))
    .onConflictDoNothing();
}

/** Their files are gone. */
export async function endRemovals(tables: Tables, contents: readonly string[]): Promise<void> {
  if (contents.length === 0) return;
  await tables.delete(removals).where(inArray(removals.sha256, [...contents]));
}
