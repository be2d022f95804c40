import type { ModelEntry } from '../models/registry.js';
import type { Batch } from '../storage/batches.js';
import { addCopy, type CopyKey, findCopy } from '../storage/copies.js';
import type { Picture } from '../storage/pictures.js';
import { readBatch } from '../storage/read-batch.js';
import type { Context } from './context.js';
import { NO_LIMITS } from './limits.js';
import { Problem } from './problem.js';
import { takePictures } from './take-pictures.js';
import type { AccessToken } from './tokens.js';

/** If two requests ask for the same copy at once, the second finds what the first has made. */
class MadeMeanwhile extends Error {}

/**
 * The same pictures for another model: the batch that this token made of them before, with those that came since, or a new one.
 * @throws Problem 429 when the token may not have so many pictures: no batch is made then
 */
export async function copyBatch(
  context: Context,
  source: Batch,
  model: ModelEntry,
  token: AccessToken | null,
): Promise<{ batch: Batch; isNew: boolean }> {
  const key = { sourceId: source.id, modelSha256: model.sha256, owner: token?.sha256 ?? '' };
  try {
    return await copy(context, source, model, token, key);
  } catch (error) {
    if (!(error instanceof MadeMeanwhile)) throw error;
    return copy(context, source, model, token, key);
  }
}

async function copy(
  context: Context,
  source: Batch,
  model: ModelEntry,
  token: AccessToken | null,
  key: CopyKey,
): Promise<{ batch: Batch; isNew: boolean }> {
  const { tables } = context.database;
  const known = await findCopy(tables, key);
  const here = known ? await readBatch(tables, known.id) : [];
  const names = new Set(here.map(({ picture }) => nameAndContent(picture)));
  const pictures = (await readBatch(tables, source.id))
    .map(({ picture }) => picture)
    .filter((picture) => !names.has(nameAndContent(picture)));
  const allowance = token === null ? NO_LIMITS : await context.limits.beginUpload(token);
  try {
    for (const _ of pictures) {
      const reason = await allowance.take();
      if (reason !== undefined) throw new Problem('too-many-pictures', `${reason}.`);
    }
    const name = `${source.name}, by ${model.id}`.slice(-200);
    const target = known ?? { name, modelId: model.id, room: source.room };
    const { batch, refused } = await takePictures(context, target, pictures, {
      owner: token?.name ?? null,
      record: async (within, { batch: made, refused: gone }) => {
        if (known || gone.length > 0) return;
        if (!(await addCopy(within, key, made.id))) throw new MadeMeanwhile();
      },
    });
    if (refused[0]) throw new Problem('deleted', `${refused[0].name}: ${refused[0].reason}`);
    return { batch, isNew: known === undefined };
  } finally {
    allowance.end();
  }
}

const nameAndContent = ({ name, sha256 }: Picture): string => `${sha256} ${name}`;
