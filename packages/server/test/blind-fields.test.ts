import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiPatient } from '../src/api-patient-types.js';
import type { ApiAgreement, ApiFieldsToRead, ApiFieldToRead } from '../src/api-reading-types.js';
import type { ApiCell, ApiField, ApiSmear } from '../src/api-smear-types.js';
import type { ApiBatch, ApiSummary } from '../src/api-types.js';
import { drawnField } from './support/fields.js';
import { type Client, formOf, options, startRoom, temporaryFolder } from './support/room.js';

const TOKENS = [
  { name: 'Ama', room: 'lab' },
  { name: 'Ben', room: 'lab' },
  { name: 'Chi', room: 'lab' },
  { name: 'Eve', room: 'lab', role: 'admin' },
  { name: 'guest', room: 'lab', role: 'reader' },
] as const;
type Who = (typeof TOKENS)[number]['name'];

describe('fields that two persons read blind, and a third', () => {
  let room: Client;
  let batch: ApiBatch;
  let fields: string[];
  /** The counted cells of the first field, as the model calls them. */
  let cells: ApiCell[];

  const ask = (who: Who, path: string, method = 'GET', body?: unknown) =>
    room.request(path, {
      method,
      headers: {
        authorization: `Bearer token-of-${who}-of-the-lab`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const json = async <Value>(who: Who, path: string) => (await (await ask(who, path)).json()) as Value;
  const codeOf = async (answer: Promise<Response>) =>
    ((await (await answer).json()) as { code: string }).code;
  const blind = (who: Who, isBlind: boolean, id = batch.id) =>
    ask(who, `/batches/${id}/settings`, 'POST', { set: { setting: 'blind', blind: isBlind } });
  const list = (who: Who) => json<ApiFieldsToRead>(who, `/batches/${batch.id}/readings`);
  const seen = (who: Who, field = 0) => json<ApiFieldToRead>(who, `/pictures/${fields[field]}/reading`);
  const read = (who: Who, field: number, infected: number[], not_cells: number[] = []) =>
    ask(who, `/pictures/${fields[field]}/readings`, 'POST', { infected, not_cells });
  const edit = (who: Who, change: object) =>
    ask(who, `/pictures/${fields[0]}/edits`, 'POST', { edit: change });
  const smear = () => json<ApiSmear>('guest', `/batches/${batch.id}/smear`);
  const agreement = (who: Who) => json<ApiAgreement>(who, `/batches/${batch.id}/agreement`);
  const done = async (id: string) => {
    while ((await json<ApiBatch>('Ama', `/batches/${id}`)).progress.done < 2)
      await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const upload = async (query: string, files: Readonly<Record<string, Uint8Array>>) => {
    const headers = { authorization: 'Bearer token-of-Ama-of-the-lab' };
    const made = await room.request(`/batches?kind=fields&${query}`, {
      method: 'POST',
      headers,
      body: formOf(files),
    });
    const { batch: added } = (await made.json()) as { batch: ApiBatch };
    await done(added.id);
    return added;
  };

  beforeAll(async () => {
    const folder = await temporaryFolder();
    const tokens = join(folder, 'tokens.json');
    const entries = TOKENS.map((entry) => ({ ...entry, token: `token-of-${entry.name}-of-the-lab` }));
    await writeFile(tokens, JSON.stringify(entries), { mode: 0o600 });
    room = await startRoom(options(folder, { tokens }));
    const drawn = await Promise.all([1, 2].map((seed) => drawnField(seed, 0.15, 560, 420)));
    const files = { 'P1/a.png': drawn[0]!.png, 'P2/b.png': drawn[1]!.png };
    batch = await upload('name=film', files);
    const { patients } = await smear();
    fields = patients.flatMap((patient) => patient.fields.map(({ id }) => id));
    ({ cells } = await json<ApiField>('Ama', `/pictures/${fields[0]}/field`));
    cells = cells.filter(({ counted }) => counted);
    await ask('guest', `/batches/${batch.id}/smear/cells.csv`);
    await ask('Ben', `/batches/${batch.id}/patients/P1/report.html`);
    expect((await blind('guest', true)).status).toBe(403);
    expect((await blind('Ben', true)).status).toBe(201);
  }, 120_000);
  afterAll(() => room?.server.stop());

  test('no route tells what the model says before a person has read', async () => {
    const { paths } = (await (
      await fetch(`${room.server.address}/api/openapi.json`, {
        headers: { authorization: 'Bearer token-of-Eve-of-the-lab' },
      })
    ).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const routes = Object.keys(paths).filter((path) => 'get' in paths[path]! && /batch|picture/.test(path));
    const words: Readonly<Record<string, readonly string[]>> = {
      batch: [batch.id],
      picture: [fields[0]!],
      patient: ['P1'],
      cell: [String(cells[0]!.id)],
      version: ['1'],
      format: ['csv', 'json', 'html'],
      file: ['patients.csv', 'fields.csv', 'cells.csv', 'corrections.csv', 'smear.json', 'coco.json'],
    };
    const asked = routes.flatMap((path) =>
      [...path.matchAll(/\{(\w+)\}/g)].reduce(
        (made, [slot, name]) => made.flatMap((one) => words[name!]!.map((word) => one.replace(slot, word))),
        [path.replace('/api/v1', '')],
      ),
    );
    expect(asked.length).toBeGreaterThan(20);
    const open: string[] = [];
    for (const who of ['Ama', 'Eve', 'guest'] as const) {
      for (const path of asked.filter((one) => !one.endsWith('/events'))) {
        const answer = await ask(who, path);
        const text = await answer.text();
        if (answer.ok && who === 'Eve') open.push(path.replace(batch.id, 'B').replace(fields[0]!, 'P'));
        for (const { probability } of cells) expect(text, path).not.toContain(String(probability));
        expect(text, path).not.toMatch(/"(call|model_class|final_class|class)":\s*"/);
        expect([...answer.headers.values()].join(), path).not.toContain('infected');
      }
    }
    // Anything else that answers has to be looked at: does it tell something?
    expect(open.sort()).toEqual([
      ...[
        '/batches',
        '/batches/B',
        '/batches/B/agreement',
        '/batches/B/export.csv',
        '/batches/B/export.json',
      ],
      ...['/batches/B/files', '/batches/B/readings', '/batches/B/results', '/batches/B/settings'],
      ...['/batches/B/summary', '/corrected-batches', '/pictures/P', '/pictures/P/field.webp'],
      ...[
        '/pictures/P/image',
        '/pictures/P/reading',
        // Of single cells, those that are decided.
        '/reviewed-batches',
      ],
    ]);
    for (const path of [`/batches/${batch.id}/smear`, `/pictures/${fields[0]}/field`])
      expect(await codeOf(ask('Eve', path))).toBe('blind');
    expect(await codeOf(ask('Eve', '/calibrations/needs', 'POST', { batches: [batch.id] }))).toBe('blind');
    expect(await json('Eve', '/corrected-batches')).toEqual([]);
    expect(await json<ApiSummary>('Ama', `/batches/${batch.id}/summary`)).toMatchObject({
      cells: 0,
      infected: 0,
    });
    expect(await json<ApiBatch>('Ama', `/batches/${batch.id}`)).toMatchObject({
      progress: { done: 2, refused: 0 },
    });
  });

  test('a reader is asked about all cells that count, and sees their outlines only', async () => {
    const field = await seen('Ama');
    expect(field).toMatchObject({ patient: 'P1', state: 'waits', hidden: true, may_answer: true });
    expect(field.cells.filter(({ asked }) => asked).map(({ id }) => id)).toEqual(cells.map(({ id }) => id));
    expect(field.cells.every(({ answers, model_class: said }) => answers.length === 0 && said === null)).toBe(
      true,
    );
    expect(await list('Ama')).toMatchObject({
      hidden: 2,
      patients: [
        {
          patient: 'P1',
          fields: [{ state: 'waits', hidden: true, cells: cells.length, read_by_you: false }],
        },
        { patient: 'P2', fields: [{ hidden: true }] },
      ],
    });
    expect(await codeOf(edit('Ama', { action: 'class', cell: cells[0]!.id, class: 'infected' }))).toBe(
      'blind',
    );
    expect(await codeOf(ask('Ama', `/pictures/${fields[0]}/corrected`, 'PUT', { corrected: true }))).toBe(
      'blind',
    );
  });

  test('a reading names each cell once, and only cells that are asked', async () => {
    const [first] = cells as [ApiCell];
    expect((await read('Ama', 0, [first.id, 99_999])).status).toBe(400);
    expect((await read('Ama', 0, [first.id], [first.id])).status).toBe(400);
    expect((await read('guest', 0, [])).status).toBe(403);
  });

  test('who has read a field sees it, and the reading stands; others still see nothing', async () => {
    const [a, b, c] = cells.map(({ id }) => id) as [number, number, number];
    const answer = (await (await read('Ama', 0, [a, b], [c])).json()) as ApiFieldToRead;
    expect(answer).toMatchObject({ hidden: false, may_answer: false, state: 'waits' });
    expect(answer.cells.find(({ id }) => id === a)).toMatchObject({
      answers: [{ reviewer: 'Ama', answer: 'infected' }],
      model_class: cells[0]!.call,
    });
    expect(await codeOf(read('Ama', 0, []))).toBe('answer-stands');
    expect(await seen('Ben')).toMatchObject({ state: 'waits', hidden: true });
    expect((await seen('Ben')).cells.every(({ answers }) => answers.length === 0)).toBe(true);
    expect((await agreement('Ama')).with_model).toBeNull();
  });

  test('a third person is asked only where two readers differ, and decides', async () => {
    const [a, b, c] = cells.map(({ id }) => id) as [number, number, number];
    await read('Ben', 0, [a], [c]);
    const field = await seen('Chi');
    expect(field).toMatchObject({ state: 'disagreed', hidden: true });
    expect(field.cells.filter(({ asked }) => asked).map(({ id }) => id)).toEqual([b]);
    expect((await read('Chi', 0, [a])).status).toBe(400);
    expect((await read('Chi', 0, [])).status).toBe(201);
    expect(await seen('guest')).toMatchObject({ state: 'decided', hidden: false });
    expect(await codeOf(read('Eve', 0, []))).toBe('answer-stands');
  });

  test('four who read at once are two readers, not three', async () => {
    const answers = await Promise.all((['Ama', 'Ben', 'Chi', 'Eve'] as const).map((who) => read(who, 1, [])));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
  });

  test('when nothing is left to answer the figures are shown: what readers decided counts, with their names', async () => {
    const { patients, was_blind: wasBlind } = await smear();
    expect(wasBlind).toBe(true);
    // One that is none is counted as debris.
    expect(patients[0]!.parasitaemia).toMatchObject({ counted: cells.length - 1, infected: 1 });
    expect(patients[0]!.reviewers).toEqual(['Ama', 'Ben', 'Chi']);
    expect(patients[0]!.fields[0]!.edits).toBe(0);
    const [a, b, c] = cells.map(({ id }) => id) as [number, number, number];
    const field = await json<ApiField>('guest', `/pictures/${fields[0]}/field`);
    const of = (id: number) => field.cells.find((cell) => cell.id === id)!;
    expect(of(a)).toMatchObject({ final_class: 'infected', reviewer: 'Ama and Ben' });
    expect(of(b)).toMatchObject({ final_class: 'uninfected', reviewer: 'Chi', model_class: cells[1]!.call });
    expect(of(c)).toMatchObject({ final_class: 'debris', counted: false });
  });

  test('the agreement is by cell: between readers, and of each with the model', async () => {
    const all = await agreement('guest');
    expect(all).toMatchObject({
      hidden: 0,
      disagreed: 0,
      decided: 1,
      classes: ['infected', 'uninfected', 'no cell'],
    });
    const pair = all.between!.find(({ readers }) => readers.join() === 'Ama,Ben')!;
    expect(pair.n - pair.agreed).toBe(1);
    const own = all.with_model!.find(({ reader }) => reader === 'Ama')!;
    const called = cells.slice(3).filter(({ call }) => call === 'uninfected').length;
    expect(own.n).toBeGreaterThanOrEqual(cells.length);
    expect(own.agreed).toBeGreaterThanOrEqual(called);
    expect(all.copies_before.map(({ person, action }) => [person, action])).toEqual([
      ['guest', 'GET /batches/:batch/smear/:file'],
      ['Ben', 'GET /batches/:batch/patients/:patient/report.html'],
    ]);
  });

  test('an administrator ends it; a decided cell stays decided, and no other correction is hindered', async () => {
    expect((await blind('Ama', false)).status).toBe(403);
    expect((await blind('Eve', false)).status).toBe(201);
    const [a] = cells as [ApiCell];
    for (const change of [
      { action: 'class', cell: a.id, class: 'uninfected' },
      { action: 'remove', cell: a.id },
      { action: 'restore', cell: a.id },
    ])
      expect(await codeOf(edit('Eve', change))).toBe('answer-stands');
    const outline = a.outline.map((value) => value + 1);
    expect((await edit('Eve', { action: 'add', outline })).status).toBe(201);
    expect((await edit('Eve', { action: 'undo' })).status).toBe(201);
    expect(await codeOf(blind('Eve', true))).toBe('answered');
  });

  test('a batch can be read blind from its upload on; ended early, cells in dispute wait for a third person', async () => {
    const drawn = await Promise.all([3, 4].map((seed) => drawnField(seed, 0.15, 560, 420)));
    const other = await upload('name=other&blind=true', {
      'P1/a.png': drawn[0]!.png,
      'P1/b.png': drawn[1]!.png,
    });
    expect(other.blind).toBe(true);
    expect(await codeOf(ask('Ama', `/batches/${other.id}/smear`))).toBe('blind');
    expect(await json('Ama', `/batches/${other.id}/settings`)).toMatchObject([
      { setting: 'blind', by: 'Ama' },
    ]);
    const { patients } = await json<ApiFieldsToRead>('Ama', `/batches/${other.id}/readings`);
    const first = patients[0]!.fields[0]!.id;
    const reading = await json<ApiFieldToRead>('Ama', `/pictures/${first}/reading`);
    const [a] = reading.cells.flatMap(({ id, asked }) => (asked ? [id] : [])) as [number];
    await ask('Ama', `/pictures/${first}/readings`, 'POST', { infected: [a] });
    await ask('Ben', `/pictures/${first}/readings`, 'POST', { infected: [] });
    expect((await blind('Eve', false, other.id)).status).toBe(201);
    const patient = () => json<ApiPatient>('Chi', `/batches/${other.id}/patients/P1`);
    const before = await patient();
    expect(before.hindrance).toContain('two readers differ on 1 of the patient’s cells');
    expect(before.result.cells.find(({ cell, picture }) => cell === a && picture === first)).toMatchObject({
      ...{ reason: 'readers differ', counted: false, final_class: null, answer: null },
    });
    const change = { edit: { action: 'class', cell: a, class: 'infected' } };
    expect(await codeOf(ask('Ben', `/pictures/${first}/edits`, 'POST', change))).toBe('answer-stands');
    expect((await ask('Chi', `/pictures/${first}/edits`, 'POST', change)).status).toBe(201);
    expect(await codeOf(ask('Chi', `/pictures/${first}/edits`, 'POST', { edit: { action: 'undo' } }))).toBe(
      'answer-stands',
    );
    const after = await patient();
    expect(after.hindrance).toBeNull();
    expect(after.result.parasitaemia.counted).toBe(before.result.parasitaemia.counted + 1);
  });
});
