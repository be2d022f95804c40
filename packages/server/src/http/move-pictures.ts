import { labelOf } from '@giemsa/core/internal/answer/label-of';
import type { ModelEntry } from '../models/registry.js';
import type { Batch } from '../storage/batches.js';
import { answeredPictures, deletePicturesById, picturesById } from '../storage/pictures.js';
import type { Context } from './context.js';
import { Problem } from './problem.js';
import { takePictures } from './take-pictures.js';

/**
 * Moves pictures that were uploaded among those of the other kind into a new batch of their own kind; there they are read anew.
 * @param model for that kind
 * @throws Problem 404 for a picture that is not in the batch, 409 for one that a person has answered for
 */
export async function movePictures(
  context: Context,
  source: Batch,
  ids: readonly string[],
  model: ModelEntry,
): Promise<Batch> {
  const { tables } = context.database;
  const pictures = await picturesById(tables, source.id, ids);
  if (pictures.length < new Set(ids).size) {
    throw new Problem(
      'not-found',
      `Not all of these pictures are in the batch ${source.name}; nothing was moved.`,
    );
  }
  const [answered] = await answeredPictures(tables, ids);
  if (answered) {
    throw new Problem(
      'answered',
      `A person has said something about ${answered.name}; it stays where it is, and nothing was moved.`,
    );
  }
  const kind = source.smear ? 'cells' : 'fields';
  const { classNames } = model.metadata;
  const target = {
    name: `${source.name}: ${kind}`.slice(-200),
    modelId: model.id,
    ...(kind === 'fields' && { smear: {} }),
    room: source.room,
  };
  const taken = pictures.map((picture) => ({ ...picture, label: labelOf(picture.name, classNames) }));
  const { batch, refused } = await takePictures(context, target, taken, {
    owner: pictures[0]!.owner,
    record: (within, { refused: gone }) => {
      const lost = new Set(gone.map(({ name }) => name));
      const moved = pictures.filter(({ name }) => !lost.has(name)).map(({ id }) => id);
      return deletePicturesById(within, source.id, moved);
    },
  });
  if (refused[0]) throw new Problem('deleted', `${refused[0].name}: ${refused[0].reason}`);
  return batch;
}
