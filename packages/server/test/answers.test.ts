import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { readCsvTable } from '@giemsa/core/internal/files/csv-table';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiBatch, ApiCorrection, ApiPicture, ApiResults } from '../src/api-types.js';
import { type Client, options, startRoom, temporaryFolder } from './support/room.js';

describe('a person’s answer stands', () => {
  let folder: string;
  let room: Client;
  let batch: ApiBatch;
  let pictures: readonly ApiPicture[];

  const results = async (query = '') =>
    (await (await room.request(`/batches/${batch.id}/results${query}`)).json()) as ApiResults;
  const one = async (id: string, query = '') =>
    (await results(query)).pictures.find((picture) => picture.id === id)!;
  const say = async (id: string, verdict: string, reviewer: string, label?: string) => {
    const response = await room.request(`/pictures/${id}/correction`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ verdict, reviewer, ...(label !== undefined && { label }) }),
    });
    expect(response.status).toBe(200);
    return (await response.json()) as ApiCorrection | null;
  };
  const set = (values: object, by = 'AB') =>
    room.request(`/batches/${batch.id}/settings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ set: values, by }),
    });
  const csv = async () => {
    const path = join(folder, 'export.csv');
    await writeFile(path, await (await room.request(`/batches/${batch.id}/export.csv`)).text());
    return readCsvTable(path, 'the export');
  };

  beforeAll(async () => {
    folder = await temporaryFolder();
    await writeSyntheticDataset(join(folder, 'cells'), { cells: 16, patients: 4, seed: 3, fields: 0 });
    const { readdir } = await import('node:fs/promises');
    const files: Record<string, Uint8Array> = {};
    for (const name of await readdir(join(folder, 'cells/Parasitized')))
      files[`P1/${name}`] = await readFile(join(folder, 'cells/Parasitized', name));
    room = await startRoom(options(folder));
    batch = (await room.upload(files)).batch;
    pictures = (await room.results(batch)).pictures;
  }, 120_000);
  afterAll(() => room?.server.stop());

  test('an agreed class stays when the threshold moves; the model’s follows it', async () => {
    const { id, class: agreed } = pictures[0]!;
    await say(id, 'agree', 'AB');
    for (const threshold of [0, 1]) {
      const shown = await one(id, `?threshold=${threshold}`);
      expect(shown.final_class).toBe(agreed);
      const [other] = (await results(`?threshold=${threshold}`)).pictures.slice(1);
      expect(other!.final_class).toBe(other!.class);
    }
    const report = await (await room.request(`/batches/${batch.id}/export.html?threshold=1`)).text();
    expect(report).toMatch(/<b>1<\/b><span>answered by a person, 1 otherwise than by the model/);
    expect(report).toMatch(/<b>1<\/b><span>infected: a person’s answer, else the model’s/);
  });

  test('who skips has not answered, and takes nothing from who did', async () => {
    const [first, second] = pictures as [ApiPicture, ApiPicture];
    expect(await say(first.id, 'skip', 'CD')).toMatchObject({ verdict: 'agree', reviewer: 'AB' });
    expect(await say(second.id, 'skip', 'CD')).toMatchObject({ verdict: 'skip' });
    const rows = await csv();
    const row = rows.find(({ file }) => file === second.name)!;
    expect(row).toMatchObject({ verdict: 'skip', reviewer: '', reviewed_at: '' });
    expect(row.final_class).toBe(row.model_class);
    const report = await (await room.request(`/batches/${batch.id}/export.html`)).text();
    expect(report).toMatch(/<b>1<\/b><span>answered by a person, 0 otherwise/);
  });

  test('who takes back their answer leaves that of another reader', async () => {
    const { id, name, class: own } = pictures[2]!;
    await say(id, 'disagree', 'AB', 'Uninfected');
    await say(id, 'disagree', 'CD', 'Parasitized');
    expect(await say(id, 'take back', 'CD')).toMatchObject({ label: 'Uninfected', reviewer: 'AB' });
    expect((await csv()).find(({ file }) => file === name)).toMatchObject({
      ...{ final_class: 'Uninfected', reviewer: 'AB', model_class: own },
    });
    expect(await say(id, 'take back', 'AB')).toBeNull();
    expect(await one(id)).toMatchObject({ correction: null, final_class: own });
  });

  test('the threshold is the batch’s, with who set it, for everybody and in every export', async () => {
    expect((await set({ setting: 'threshold', threshold: 0 })).status).toBe(201);
    const shown = await results();
    expect(shown).toMatchObject({ threshold: 0, threshold_set: { by: 'AB' }, own_threshold: 0.5 });
    expect(shown.threshold_from).toMatch(/^set by AB, 20/);
    expect(new Set(shown.pictures.map((picture) => picture.class))).toEqual(new Set(['Parasitized']));
    const [row] = await csv();
    expect(row).toMatchObject({
      ...{ threshold: '0', model: 'tiny-resnet.onnx', model_sha256: shown.model_sha256 },
      ...{ threshold_from: shown.threshold_from, calibration: shown.calibration, software: shown.software },
    });
    const json = await (await room.request(`/batches/${batch.id}/export.json`)).json();
    expect(json).toMatchObject({ threshold: 0, threshold_set: { by: 'AB' }, calibration: 'none' });
    const report = await (await room.request(`/batches/${batch.id}/export.html`)).text();
    expect(report).toContain('0 (set by AB, ');
    await set({ setting: 'threshold', threshold: null }, 'CD');
    expect(await results()).toMatchObject({ threshold: 0.5, threshold_set: null });
    const made = await (await room.request(`/batches/${batch.id}/settings`)).json();
    expect(made).toMatchObject([
      { threshold: 0, by: 'AB' },
      { threshold: null, by: 'CD' },
    ]);
    expect((await set({ setting: 'threshold', threshold: 2 })).status).toBe(400);
    expect((await set({ setting: 'blood', patient: null, red_cells: 5e6, haematocrit: null })).status).toBe(
      409,
    );
  });

  test('a summary says in a few figures what the results say one by one', async () => {
    const summary = async () => (await (await room.request(`/batches/${batch.id}/summary`)).json()) as object;
    for (const threshold of [0, 1, null]) {
      await set({ setting: 'threshold', threshold });
      const { pictures: shown, positive_class: positive } = await results();
      const finals = shown.flatMap(({ final_class: final }) => final ?? []);
      expect(await summary()).toEqual({
        ...{ cells: finals.length, infected: finals.filter((name) => name === positive).length },
        ...{ fields: null, reviewed: 1, patients: null, signed: null },
      });
    }
  });

  test('a named person renames a batch; it is found by a part of either name that it has now', async () => {
    const found = async (search: string) =>
      ((await (await room.request(`/batches?${new URLSearchParams({ search })}`)).json()) as ApiBatch[]).map(
        ({ name }) => name,
      );
    expect((await set({ setting: 'name', name: 'Ward 3, 100 % seen' })).status).toBe(201);
    expect((await results()).batch.name).toBe('Ward 3, 100 % seen');
    expect(await found('ward 3')).toEqual(['Ward 3, 100 % seen']);
    expect(await found('0 % s')).toEqual(['Ward 3, 100 % seen']);
    // Signs that a database takes for "anything".
    expect(await found('w_rd')).toEqual([]);
    expect(await found('%')).toEqual(['Ward 3, 100 % seen']);
    expect(await found('Batch of')).toEqual([]);
    expect((await set({ setting: 'name', name: '  ' })).status).toBe(400);
    const nobody = await room.request(`/batches/${batch.id}/settings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ set: { setting: 'name', name: 'x' } }),
    });
    expect(nobody.status).toBe(400);
    const made = (await (await room.request(`/batches/${batch.id}/settings`)).json()) as object[];
    expect(made.at(-1)).toMatchObject({ setting: 'name', name: 'Ward 3, 100 % seen', by: 'AB' });
  });

  test('cells are sorted into patients as fields are: by a rule, and by what a person says of files', async () => {
    const patients = async () => new Set((await results()).pictures.map(({ patient }) => patient));
    const names = (await results()).pictures.map(({ name }) => name);
    const derived = await patients();
    expect((await results()).sorting).toEqual({ from: 'names', pattern: null, set: null });
    expect((await set({ setting: 'patients', from: 'folders', pattern: null })).status).toBe(201);
    expect(await patients()).toEqual(new Set(['P1']));
    expect((await results()).sorting).toMatchObject({ from: 'folders', set: { by: 'AB' } });
    expect((await set({ setting: 'files', files: [names[0]], patient: 'K7' })).status).toBe(201);
    expect((await results()).pictures.map(({ patient }) => patient).slice(0, 2)).toEqual(['K7', 'P1']);
    expect((await csv())[0]).toMatchObject({ patient: 'K7' });
    expect((await (await room.request(`/pictures/${pictures[0]!.id}`)).json()) as ApiPicture).toMatchObject({
      patient: 'K7',
    });
    expect((await set({ setting: 'details', patient: 'P1', details: [] })).status).toBe(409);
    await set({ setting: 'files', files: [names[0]], patient: null });
    await set({ setting: 'patients', from: 'names', pattern: null });
    expect(await patients()).toEqual(derived);
  });
});
