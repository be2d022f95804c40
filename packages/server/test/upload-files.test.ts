import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiSmear } from '../src/api-smear-types.js';
import type { ApiBatch, ApiResults } from '../src/api-types.js';
import { drawnField } from './support/fields.js';
import { type Client, formOf, options, startRoom, temporaryFolder } from './support/room.js';

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

describe('an upload says what is to come', () => {
  let folder: string;
  let room: Client;
  let cells: Record<string, Buffer>;
  const names = ['P1/a.png', 'P1/b.png', 'P2/c.png'];

  const get = async <Value>(path: string) => (await (await room.request(path)).json()) as Value;
  const begin = async (query = '') => (await room.upload({}, query, { body: null })).batch;
  const announce = (batch: ApiBatch, files: Record<string, Buffer>, leftOut: object[] = []) => {
    const list = Object.entries(files).map(([name, bytes]) => ({ name, bytes: bytes.length }));
    return room.request(`/batches/${batch.id}/manifest`, json('PUT', { files: list, left_out: leftOut }));
  };
  const send = async (batch: ApiBatch, files: Record<string, Buffer>) => {
    const body = formOf(files);
    expect((await room.request(`/batches/${batch.id}/pictures`, { method: 'POST', body })).status).toBe(201);
  };
  const csv = async (batch: ApiBatch) => (await room.request(`/batches/${batch.id}/export.csv`)).text();

  beforeAll(async () => {
    folder = await temporaryFolder();
    await writeSyntheticDataset(join(folder, 'cells'), { cells: 16, patients: 4, seed: 3, fields: 0 });
    const files = await readdir(join(folder, 'cells/Parasitized'));
    cells = Object.fromEntries(
      await Promise.all(
        names.map(async (name, index) => [
          name,
          await readFile(join(folder, 'cells/Parasitized', files[index]!)),
        ]),
      ),
    );
    room = await startRoom(options(folder));
  }, 120_000);
  afterAll(() => room?.server.stop());

  test('what has not arrived is said by the API and every export, also after the server was stopped', async () => {
    const batch = await begin();
    expect((await announce(batch, cells)).status).toBe(200);
    await send(batch, { 'P1/a.png': cells['P1/a.png']! });
    await room.server.stop();
    room = await startRoom(options(folder, { database: undefined, port: 0 }));
    const results = await get<ApiResults>(`/batches/${batch.id}/results`);
    expect(results.batch.progress).toMatchObject({ announced: 3, arrived: 1, total: 1 });
    expect(results.files.missing.map(({ name }) => name)).toEqual(['P1/b.png', 'P2/c.png']);
    expect(await csv(batch)).toMatch(/^P2\/c\.png,.*,missing,.*announced, and not arrived/m);
    const report = await (await room.request(`/batches/${batch.id}/export.html`)).text();
    expect(report).toContain('1 of 3 files arrived. This report is incomplete.');
    expect(await (await room.request(`/batches/${batch.id}/export.json`)).json()).toMatchObject({
      batch: { progress: { announced: 3, arrived: 1 } },
      files: { missing: [{ name: 'P1/b.png' }, { name: 'P2/c.png' }] },
    });
    // What is missing is sent, and then it is whole.
    await send(batch, { 'P1/b.png': cells['P1/b.png']!, 'P2/c.png': cells['P2/c.png']! });
    const whole = await room.results(batch);
    expect(whole.batch.progress).toMatchObject({ announced: 3, arrived: 3, total: 3 });
    expect(whole.files.missing).toEqual([]);
  });

  test('the same announcement twice is one; another one is refused', async () => {
    const batch = await begin();
    for (const _ of ['once', 'again']) expect((await announce(batch, cells)).status).toBe(200);
    const other = await announce(batch, { 'x.png': cells['P1/a.png']! });
    expect(other.status).toBe(409);
  });

  test('several files of one name and size are each waited for', async () => {
    const batch = await begin();
    const files = [1, 2].map(() => ({ name: 'image.jpg', bytes: cells['P1/a.png']!.length }));
    await room.request(`/batches/${batch.id}/manifest`, json('PUT', { files }));
    await send(batch, { 'image.jpg': cells['P1/a.png']! });
    expect((await get<ApiBatch>(`/batches/${batch.id}`)).progress).toMatchObject({
      announced: 2,
      arrived: 1,
    });
  });

  test('a named person ends an upload whose rest will not come; what never came stays listed', async () => {
    const batch = await begin();
    await announce(batch, cells);
    await send(batch, { 'P1/a.png': cells['P1/a.png']! });
    const ended = await room.request(`/batches/${batch.id}/manifest/end`, json('POST', { by: 'AB' }));
    expect(await ended.json()).toMatchObject({ progress: { announced: 1, arrived: 1 } });
    expect(await csv(batch)).toMatch(/^P2\/c\.png,.*,rejected,.*AB ended the upload without it/m);
  });

  test('a refused file stays with its reason, until it comes as a picture', async () => {
    const batch = await begin();
    const pdf = Buffer.from('%PDF-1.7 …');
    const leftOut = [{ name: 'notes\u0000.txt', reason: 'not\u0000sent\ud800' }];
    expect((await announce(batch, { 'P1/a.png': pdf }, leftOut)).status).toBe(200);
    await send(batch, { 'P1/a.png': pdf });
    const { files } = await get<ApiResults>(`/batches/${batch.id}/results`);
    expect(files.refused).toEqual([
      { name: 'notes.txt', reason: 'not sent' },
      { name: 'P1/a.png', reason: expect.stringContaining('PDF document is not read: save it as PNG') },
    ]);
    expect(await csv(batch)).toMatch(/^P1\/a\.png,.*,rejected,.*a PDF document/m);
    const report = await (await room.request(`/batches/${batch.id}/export.html`)).text();
    expect(report).toContain('a PDF document is not read');
    await send(batch, { 'P1/a.png': cells['P1/a.png']! });
    const later = await room.results(batch);
    expect(later.files.refused.map(({ name }) => name)).toEqual(['notes.txt']);
  });

  test('cells among fields are moved to a batch of cells, and read there', async () => {
    const { batch } = await room.upload({ 's/P1/cell.png': cells['P1/a.png']! }, '?kind=fields&name=s');
    const [picture] = (await room.results(batch)).pictures;
    expect(picture!.status).toBe('refused');
    const moved = await room.request(`/batches/${batch.id}/moves`, json('POST', { pictures: [picture!.id] }));
    const made = (await moved.json()) as ApiBatch;
    expect(made).toMatchObject({ kind: 'cells', name: 's: cells' });
    const { pictures } = await room.results(made);
    expect(pictures).toMatchObject([{ name: 's/P1/cell.png', status: 'done', class: expect.any(String) }]);
  });

  test('fields among cells are moved to a batch of fields, and refused files are in its tables', async () => {
    const field = (await drawnField(1, 0.15, 560, 420)).png;
    const { batch } = await room.upload({ 's/P1/cell.png': cells['P1/a.png']!, 's/P1/field.png': field });
    const { pictures } = await room.results(batch);
    const wrong = pictures.find(({ name }) => name === 's/P1/field.png')!;
    const say = json('PUT', { verdict: 'disagree', label: 'Uninfected', reviewer: 'AB' });
    const other = pictures.find(({ name }) => name === 's/P1/cell.png')!;
    await room.request(`/pictures/${other.id}/correction`, say);
    const refused = await room.request(
      `/batches/${batch.id}/moves`,
      json('POST', { pictures: [wrong.id, other.id] }),
    );
    expect(refused.status).toBe(409);
    const moved = await room.request(`/batches/${batch.id}/moves`, json('POST', { pictures: [wrong.id] }));
    expect(moved.status).toBe(201);
    const made = (await moved.json()) as ApiBatch;
    expect(made.kind).toBe('fields');
    await room.results(made);
    await send(made, { 's/P1/notes.png': Buffer.from('no picture') });
    const smear = await get<ApiSmear>(`/batches/${made.id}/smear`);
    expect(smear.patients[0]!.fields.map(({ name, status }) => [name, status])).toEqual([
      ['s/P1/field.png', 'done'],
    ]);
    expect(smear.files.refused).toMatchObject([{ name: 's/P1/notes.png' }]);
    const table = await (await room.request(`/batches/${made.id}/smear/fields.csv`)).text();
    expect(table).toMatch(/^P1,s\/P1\/notes\.png,no,"not a PNG/m);
    const left = await get<ApiResults>(`/batches/${batch.id}/results`);
    expect(left.pictures.map(({ name }) => name)).toEqual(['s/P1/cell.png']);
  });
});
