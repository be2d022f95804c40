import { type CellModel, type PictureIn, predictStream } from 'giemsa';
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
import type { PredictJob } from './predict-queue.js';
import type { HeldJob } from './queue.js';
import { smearPicture } from './smear-picture.js';

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
export async function predictJob(
  tools: JobTools,
  { data, retryCount }: HeldJob<PredictJob>,
): Promise<number> {
  const waiting = await waitingPictures(tools.tables, data.pictureIds);
  const batch = await findBatch(tools.tables, data.batchId);
  if (!batch || waiting.length === 0) return 0;
  const entry = await tools.registry.find(batch.modelId);
  const model = await tools.models.predictor(entry);
  // Fields are written one by one: each is a second of work.
  const isAlone = batch.smear !== null || retryCount > 0;
  const groups = isAlone ? waiting.map((picture) => [picture]) : [waiting];
  for (const group of groups) {
    const tried = group.filter(({ attempts }) => attempts >= MAXIMUM_ATTEMPTS);
    const fresh = group.filter(({ attempts }) => attempts < MAXIMUM_ATTEMPTS);
    if (tried.length > 0) await writeOutcome(tools.tables, { results: [], failures: tried.map(setAside) });
    if (fresh.length === 0) continue;
    await countAttempt(
      tools.tables,
      fresh.map(({ id }) => id),
    );
    if (batch.smear) await smearPicture(tools, { model, entry, settings: batch.smear }, fresh[0]!);
    else await writeOutcome(tools.tables, await predict(tools.files, model, entry, fresh));
  }
  return waiting.length;
}

const setAside = ({ id, attempts }: Picture) => ({
  pictureId: id,
  status: 'failed' as const,
  reason: `set aside: ${attempts} times a worker stopped while it was being read`,
});

/** Pictures go by their ids, which are unique; messages are given their names back. */
async function predict(
  files: PictureFiles,
  model: CellModel,
  { sha256 }: ModelEntry,
  pictures: readonly Picture[],
): Promise<Outcome> {
  const outcome = {
    results: [] as Outcome['results'][number][],
    failures: [] as Outcome['failures'][number][],
  };
  const nameOf = new Map(pictures.map(({ id, name }) => [id, name]));
  const fail = (status: 'refused' | 'failed', id: string, reason: string) =>
    outcome.failures.push({ pictureId: id, status, reason: reason.replaceAll(id, nameOf.get(id)!) });
  async function* sources(): AsyncGenerator<PictureIn> {
    for (const { id, sha256: content } of pictures) {
      const source = await files.read(content).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
      if (source) yield { name: id, source };
      else fail('failed', id, 'its file is gone from the data folder');
    }
  }
  for await (const { predictions, refused, skipped } of predictStream(model, sources())) {
    for (const { file: pictureId, class: name, probability, probabilities, unsure = null } of predictions) {
      outcome.results.push({
        pictureId,
        modelSha256: sha256,
        class: name,
        probability,
        probabilities,
        unsure,
      });
    }
    for (const { file, reason } of refused) fail('refused', file, reason);
    for (const { file, reason } of skipped) fail('failed', file, reason);
  }
  return outcome;
}
