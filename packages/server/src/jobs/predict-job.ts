import { type CellModel, type PictureIn, predictStream, UserError } from '@giemsa/core';
import { decodeBatchApart, decoderReady } from '../decode/decode.js';
import type { LoadedModels } from '../models/loaded-models.js';
import type { ModelEntry, ModelRegistry } from '../models/registry.js';
import type { Tables } from '../storage/database.js';
import { beginPictures, modelsOf, type Outcome, writeOutcome } from '../storage/outcomes.js';
import type { PictureFiles } from '../storage/picture-files.js';
import { NO_MODEL, type Picture } from '../storage/pictures.js';
import { UnreadablePicture } from '../storage/unreadable-picture.js';
import { rememberModel } from '../storage/used-models.js';
import type { PredictJob } from './predict-queue.js';
import type { HeldJob } from './queue.js';
import { smearPicture } from './smear-picture.js';

export interface JobTools {
  readonly tables: Tables;
  readonly files: PictureFiles;
  readonly registry: ModelRegistry;
  readonly models: LoadedModels;
}

/** A picture is set aside after this many attempts that did not end. */
const MAXIMUM_ATTEMPTS = 3;

/**
 * Predicts the pictures of some jobs that have no result yet, as one stream. After a try that did not end, each picture is
 * taken alone, so that the one at which workers stop is found and set aside.
 * @returns how many pictures were dealt with
 */
export async function predictJobs(tools: JobTools, jobs: readonly HeldJob<PredictJob>[]): Promise<number> {
  await openModels(
    tools,
    jobs.map(({ data }) => data.batchId),
  );
  await decoderReady();
  const ids = jobs.flatMap(({ data }) => data.pictureIds);
  const isRetry = jobs.some(({ retryCount }) => retryCount > 0);
  let count = 0;
  for (const group of isRetry ? ids.map((id) => [id]) : [ids]) count += await predictPictures(tools, group);
  return count;
}

/** Before work on pictures starts: they are not to blame for a worker that stops while it opens a model. */
async function openModels(tools: JobTools, batchIds: readonly string[]): Promise<void> {
  for (const modelId of await modelsOf(tools.tables, batchIds)) {
    try {
      await tools.models.predictor(await tools.registry.find(modelId));
    } catch (error) {
      // Told with the pictures.
      if (!(error instanceof UserError)) throw error;
    }
  }
}

async function predictPictures(tools: JobTools, ids: readonly string[]): Promise<number> {
  const begun = await beginPictures(tools.tables, ids);
  const tried = begun.filter(({ attempts }) => attempts > MAXIMUM_ATTEMPTS);
  const fresh = begun.filter(({ attempts }) => attempts <= MAXIMUM_ATTEMPTS);
  const outcome: Found = { results: [], failures: tried.map(setAside) };
  const fields: (() => Promise<void>)[] = [];
  for (const modelId of new Set(fresh.map((picture) => picture.modelId))) {
    const pictures = fresh.filter((picture) => picture.modelId === modelId);
    try {
      const entry = await tools.registry.find(modelId);
      const model = await tools.models.predictor(entry);
      await rememberModel(tools.tables, entry);
      const cells = pictures.filter(({ smear }) => smear === null);
      if (cells.length > 0) await predict(tools.files, model, entry, cells, outcome);
      for (const picture of pictures) {
        const { smear: settings } = picture;
        if (settings) fields.push(() => smearPicture(tools, { model, entry, settings }, picture));
      }
    } catch (error) {
      // The model is missing or damaged: trying again will not help; an operator has to fix it and restart.
      if (!(error instanceof UserError)) throw error;
      const reason = NO_MODEL + error.message;
      outcome.failures.push(
        ...pictures.map(({ id }) => ({ pictureId: id, status: 'failed' as const, reason })),
      );
    }
  }
  await writeOutcome(tools.tables, outcome);
  // Fields are written one by one: each is a second of work.
  for (const field of fields) await field();
  return begun.length;
}

/** An outcome while it is found out. */
type Found = { -readonly [Key in keyof Outcome]: Outcome[Key][number][] };

const setAside = ({ id, attempts }: Picture) => ({
  pictureId: id,
  status: 'failed' as const,
  reason: `set aside: a worker stopped ${attempts - 1} times while reading it`,
});

/** Pictures go by their ids, which are unique; messages are given their names back. */
async function predict(
  files: PictureFiles,
  model: CellModel,
  { sha256 }: ModelEntry,
  pictures: readonly Picture[],
  { results, failures }: Found,
): Promise<void> {
  const nameOf = new Map(pictures.map(({ id, name }) => [id, name]));
  const fail = (status: 'refused' | 'failed', id: string, reason: string) =>
    failures.push({ pictureId: id, status, reason: reason.replaceAll(id, nameOf.get(id)!) });
  async function* sources(): AsyncGenerator<PictureIn> {
    for (const { id, sha256: content } of pictures) {
      const source = await files.read(content).catch((error: Error) => {
        if (!(error instanceof UnreadablePicture)) throw error;
        fail('failed', id, error.message);
      });
      if (source) yield { name: id, source };
    }
  }
  for await (const { predictions, refused, skipped } of predictStream(model, sources(), {
    decode: decodeBatchApart,
  })) {
    for (const { file: pictureId, class: name, note, unsure = null, ...answer } of predictions) {
      const { probability, probabilities } = answer;
      const result = { pictureId, modelSha256: sha256, class: name, probability, probabilities, unsure };
      results.push({ ...result, ...(note !== undefined && { reason: note }) });
    }
    for (const { file, reason } of refused) fail('refused', file, reason);
    for (const { file, reason } of skipped) fail('failed', file, reason);
  }
}
