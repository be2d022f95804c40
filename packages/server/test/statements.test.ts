import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { PredictKind } from '../src/jobs/predict-kind.js';
import { PredictQueue } from '../src/jobs/predict-queue.js';
import { createBoss, stopBoss } from '../src/jobs/queue.js';
import { Worker } from '../src/jobs/worker.js';
import { LoadedModels } from '../src/models/loaded-models.js';
import { ModelRegistry } from '../src/models/registry.js';
import { openDatabase } from '../src/storage/database.js';
import { FolderStore } from '../src/storage/folder-store.js';
import { PictureFiles } from '../src/storage/picture-files.js';
import { hasPostgres, startPostgres } from './support/postgres.js';
import { MODEL, options, startRoom, temporaryFolder } from './support/room.js';

test.skipIf(!hasPostgres)(
  'an upload takes a transaction of two statements, one for its jobs, and a line in the audit log; the jobs of four small ones are one piece of work, of six',
  async () => {
    const folder = await temporaryFolder();
    const cells = await syntheticCells(join(folder, 'cells'), 16);
    const postgres = await startPostgres();
    onTestFinished(() => postgres.stop());
    const room = await startRoom(options(folder, { database: postgres.url, works: false }));
    onTestFinished(() => room.server.stop());
    const statements = watchStatements();

    const uploads = [];
    for (let upload = 0; upload < 4; upload++) uploads.push(await room.upload(cells));
    const perUpload = [
      'begin',
      'insert into "batches"',
      'INSERT INTO pictures',
      'commit',
      'INSERT INTO pgboss.job',
      'insert into "audit_log"',
    ];
    expect(statements()).toEqual([...perUpload, ...perUpload, ...perUpload, ...perUpload].map(containing));

    const { worker, close } = await openWorker(join(folder, 'data'), postgres.url);
    onTestFinished(close);
    statements();
    await worker.start({ isAlone: false });
    const perPiece = [
      'insert into "assignments"',
      'select distinct "model_id"',
      'update "pictures"',
      'INSERT INTO results',
      "state = 'completed'",
      'delete from "assignments"',
    ];
    const seen: string[] = [];
    await expect
      .poll(() => seen.push(...statements()), { timeout: 30_000 })
      .toBeGreaterThanOrEqual(perPiece.length);
    const progress = (await Promise.all(uploads.map(({ batch }) => room.results(batch)))).map(
      ({ batch }) => batch.progress.done,
    );
    expect(progress).toEqual([16, 16, 16, 16]);
    expect(seen).toEqual(perPiece.map(containing));
  },
  120_000,
);

const containing = (text: string) => expect.stringContaining(text);

async function syntheticCells(folder: string, count: number): Promise<Record<string, Buffer>> {
  await writeSyntheticDataset(folder, { cells: count, patients: 4, seed: 9, fields: 0 });
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.png'));
  const entries = names.map(async (name) => [name, await readFile(join(folder, name))] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** What is asked whether there is work or not: for jobs, which workers are there and what they hold, what nothing knows any more. */
const IDLE =
  /SKIP LOCKED|\bworkers\b|^select distinct "sha256"|^select "job_id"|^SELECT \(extract\(epoch|^select "id" from "pictures" limit|"used_models"|SET start_after|^delete from "keyed_requests"|"reason" like/;

/** @returns gives the statements of this process since it was last called, but for those of {@link IDLE} */
function watchStatements(): () => string[] {
  const query = pg.Client.prototype.query as (...words: unknown[]) => unknown;
  const texts: string[] = [];
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...words: unknown[]
  ) {
    const text = typeof words[0] === 'string' ? words[0] : (words[0] as { text: string }).text;
    if (!IDLE.test(text)) texts.push(text);
    return query.apply(this, words);
  } as typeof pg.Client.prototype.query);
  onTestFinished(() => spy.mockRestore());
  return () => texts.splice(0);
}

async function openWorker(data: string, url: string) {
  const database = await openDatabase(data, url);
  const boss = createBoss(database, console.error);
  await boss.start();
  const tools = {
    tables: database.tables,
    files: new PictureFiles(data, new FolderStore(data)),
    registry: new ModelRegistry({ models: [MODEL], folders: [] }),
    models: new LoadedModels(1),
  };
  const kinds = [new PredictKind(tools, new PredictQueue(boss, database))];
  const worker = new Worker({ tables: database.tables, kinds, onError: console.error });
  const close = async () => {
    await worker.stop();
    await stopBoss(boss);
    await tools.models.release();
    await database.close();
  };
  return { worker, close };
}
