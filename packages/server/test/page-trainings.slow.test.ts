import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  ApiLabelledSet,
  ApiReviewedBatch,
  ApiRun,
  ApiStep,
  ApiTrainingPlan,
  ApiTrashedRun,
} from '../src/api-training-types.js';
import type { ApiBatch, ApiModel, ApiTrashed } from '../src/api-types.js';
import { startProcess } from './support/process.js';
import { type Client, formOf, options, startRoom, temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
const drawn = join(folder, 'drawn');
await writeSyntheticDataset(drawn, { cells: 60, patients: 12, seed: 3, fields: 0 });

/** The drawn cells by their paths. */
async function drawnFiles(): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for (const name of ['Parasitized', 'Uninfected']) {
    for (const file of await readdir(join(drawn, name)))
      files[`lab/${name}/${file}`] = await readFile(join(drawn, name, file));
  }
  return files;
}

const CHOICES = { recipe: 'synthetic', epochs: 2, image_size: 32, batch_size: 16, seed: 4 };

describe('a training that is started in the page', () => {
  let room: Client;
  let files: Record<string, Uint8Array>;
  let set: string;

  const ask = async <Value>(path: string, method = 'GET', body?: object, status = 200) => {
    const answer = await room.request(path, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    expect(`${answer.status} ${answer.status === status ? '' : text}`).toBe(`${status} `);
    return (text === '' ? undefined : JSON.parse(text)) as Value;
  };
  const run = (id: string) => ask<ApiRun>(`/runs/${id}`);
  const until = (id: string, state: ApiRun['state']) =>
    expect.poll(async () => (await run(id)).state, { timeout: 60_000, interval: 100 }).toBe(state);
  const start = (body: object) =>
    ask<ApiRun>('/runs', 'POST', { by: 'A. Keza', choices: CHOICES, ...body }, 202);

  beforeAll(async () => {
    files = await drawnFiles();
    room = await startRoom(options(join(folder, 'home'), { datasets: [drawn], trashDays: 30 }));
  }, 60_000);
  afterAll(() => room?.server.stop());

  test('takes an uploaded set of labelled pictures, which no model reads and which is no batch', async () => {
    const made = await ask<ApiBatch>('/labelled-sets', 'POST', { name: 'our cells' }, 201);
    set = made.id;
    expect(made).toMatchObject({ kind: 'labelled', model: '' });
    const listed = Object.entries(files).map(([name, { length }]) => ({ name, bytes: length }));
    await ask(`/batches/${set}/manifest`, 'PUT', { files: listed });
    const [first, ...others] = Object.entries(files);
    const send = (some: [string, Uint8Array][]) =>
      room.request(`/batches/${set}/pictures`, { method: 'POST', body: formOf(Object.fromEntries(some)) });
    await send([first!]);
    const data = { kind: 'set', set };
    const plan = () => ask<ApiTrainingPlan>('/runs/plan', 'POST', { data, choices: CHOICES });
    expect((await plan()).missing[0]).toMatch(/^1 of 60 files have arrived/);
    await send(others);
    expect(await ask('/labelled-sets')).toMatchObject([
      {
        ...{ id: set, cells: 60, patients: 12, announced: 60, arrived: 60 },
        classes: [{ name: 'Parasitized' }, { name: 'Uninfected' }],
      } satisfies Partial<Record<keyof ApiLabelledSet, unknown>>,
    ]);
    expect(await plan()).toMatchObject({ split: 'patient', held_out: 15, missing: [], estimate: null });
    expect(await ask('/batches')).toEqual([]);
    await ask(`/batches/${set}/results`, 'GET', undefined, 404);
    expect(await ask<ApiBatch>(`/batches/${set}`)).toMatchObject({ progress: { total: 60, done: 60 } });
  });

  test('is stopped and resumed to the same figures as one that was not, step by step', async () => {
    const whole = await start({ data: { kind: 'folder', folder: drawn }, name: 'whole', note: 'to compare' });
    const parted = await start({ data: { kind: 'set', set } });
    expect(parted).toMatchObject({ state: 'waiting', started: { by: 'A. Keza', on: 'our cells' } });
    await ask(`/runs/${parted.id}/resume`, 'POST', { by: 'B' }, 409);
    await until(whole.id, 'finished');
    await expect
      .poll(async () => (await run(parted.id)).history.length, { timeout: 60_000, interval: 30 })
      .toBe(1);
    await ask(`/runs/${parted.id}/stop`, 'POST');
    await until(parted.id, 'stopped');
    await ask(`/runs/${parted.id}/resume`, 'POST', { by: 'B' }, 202);
    await until(parted.id, 'finished');
    const [a, b] = [await run(whole.id), await run(parted.id)];
    const figures = ({ metrics, held_out, history }: ApiRun) => {
      const rows = history.map(({ loss, val_loss }) => [loss, val_loss]);
      return { rows, held_out, confusion: metrics!.confusion, area: metrics!.auc_roc };
    };
    expect(figures(b)).toEqual(figures(a));
    expect(a).toMatchObject({ name: 'whole', note: 'to compare', batch_size: 16, image_size: 32, seed: 4 });
    const steps = await ask<ApiStep[]>(`/runs/${b.id}/steps`);
    expect(steps).toEqual(await ask(`/runs/${a.id}/steps`));
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(steps.at(-1)!.epoch).toBe(2);
    // Copies of patients' pictures are gone.
    expect(await readdir(join(folder, 'home/data/tasks'))).toEqual([]);
  }, 120_000);

  test('says before how long it will take, by the speed of the last one', async () => {
    const body = { data: { kind: 'set', set }, choices: { ...CHOICES, epochs: 10 } };
    const { estimate } = await ask<ApiTrainingPlan>('/runs/plan', 'POST', body);
    const [last] = await ask<ApiRun[]>('/runs');
    expect(estimate).toMatchObject({ from: 'run', run: last!.id, busy: false });
    const each = last!.seconds / last!.history.length;
    expect(estimate!.seconds / 10 / each).toBeGreaterThan(0.3);
    expect(estimate!.seconds / 10 / each).toBeLessThan(3);
    const other = { ...body, choices: { ...CHOICES, image_size: 40 }, measure: true };
    const measured = await ask<ApiTrainingPlan>('/runs/plan', 'POST', other);
    expect(measured.estimate).toMatchObject({ from: 'measured', steps: 8 });
  }, 60_000);

  test('is compared with another model on the patients that it held out, with intervals over these', async () => {
    const [newest] = await ask<ApiRun[]>('/runs');
    const models = await ask<ApiModel[]>('/models');
    const { id } = newest!;
    await ask(`/runs/${id}/comparisons`, 'POST', { model: models[0]!.id, by: 'B' }, 202);
    await expect.poll(async () => (await run(id)).comparisons.length, { timeout: 60_000 }).toBe(1);
    const { comparisons, held_out: held } = await run(id);
    expect(comparisons[0]).toMatchObject({ model: models[0]!.id, is_now: true, left_out: { unread: 0 } });
    expect(comparisons[0]!.cells + comparisons[0]!.left_out.trained_on).toBe(held!.cells);
    expect(Object.keys(comparisons[0]!.figures)).toContain('sensitivity');
  }, 60_000);

  test('is named, offered by a person, and deleted only when it is offered no more; it can be restored', async () => {
    const [newest] = await ask<ApiRun[]>('/runs');
    const { id } = newest!;
    const about = { name: 'second try', note: 'smaller pictures', by: 'B' };
    expect(await ask(`/runs/${id}/about`, 'PUT', about)).toMatchObject({ name: 'second try' });
    await ask(`/runs/${id}/published`, 'PUT', { published: true, by: 'B' });
    await ask(`/runs/${id}`, 'DELETE', undefined, 409);
    await ask(`/runs/${id}/published`, 'PUT', { published: false, by: 'B' });
    await ask(`/runs/${id}`, 'DELETE', undefined, 204);
    await ask(`/runs/${id}`, 'GET', undefined, 404);
    expect(await ask('/trashed-runs')).toMatchObject([{ id, name: 'second try' }]);
    await ask(`/trashed-runs/${id}/restore`, 'POST');
    expect(await run(id)).toMatchObject({ name: 'second try', state: 'finished', note: 'smaller pictures' });
    await ask(`/runs/${id}`, 'DELETE', undefined, 204);
    await ask(`/trashed-runs/${id}`, 'DELETE', undefined, 204);
    expect(await ask<ApiTrashedRun[]>('/trashed-runs')).toEqual([]);
    const log = await ask<{ action: string; run: string | null; person: string | null }[]>('/audit');
    expect(log).toContainEqual(expect.objectContaining({ action: 'DELETE /trashed-runs/:run', run: id }));
    expect(log).toContainEqual(
      expect.objectContaining({ action: 'PUT /runs/:run/published', run: id, person: 'B' }),
    );
  });

  test('learns from what persons said of the cells of a batch, and from nothing else', async () => {
    const some = Object.entries(files).filter(([name]) => name.endsWith('.png'));
    const named = some.map(([name, bytes]): [string, Uint8Array] => [name.split('/').at(-1)!, bytes]);
    const { batch } = await room.upload(Object.fromEntries(named), '?name=monday');
    const { pictures } = await room.results(batch);
    const said = new Map(some.map(([name]) => name.split('/')).map(([, label, file]) => [file!, label!]));
    for (const { id, name } of pictures.slice(2)) {
      const body = { verdict: 'answer', label: said.get(name), reviewer: 'B' };
      await ask(`/pictures/${id}/correction`, 'PUT', body);
    }
    await ask(`/pictures/${pictures[0]!.id}/correction`, 'PUT', {
      verdict: 'answer',
      label: null,
      reviewer: 'B',
    });
    expect(await ask<ApiReviewedBatch[]>('/reviewed-batches')).toMatchObject([
      { name: 'monday', cells: 58, patients: 12, not_learned: { unanswered: 1, no_cell: 1, open: 0 } },
    ]);
    const trained = await start({ data: { kind: 'batches', batches: [batch.id] } });
    await until(trained.id, 'finished');
    expect(await run(trained.id)).toMatchObject({ cells: 58, patients: 12, started: { on: 'monday' } });
    for (const path of [`/batches/${batch.id}`, `/trash/${batch.id}`])
      await ask(path, 'DELETE', undefined, 204);
  }, 60_000);

  test('takes no folder that the server was not started with', async () => {
    const body = { by: 'B', choices: CHOICES, data: { kind: 'folder', folder: join(folder, 'home') } };
    await ask('/runs', 'POST', body, 404);
  });

  test('cannot be begun on too little, and says what is missing', async () => {
    const { id } = await ask<ApiBatch>('/labelled-sets', 'POST', { name: 'empty' }, 201);
    await ask('/runs', 'POST', { by: 'B', choices: CHOICES, data: { kind: 'set', set: id } }, 409);
    await ask(`/batches/${id}`, 'DELETE', undefined, 204);
    expect(await ask<ApiTrashed[]>('/trash')).toMatchObject([{ id, kind: 'labelled' }]);
  });

  test('whose pictures were deleted does not go on with others', async () => {
    const { id } = await start({ data: { kind: 'set', set }, choices: { ...CHOICES, epochs: 40 } });
    await expect.poll(async () => (await run(id)).history.length, { timeout: 60_000 }).toBeGreaterThan(0);
    await ask(`/runs/${id}/stop`, 'POST');
    await ask(`/batches/${set}`, 'DELETE', undefined, 204);
    await ask(`/trash/${set}`, 'DELETE', undefined, 204);
    await ask(`/runs/${id}/resume`, 'POST', { by: 'B' }, 202);
    await until(id, 'failed');
    expect((await run(id)).failure!.reason).toMatch(/pictures that it learns from were deleted/);
  }, 60_000);
});

test('a training continues after its server was killed, to the same figures', async () => {
  const home = await temporaryFolder();
  let server = await startProcess(home, ['--dataset', drawn]);
  const ask = async <Value>(path: string, method = 'GET', body?: object) => {
    const answer = await fetch(`${server.address}/api/v1${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return (await answer.json()) as Value;
  };
  const choices = { ...CHOICES, epochs: 6 };
  const start = () =>
    ask<ApiRun>('/runs', 'POST', { by: 'A', choices, data: { kind: 'folder', folder: drawn } });
  const run = (id: string) => ask<ApiRun>(`/runs/${id}`);
  const killed = await start();
  await expect
    .poll(async () => (await run(killed.id)).history.length, { timeout: 60_000, interval: 20 })
    .toBe(2);
  await server.kill();
  server = await startProcess(home, ['--dataset', drawn]);
  const whole = await start();
  await expect.poll(async () => (await run(whole.id)).state, { timeout: 120_000 }).toBe('finished');
  const [a, b] = [await run(killed.id), await run(whole.id)];
  expect(a).toMatchObject({ state: 'finished', started: { by: 'A' } });
  const losses = ({ history }: ApiRun) => history.map(({ loss, val_loss }) => [loss, val_loss]);
  expect(losses(a)).toEqual(losses(b));
  expect(a.metrics!.confusion).toEqual(b.metrics!.confusion);
  expect(await ask(`/runs/${a.id}/steps`)).toEqual(await ask(`/runs/${b.id}/steps`));
  await server.stop();
}, 240_000);
