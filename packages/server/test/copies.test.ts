import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCellModel, saveCellModel } from '@giemsa/core';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiBatch } from '../src/api-types.js';
import { type Client, formOf, MODEL, options, startRoom, temporaryFolder } from './support/room.js';

describe('the same pictures for another model', () => {
  let room: Client;
  let batch: ApiBatch;
  let cells: [string, Buffer][];

  const copy = (model: string, source = batch.id) =>
    room.request(`/batches/${source}/copies`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model }),
    });

  beforeAll(async () => {
    const folder = await temporaryFolder();
    await writeSyntheticDataset(join(folder, 'cells'), { cells: 24, patients: 4, seed: 9, fields: 0 });
    const names = (await readdir(join(folder, 'cells/Parasitized'))).map((name) => `Parasitized/${name}`);
    cells = await Promise.all(
      names.map(
        async (name): Promise<[string, Buffer]> => [name, await readFile(join(folder, 'cells', name))],
      ),
    );
    const { model, metadata } = await readCellModel(MODEL);
    await saveCellModel(join(folder, 'strict.onnx'), model, { ...metadata, threshold: 1 });
    room = await startRoom(options(folder, { models: [MODEL, join(folder, 'strict.onnx')] }));
    batch = (await room.upload(Object.fromEntries(cells.slice(1)))).batch;
    await room.results(batch);
  }, 120_000);
  afterAll(() => room?.server.stop());

  test('are read by it, under the same names, with the labels', async () => {
    const response = await copy('strict.onnx');
    expect(response.status).toBe(201);
    const made = await room.results((await response.json()) as ApiBatch);
    const first = await room.results(batch);
    expect(made.batch.model).toBe('strict.onnx');
    expect(made.pictures.map(({ name, label }) => [name, label])).toEqual(
      first.pictures.map(({ name, label }) => [name, label]),
    );
    // Its threshold is 1: only what the network is entirely sure of is infected.
    expect(made.pictures.map((picture) => picture.class)).toEqual(
      first.pictures.map(({ probability }) => (probability! >= 1 ? 'Parasitized' : 'Uninfected')),
    );
    expect(made.pictures.some((picture, index) => picture.class !== first.pictures[index]!.class)).toBe(true);
  });

  test('asked for again are the same batch, with the pictures that came meanwhile', async () => {
    await room.request(`/batches/${batch.id}/pictures`, {
      method: 'POST',
      body: formOf(Object.fromEntries(cells.slice(0, 1))),
    });
    const response = await copy('strict.onnx');
    expect(response.status).toBe(200);
    const again = await room.results((await response.json()) as ApiBatch);
    expect(again.pictures).toHaveLength(cells.length);
  });

  test('stay when the first batch is deleted', async () => {
    const made = (await (await copy('strict.onnx')).json()) as ApiBatch;
    await room.request(`/batches/${batch.id}`, { method: 'DELETE' });
    const { pictures } = await room.results(made);
    expect((await room.request(`/pictures/${pictures[0]!.id}/image`)).status).toBe(200);
  });

  test('of no batch, by no model, or of whole fields: said so', async () => {
    const fields = (await room.upload({}, '?kind=fields', { body: null })).batch;
    expect((await copy('strict.onnx', fields.id)).status).toBe(409);
    const cellBatch = (await room.upload({}, '', { body: null })).batch;
    expect((await copy('no-such-model', cellBatch.id)).status).toBe(404);
    expect((await copy('strict.onnx', batch.id)).status).toBe(404);
  });
});
