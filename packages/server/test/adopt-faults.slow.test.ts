import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { ApiAdoption } from '../src/api-adoption-types.js';
import type { ApiSmear } from '../src/api-smear-types.js';
import type { ApiCalibration, ApiTask } from '../src/api-task-types.js';
import type { ApiUpload } from '../src/api-types.js';
import { drawnField } from './support/fields.js';
import { hasPostgres, startPostgres } from './support/postgres.js';
import { startProcess } from './support/process.js';
import { formOf, MODEL, temporaryFolder } from './support/room.js';

const PROGRAM = fileURLToPath(new URL('../../giemsa/bin/giemsa.js', import.meta.url));

test('an adoption that is stopped leaves nothing, one continues after its server was killed, and one that the gate refuses cannot be published', async () => {
  const home = await temporaryFolder();
  let server = await startProcess(home);
  const ask = async <Value>(path: string, method = 'GET', body?: object) => {
    const answer = await fetch(`${server.address}/api/v1${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return (await answer.json()) as Value;
  };
  const fields = await Promise.all([1, 2, 3, 4].map((seed) => drawnField(seed, 0.2, 420, 320)));
  const files = Object.fromEntries(fields.map(({ png }, index) => [`s/P${index + 1}/f.png`, png]));
  const uploaded = await fetch(`${server.address}/api/v1/batches?kind=fields&name=fields`, {
    ...{ method: 'POST', body: formOf(files) },
  });
  const { batch } = (await uploaded.json()) as ApiUpload;
  const smear = () => ask<ApiSmear>(`/batches/${batch.id}/smear`);
  await expect.poll(async () => (await smear()).batch.progress.done, { timeout: 60_000 }).toBe(4);
  for (const { fields: own } of (await smear()).patients) {
    const body = { corrected: true, reviewer: 'A. Keza' };
    await ask(`/pictures/${own[0]!.id}/corrected`, 'PUT', body);
  }
  const task = async () => (await ask<ApiTask[]>('/tasks'))[0]!;
  const start = { batches: [batch.id], by: 'A. Keza', model: 'tiny-resnet.onnx' };
  const untilTraining = () =>
    expect.poll(async () => (await task()).progress?.step, { timeout: 60_000 }).toBe('training');
  const left = async () => [...(await readdir(join(home, 'runs'))), ...(await readdir(join(home, 'tasks')))];

  // One that a person stops leaves nothing behind.
  await ask('/adoptions', 'POST', start);
  await untilTraining();
  await ask(`/tasks/${(await task()).id}/stop`, 'POST', {});
  expect((await task()).state).toBe('stopped');
  await expect.poll(left, { timeout: 30_000 }).toEqual([]);

  await ask('/adoptions', 'POST', start);
  await untilTraining();
  await server.kill();
  server = await startProcess(home);
  await expect.poll(async () => (await task()).ended, { timeout: 120_000 }).not.toBeNull();
  const ended = await task();
  expect(ended).toMatchObject({ state: 'done', interruptions: 1, reason: null });
  const [adoption] = await ask<ApiAdoption[]>('/adoptions');
  expect(adoption).toMatchObject({ id: ended.name, from: { model: 'tiny-resnet.onnx' }, offered: false });
  expect(adoption!.comparison.join('\n')).toContain('New microscope, 1 patient held out');
  const refused = await ask<{ code: string; detail: string }>(
    `/adoptions/${ended.name}/publish`,
    ...(['POST', { name: 'lab', by: 'A. Keza' }] as const),
  );
  expect(refused.code).toBe('not-offered');
  expect(refused.detail).toContain(adoption!.reasons[0]);
  // Copies of patients' pictures are gone.
  expect(await left()).toEqual([ended.name]);
  await server.stop();
}, 300_000);

test.skipIf(!hasPostgres)(
  'a worker beside the server calibrates a microscope, and stops when it is told so at the server',
  async () => {
    const home = await temporaryFolder();
    const postgres = await startPostgres();
    onTestFinished(() => postgres.stop());
    const server = await startProcess(home, ['--no-worker', '--database', postgres.url]);
    onTestFinished(async () => void (await server.stop()));
    const words = [
      'worker',
      '--data',
      home,
      '--runs',
      join(home, 'runs'),
      '--model',
      MODEL,
      '--threads',
      '1',
    ];
    const worker = spawn(process.execPath, [PROGRAM, ...words, '--database', postgres.url], {
      stdio: 'ignore',
    });
    onTestFinished(() => void worker.kill());
    const ask = async <Value>(path: string, method = 'GET', body?: object) => {
      const answer = await fetch(`${server.address}/api/v1${path}`, {
        method,
        ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      return (await answer.json()) as Value;
    };
    const fields = await Promise.all([1, 2, 3].map((seed) => drawnField(seed, 0, 420, 320)));
    const files = Object.fromEntries(fields.map(({ png }, index) => [`s/N${index + 1}/f.png`, png]));
    const uploaded = await fetch(`${server.address}/api/v1/batches?kind=fields&name=blanks`, {
      ...{ method: 'POST', body: formOf(files) },
    });
    const { batch } = (await uploaded.json()) as ApiUpload;
    const smear = () => ask<ApiSmear>(`/batches/${batch.id}/smear`);
    await expect.poll(async () => (await smear()).batch.progress.done, { timeout: 60_000 }).toBe(3);
    const tasks = () => ask<ApiTask[]>('/tasks');
    const start = { batches: [batch.id], microscope: 'Zeiss 2', without_malaria: true, by: 'A. Keza' };
    const model = 'tiny-resnet.onnx';
    await ask('/calibrations', 'POST', { ...start, model });
    await expect.poll(async () => (await tasks())[0]!.ended, { timeout: 60_000 }).not.toBeNull();
    expect((await tasks())[0]).toMatchObject({ state: 'done', reason: null });
    const [calibration] = await ask<ApiCalibration[]>('/calibrations');
    expect(calibration).toMatchObject({ microscope: 'Zeiss 2', model, stated_by: 'A. Keza' });
    // Two patients were measured: too few for any percentage.
    expect(calibration!.limits_of_blank.map(({ infected }) => infected)).toEqual([null, null]);

    await ask('/calibrations', 'POST', { ...start, model: 'smear' });
    // The worker has begun with it, and needs seconds.
    await sleep(800);
    await ask(`/tasks/${(await tasks())[0]!.id}/stop`, 'POST', {});
    await expect.poll(() => readdir(join(home, 'tasks')), { timeout: 30_000 }).toEqual([]);
    expect((await tasks())[0]!.state).toBe('stopped');
    expect(await ask<ApiCalibration[]>('/calibrations')).toHaveLength(1);
  },
  300_000,
);
