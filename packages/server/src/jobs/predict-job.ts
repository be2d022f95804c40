import { type CellModel, decodeImage, predictedClass, UserError } from 'giemsa';
import type { LoadedModels } from '../models/loaded-models.js';
import type { ModelEntry, ModelRegistry } from '../models/registry.js';
import {
  countAttempt,
  findBatch,
  type Outcome,
  type Picture,
  waitingPictures,
  writeOutcome,
} from '../storage/batches.js';
import type { Tables } from '../storage/database.js';
import type { PictureFiles } from '../storage/picture-files.js';
import type { HeldJob } from './queue.js';

export interface JobTools {
  readonly tables: Tables;
  readonly files: PictureFiles;
  readonly registry: ModelRegistry;
  readonly models: LoadedModels;
}

/** A picture with which a worker began so often and never came to an end is set aside. */
const MAXIMUM_ATTEMPTS = 3;

/**
 * Predicts the pictures of a job that have no result yet. After a try that did not end, each picture is taken alone, so
 * that the one at which workers stop is found and set aside.
 * @returns how many pictures were dealt with
 */
export async function predictJob(tools: JobTools, { data, retryCount }: HeldJob): Promise<number> {
  const waiting = await waitingPictures(tools.tables, data.pictureIds);
  const batch = await findBatch(tools.tables, data.batchId);
  if (!batch || waiting.length === 0) return 0;
  const entry = await tools.registry.find(batch.modelId);
  const model = await tools.models.predictor(entry);
  const groups = retryCount === 0 ? [waiting] : waiting.map((picture) => [picture]);
  for (const group of groups) {
    const tried = group.filter(({ attempts }) => attempts >= MAXIMUM_ATTEMPTS);
    const fresh = group.filter(({ attempts }) => attempts < MAXIMUM_ATTEMPTS);
    await writeOutcome(tools.tables, { results: [], failures: tried.map(setAside) });
    if (fresh.length === 0) continue;
    await countAttempt(
      tools.tables,
      fresh.map(({ id }) => id),
    );
    await writeOutcome(tools.tables, await predict(tools.files, model, entry, fresh));
  }
  return waiting.length;
}

const setAside = ({ id, attempts }: Picture) => ({
  pictureId: id,
  reason: `set aside: ${attempts} times a worker stopped while it was being read`,
});

async function predict(
  files: PictureFiles,
  model: CellModel,
  { sha256 }: ModelEntry,
  pictures: readonly Picture[],
): Promise<Outcome> {
  const options = { width: model.imageSize, height: model.imageSize, colorMode: model.colorMode };
  const failures: Outcome['failures'][number][] = [];
  const read = await Promise.all(
    pictures.map(async (picture) => {
      try {
        const image = await decodeImage(await files.read(picture.sha256), options, picture.name);
        return [{ picture, image }];
      } catch (error) {
        const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
        if (!(error instanceof UserError) && !isGone) throw error;
        const reason = isGone ? 'its file is gone from the data folder' : (error as Error).message;
        failures.push({ pictureId: picture.id, reason });
        return [];
      }
    }),
  );
  const kept = read.flat();
  if (kept.length === 0) return { results: [], failures };
  const probabilities = await model.predict(Uint8Array.from(Buffer.concat(kept.map(({ image }) => image))));
  const classes = [...model.classNames];
  const results = kept.map(({ picture }, index) => {
    const row = Array.from(probabilities.subarray(index * classes.length, (index + 1) * classes.length));
    const cell = { file: picture.name, label: 0, probabilities: row };
    const rule = { classes, positive: model.positiveClass, threshold: model.threshold, cells: [] };
    const decided = predictedClass(rule, cell);
    return {
      pictureId: picture.id,
      modelSha256: sha256,
      class: classes[decided]!,
      probability: row[classes.length === 2 ? model.positiveClass : decided]!,
      probabilities: Object.fromEntries(classes.map((name, position) => [name, row[position]!])),
    };
  });
  return { results, failures };
}
