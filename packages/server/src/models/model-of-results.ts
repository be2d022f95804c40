import type { Tables } from '../storage/database.js';
import { readUsedModels } from '../storage/used-models.js';
import type { ModelEntry, ModelRegistry } from './registry.js';

/** The model that results are of, as it was when it gave them. */
export interface ModelOfResults extends Pick<ModelEntry, 'id' | 'sha256' | 'metadata' | 'parameters'> {
  /** To compute with; `undefined` where its file is gone or holds another model now. */
  readonly entry: ModelEntry | undefined;
}

/**
 * @param modelId of the batch
 * @param sha256 of the models that gave its results, the newest last; the batch's model as it is now, where there are none yet
 * @throws UserError when there are no results, and no such model any more
 */
export async function modelOfResults(
  tables: Tables,
  registry: ModelRegistry,
  modelId: string,
  sha256: readonly string[],
): Promise<ModelOfResults> {
  const newest = sha256.at(-1);
  const entry = (await registry.list()).find(
    (candidate) => candidate.id === modelId && (newest === undefined || candidate.sha256 === newest),
  );
  if (entry) return { ...entry, entry };
  const [used] = newest === undefined ? [] : await readUsedModels(tables, [newest]);
  if (used) return { ...used, id: modelId, entry: undefined };
  // Results of before models were kept: what is known of their model is its checksum.
  const now = await registry.find(modelId);
  return { ...now, sha256: newest ?? now.sha256, entry: newest === undefined ? now : undefined };
}
