import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openEmptyDatabase } from '../../test/support/empty-database.js';
import { MODEL, temporaryFolder } from '../../test/support/room.js';
import { LoadedModels } from '../models/loaded-models.js';
import { ModelRegistry } from '../models/registry.js';
import { createBatch } from '../storage/batches.js';
import { FolderStore } from '../storage/folder-store.js';
import { PictureFiles } from '../storage/picture-files.js';
import { addPictures } from '../storage/pictures.js';
import { readBatch } from '../storage/read-batch.js';
import { pictures } from '../storage/schema.js';
import { type JobTools, predictJobs } from './predict-job.js';

let tools: JobTools;
let cells: Buffer[];
let close: (() => Promise<void>) | undefined;

beforeAll(async () => {
  const folder = await temporaryFolder();
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 16, patients: 4, seed: 9, fields: 0 });
  const names = (await readdir(join(folder, 'cells'), { recursive: true })).filter((name) =>
    name.endsWith('.png'),
  );
  cells = await Promise.all(names.slice(0, 4).map((name) => readFile(join(folder, 'cells', name))));
  const database = await openEmptyDatabase(folder);
  tools = {
    tables: database.tables,
    files: new PictureFiles(folder, new FolderStore(folder)),
    registry: new ModelRegistry({ models: [MODEL], folders: [] }),
    models: new LoadedModels(1),
  };
  close = async () => {
    await tools.models.release();
    await database.close();
  };
});
afterAll(() => close?.());

/** A batch of the cells, and its job. */
async function jobOf(modelId: string, retryCount = 0) {
  const batch = await createBatch(tools.tables, { name: 'cells', modelId });
  const added = await Promise.all(
    cells.map(async (bytes, index) => ({
      ...{ ...(await tools.files.keep(bytes)), name: `${index}.png`, bytes: bytes.length },
      ...{ width: 1, height: 1, label: null },
    })),
  );
  const pictureIds = await addPictures(tools.tables, batch.id, added, null);
  return { batch, job: { id: randomUUID(), data: { batchId: batch.id, pictureIds }, retryCount } };
}

const endsOf = async (batchId: string) =>
  (await readBatch(tools.tables, batchId)).map(({ picture: { status, reason }, result }) => ({
    status,
    reason,
    hasResult: result !== null,
  }));

const done = { status: 'done', reason: null, hasResult: true };

test('jobs of several batches are read together; a model that is gone fails its own batch, with the reason', async () => {
  const [good, bad, other] = [
    await jobOf('tiny-resnet.onnx'),
    await jobOf('gone'),
    await jobOf('tiny-resnet.onnx'),
  ];
  expect(await predictJobs(tools, [good.job, bad.job, other.job])).toBe(12);
  expect(await endsOf(good.batch.id)).toEqual([done, done, done, done]);
  expect(await endsOf(other.batch.id)).toEqual([done, done, done, done]);
  const reason = 'its model cannot be used: there is no model "gone"; there are tiny-resnet.onnx';
  const failed = { status: 'failed', reason, hasResult: false };
  expect(await endsOf(bad.batch.id)).toEqual([failed, failed, failed, failed]);
});

test('what has a result is left alone: a job that is done again changes nothing', async () => {
  const { batch, job } = await jobOf('tiny-resnet.onnx');
  await predictJobs(tools, [job]);
  const before = await readBatch(tools.tables, batch.id);
  expect(await predictJobs(tools, [{ ...job, retryCount: 1 }])).toBe(0);
  expect(await readBatch(tools.tables, batch.id)).toEqual(before);
});

test('a picture at which workers stopped three times is set aside; the others of its job are read', async () => {
  const { batch, job } = await jobOf('tiny-resnet.onnx', 3);
  const [poison] = job.data.pictureIds;
  await tools.tables.update(pictures).set({ attempts: 3 }).where(eq(pictures.id, poison!));
  expect(await predictJobs(tools, [job])).toBe(4);
  const reason = 'set aside: a worker stopped 3 times while reading it';
  expect(await endsOf(batch.id)).toEqual([{ status: 'failed', reason, hasResult: false }, done, done, done]);
});

test('a worker that stops while it opens the model says nothing of the pictures: no attempt is counted', async () => {
  const { batch, job } = await jobOf('tiny-resnet.onnx');
  const models = new LoadedModels(1);
  vi.spyOn(models, 'predictor').mockRejectedValue(new Error('stopped'));
  await expect(predictJobs({ ...tools, models }, [job])).rejects.toThrow('stopped');
  expect((await readBatch(tools.tables, batch.id)).map(({ picture }) => picture.attempts)).toEqual([
    0, 0, 0, 0,
  ]);
});
