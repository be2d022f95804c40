import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCellModel, saveCellModel } from '@giemsa/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiRun } from '../src/api-training-types.js';
import type { ApiModel } from '../src/api-types.js';
import { type Client, MODEL, options, startRoom, temporaryFolder } from './support/room.js';

describe('a training that ended', () => {
  let folder: string;
  let room: Client;

  const get = async <Value>(path: string) => (await (await room.request(path)).json()) as Value;
  const offered = async () => (await get<ApiModel[]>('/models')).map(({ id }) => id);
  const publish = (run: string, published: boolean, by?: string) =>
    room.request(`/runs/${run}/published`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ published, ...(by !== undefined && { by }) }),
    });

  beforeAll(async () => {
    folder = await temporaryFolder();
    const run = join(folder, 'runs/ended');
    await mkdir(run, { recursive: true });
    await copyFile(MODEL, join(run, 'model.onnx'));
    const settings = { recipe: 'synthetic', architecture: 'tiny-resnet', epochs: 1, split: 'patient' };
    const config = { created: new Date().toISOString(), settings, data: { cells: 10 } };
    await writeFile(join(run, 'config.json'), JSON.stringify(config));
    await writeFile(join(run, 'report.html'), '<html>');
    await mkdir(join(folder, 'runs/going'), { recursive: true });
    await writeFile(join(folder, 'runs/going/config.json'), JSON.stringify(config));
    const { model, metadata } = await readCellModel(MODEL);
    await saveCellModel(join(folder, 'own.onnx'), model, { ...metadata, threshold: 0.4 });
    room = await startRoom(options(folder, { models: [join(folder, 'own.onnx')] }));
  }, 120_000);
  afterAll(() => room?.server.stop());

  test('is not offered for use, and no batch is read with it', async () => {
    expect(await offered()).toEqual(['own.onnx']);
    const refused = await room.request('/batches?model=ended', { method: 'POST' });
    expect(refused.status).toBe(409);
    expect(((await refused.json()) as { detail: string }).detail).toContain('a named person publishes it');
  });

  test('is published by a named person, and then offered; taken back it is not, and its batches stay', async () => {
    expect((await publish('ended', true)).status).toBe(400);
    const published = (await (await publish('ended', true, 'AB')).json()) as ApiRun;
    expect(published.published).toMatchObject({ by: 'AB', at: expect.stringMatching(/^20/) });
    expect(await offered()).toEqual(['own.onnx', 'ended']);
    const { batch } = await room.upload({}, '?model=ended', { body: null });
    await publish('ended', false, 'CD');
    expect(await offered()).toEqual(['own.onnx']);
    expect((await room.request(`/batches/${batch.id}/results`)).status).toBe(200);
  });

  test('is another one once it was trained further', async () => {
    await publish('ended', true, 'AB');
    await copyFile(join(folder, 'own.onnx'), join(folder, 'runs/ended/model.onnx'));
    expect((await get<ApiRun>('/runs/ended')).published).toBeNull();
    expect(await offered()).toEqual(['own.onnx']);
  });

  test('that has not ended cannot be published', async () => {
    expect((await publish('going', true, 'AB')).status).toBe(409);
  });
});
