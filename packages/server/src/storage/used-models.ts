import { inArray } from 'drizzle-orm';
import type { Tables } from './database.js';
import { usedModels } from './schema.js';

export type UsedModel = typeof usedModels.$inferSelect;

/** Known to be in the database, so that the database is not asked each time. */
const remembered = new WeakMap<Tables, Set<string>>();

/** Keeps what a model is before it gives its first results: its file may hold another one later. */
export async function rememberModel(
  tables: Tables,
  {
    sha256,
    id,
    parameters,
    metadata,
  }: Pick<UsedModel, 'sha256' | 'parameters' | 'metadata'> & { id: string },
): Promise<void> {
  const known = remembered.get(tables) ?? new Set();
  remembered.set(tables, known);
  if (known.has(sha256)) return;
  await tables.insert(usedModels).values({ sha256, modelId: id, parameters, metadata }).onConflictDoNothing();
  known.add(sha256);
}

export async function readUsedModels(tables: Tables, sha256: readonly string[]): Promise<UsedModel[]> {
  if (sha256.length === 0) return [];
  return tables
    .select()
    .from(usedModels)
    .where(inArray(usedModels.sha256, [...sha256]));
}
