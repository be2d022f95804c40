import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiSmear } from '../src/api-smear-types.js';
import type { ApiAdoptionNeeds, ApiCorrectedBatch, ApiTask } from '../src/api-task-types.js';
import type { ApiBatch } from '../src/api-types.js';
import { drawnField } from './support/fields.js';
import { type Client, options, startRoom, temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
let room: Client;
let batch: ApiBatch;

const post = (path: string, body: object) =>
  room.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const get = async <Value>(path: string) => (await (await room.request(path)).json()) as Value;
const needs = async () =>
  (await (await post('/adoptions/needs', { batches: [batch.id] })).json()) as ApiAdoptionNeeds;
const start = () => post('/adoptions', { batches: [batch.id], by: 'A. Keza' });
async function markCorrected(patients: readonly string[]): Promise<void> {
  const smear = await get<ApiSmear>(`/batches/${batch.id}/smear`);
  for (const { patient, fields } of smear.patients) {
    if (!patients.includes(patient)) continue;
    await room.request(`/pictures/${fields[0]!.id}/corrected`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ corrected: true, reviewer: 'A. Keza' }),
    });
  }
}

beforeAll(async () => {
  room = await startRoom(options(folder));
  const fields = await Promise.all([1, 2, 3, 4].map((seed) => drawnField(seed, 0.2, 420, 320)));
  const files = fields.map(({ png }, index) => [`s/P${index + 1}/f${index + 1}.png`, png] as const);
  const uploaded = await room.upload(Object.fromEntries(files), '?kind=fields&name=fields');
  batch = uploaded.batch;
  await room.results(batch);
}, 60_000);
afterAll(() => room.server.stop());

test('too few corrected fields are told before the start, with what is needed', async () => {
  expect(await get('/corrected-batches')).toEqual([]);
  await markCorrected(['P1']);
  const few = await needs();
  expect(few).toMatchObject({ fields: 1, whole_fields: 1, patients: 1, corrections: 0 });
  expect(few.missing).toEqual(['1 corrected field; at least 4 are needed, better 20']);
  const refused = await start();
  expect([refused.status, await refused.json()]).toEqual([
    409,
    expect.objectContaining({ code: 'too-little', detail: `${few.missing[0]}.` }),
  ]);
});

test('one that is stopped leaves nothing behind', async () => {
  await markCorrected(['P2', 'P3', 'P4']);
  const [listed] = await get<ApiCorrectedBatch[]>('/corrected-batches');
  expect(listed).toMatchObject({ id: batch.id, name: 'fields', fields: 4, whole_fields: 4, patients: 4 });
  expect(await needs()).toMatchObject({
    missing: [],
    notes: ['4 fields are few; better 20'],
  });
  const task = (await (await start()).json()) as ApiTask;
  expect(task).toMatchObject({ kind: 'adopt', by: 'A. Keza', batches: ['fields'], state: 'waiting' });
  await expect
    .poll(async () => (await get<ApiTask[]>('/tasks'))[0]!.state, { timeout: 60_000 })
    .toBe('running');
  expect(await (await post(`/tasks/${task.id}/stop`, {})).json()).toMatchObject({ state: 'stopped' });
  const gone = async () => [
    ...(await readdir(join(folder, 'runs')).catch(() => [])),
    ...(await readdir(join(folder, 'data/tasks')).catch(() => [])),
  ];
  await expect.poll(gone, { timeout: 20_000 }).toEqual([]);
});
