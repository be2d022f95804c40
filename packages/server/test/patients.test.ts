import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readReview } from '@giemsa/core/internal/smear/review';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiPatient, ApiSignedResult } from '../src/api-patient-types.js';
import type { ApiSet, ApiSetting } from '../src/api-setting-types.js';
import type { ApiField, ApiFieldEdit, ApiSmear } from '../src/api-smear-types.js';
import type { ApiBatch, ApiTrashed } from '../src/api-types.js';
import { openDatabase } from '../src/storage/database.js';
import { calibratedModel, drawnField } from './support/fields.js';
import { type Client, formOf, options, startRoom, temporaryFolder } from './support/room.js';

const SIZE = [560, 420] as const;

describe('patients of a batch of fields', () => {
  let folder: string;
  let room: Client;
  let batch: ApiBatch;
  let pngs: Buffer[];

  const get = async <Value>(path: string): Promise<Value> =>
    (await (await room.request(path)).json()) as Value;
  const post = (path: string, body: object) =>
    room.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const smear = () => get<ApiSmear>(`/batches/${batch.id}/smear`);
  const pathOf = (code: string) => `/batches/${batch.id}/patients/${encodeURIComponent(code)}`;
  const patient = (code: string) => get<ApiPatient>(pathOf(code));
  const set = (setting: ApiSet, by = 'A. Tech') =>
    post(`/batches/${batch.id}/settings`, { set: setting, by });
  const edit = (picture: string, change: ApiFieldEdit, reviewer = 'R. Eader') =>
    post(`/pictures/${picture}/edits`, { edit: change, reviewer });
  const sign = async (code: string, by = 'S. Igner') =>
    post(`${pathOf(code)}/sign-off`, { digest: (await patient(code)).digest, by });
  const codes = async () => (await smear()).patients.map((one) => one.patient);

  beforeAll(async () => {
    folder = await temporaryFolder();
    pngs = (await Promise.all([1, 2, 3, 4].map((seed) => drawnField(seed, 0.15, ...SIZE)))).map(
      ({ png }) => png,
    );
    const models = [await calibratedModel(`${folder}/models`, 'calibrated')];
    room = await startRoom(options(folder, { models, trashDays: 30 }));
    const uploaded = await room.upload(
      { 's/P1/K7-1.png': pngs[0]!, 's/P1/K7-2.png': pngs[1]!, 's/P2/K8-1.png': pngs[2]! },
      '?kind=fields&name=s&haematocrit=40',
    );
    batch = uploaded.batch;
    await room.results(batch);
  }, 120_000);
  afterAll(() => room?.server.stop());

  test('are derived from folders, and by another rule where a person chooses it; who did it is kept', async () => {
    expect((await smear()).sorting).toEqual({ from: 'folders', pattern: null, set: null });
    expect(await codes()).toEqual(['P1', 'P2']);
    const wrong = await set({ setting: 'patients', from: 'pattern', pattern: 'K*' });
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ detail: expect.stringContaining('{patient} once') });
    expect((await set({ setting: 'patients', from: 'pattern', pattern: '{patient}-*' })).status).toBe(201);
    expect(await codes()).toEqual(['K7', 'K8']);
    expect((await smear()).sorting).toMatchObject({ from: 'pattern', set: { by: 'A. Tech' } });
    await set({ setting: 'patients', from: 'folders', pattern: null });
    expect(await codes()).toEqual(['P1', 'P2']);
  });

  test('get blood values and details of their own, which go along when a patient gets another code', async () => {
    const blood = { setting: 'blood', patient: 'P2', red_cells: null, haematocrit: '30' } as const;
    expect((await set(blood)).status).toBe(201);
    const details = [{ name: 'Ward', value: 'B' }];
    expect((await set({ setting: 'details', patient: 'P2', details })).status).toBe(201);
    expect((await set({ setting: 'details', patient: 'P9', details })).status).toBe(404);
    const renamed = await set({ setting: 'files', files: ['s/P2/K8-1.png'], patient: 'Q2' }, 'B. Sorter');
    expect(((await renamed.json()) as ApiSetting & { renamed: string }).renamed).toBe('P2');
    const [, second] = (await smear()).patients;
    expect(second).toMatchObject({
      ...{ patient: 'Q2', details, sorted: { by: 'B. Sorter' } },
      blood: { haematocrit: '30', set: { by: 'A. Tech' } },
    });
    expect(second!.parasitaemia.red_cells.words).toContain('30');
  });

  test('show all cells that somebody must look at, those that do not count last', async () => {
    const { result } = await patient('P1');
    const { cells, to_look_at: looked, parasitaemia: p } = result;
    expect(looked).toEqual({ of: cells.length, done: 0, cannot_tell: 0, readers: [] });
    expect(cells.filter(({ final_class: final }) => final === 'infected')).toHaveLength(p.infected);
    expect(new Set(cells.filter(({ counted }) => !counted).map(({ reason }) => reason))).toEqual(
      new Set(['in a clump', 'cut or covered'].filter((name) => cells.some(({ reason }) => reason === name))),
    );
    const counted = cells.map((cell) => cell.counted);
    expect(counted).toEqual(counted.toSorted((a, b) => Number(b) - Number(a)));
    const [first] = cells;
    const picture = await room.request(`/pictures/${first!.picture}/cells/${first!.cell}/around`);
    expect(picture.headers.get('content-type')).toBe('image/png');
  });

  test('answers count, and stay in the gallery; who cannot tell changes no figure', async () => {
    const before = (await patient('P1')).result;
    const [first, second] = before.cells;
    await edit(first!.picture, { action: 'class', cell: first!.cell, class: 'uninfected' });
    await edit(second!.picture, { action: 'look', cell: second!.cell, sees: 'cannot tell' }, 'T. Second');
    const { cells, to_look_at: looked, parasitaemia: p } = (await patient('P1')).result;
    expect(looked).toEqual({
      of: before.cells.length,
      done: 2,
      cannot_tell: 1,
      readers: ['R. Eader', 'T. Second'],
    });
    expect(p.infected).toBe(before.parasitaemia.infected - 1);
    expect(cells[0]).toMatchObject({
      model_class: 'infected',
      final_class: 'uninfected',
      answer: 'uninfected',
    });
    expect(cells[1]).toMatchObject({ final_class: 'infected', answer: 'cannot tell', by: 'T. Second' });
    const seen = await edit(first!.picture, { action: 'look', cell: first!.cell, sees: 'infected' });
    expect(seen.status).toBe(409);
    expect(await seen.json()).toMatchObject({ code: 'counted' });
  });

  test('who cannot tell takes back their own answer, and no other reader’s', async () => {
    const [first] = (await patient('P1')).result.cells;
    const { picture, cell } = first!;
    const answer = async () => (await patient('P1')).result.cells[0];
    await edit(picture, { action: 'look', cell, sees: 'cannot tell' }, 'T. Second');
    expect(await answer()).toMatchObject({ answer: 'uninfected', by: 'R. Eader' });
    await edit(picture, { action: 'look', cell, sees: 'cannot tell' });
    expect(await answer()).toMatchObject({ answer: 'cannot tell', final_class: 'infected', by: 'R. Eader' });
    const field = await get<ApiField>(`/pictures/${picture}/field`);
    expect(field.cells.find(({ id }) => id === cell)!.looked).toMatchObject({ sees: 'cannot tell' });
  });

  test('places that are not counted are answered without changing a figure', async () => {
    const field = (await smear()).patients[0]!.fields[0]!.id;
    const { cells, patient: before } = await get<ApiField>(`/pictures/${field}/field`);
    const uncounted = cells.find(({ counted, kind, cut }) => !counted && (cut || kind === 'clump'))!;
    await edit(field, { action: 'look', cell: uncounted.id, sees: 'infected' });
    const { cells: looked, parasitaemia: p } = (await patient('P1')).result;
    expect(looked.find(({ counted, answer }) => !counted && answer !== null)).toMatchObject({
      cell: uncounted.id,
      counted: false,
      answer: 'infected',
      by: 'R. Eader',
    });
    expect(p.counted).toBe(before.parasitaemia.counted);
    expect(p.infected).toBe(before.parasitaemia.infected);
  });

  test('are signed as they were seen, by a named person; something else is not signed', async () => {
    expect((await smear()).patients[0]!.sign_off).toEqual({ state: 'unsigned', version: 1, signed: null });
    const { digest } = await patient('P1');
    expect((await post(`${pathOf('P1')}/sign-off`, { digest })).status).toBe(400);
    const other = await post(`${pathOf('P1')}/sign-off`, { digest: '0'.repeat(64), by: 'S. Igner' });
    expect(await other.json()).toMatchObject({ code: 'changed-meanwhile' });
    const signed = await sign('P1');
    expect(signed.status).toBe(201);
    expect(await signed.json()).toMatchObject({
      sign_off: { state: 'signed', version: 1, signed: { by: 'S. Igner' } },
      versions: [{ version: 1, by: 'S. Igner' }],
      changes: [],
    });
    expect(await (await sign('P1')).json()).toMatchObject({ code: 'signed-already' });
    expect((await smear()).patients[1]!.sign_off.state).toBe('unsigned');
    // In the list of batches, too: the figures of the page, and how far the signing is.
    const { patients } = await smear();
    const sum = (of: (figures: ApiSmear['patients'][number]['parasitaemia']) => number) =>
      patients.reduce((total, one) => total + of(one.parasitaemia), 0);
    expect(await get(`/batches/${batch.id}/summary`)).toEqual({
      ...{ cells: sum((figures) => figures.counted), infected: sum((figures) => figures.infected) },
      ...{ fields: 3, reviewed: 0, patients: 2, signed: 1 },
    });
    // Two who sign at the same moment: one of them did.
    const both = await Promise.all([sign('Q2', 'A. One'), sign('Q2', 'B. Two')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { result } = await get<ApiSignedResult>(`${pathOf('P1')}/versions/1`);
    expect(result).toMatchObject({
      model: { id: 'calibrated.onnx', sha256: expect.stringMatching(/^[\da-f]{64}$/) },
      ...{
        threshold: 0.5,
        calibration: expect.stringContaining('10 patients'),
        software: expect.stringContaining('giemsa'),
      },
    });
    // A threshold that somebody tries out changes nothing of it.
    const tried = await get<ApiSmear>(`/batches/${batch.id}/smear?threshold=0.9`);
    expect(tried.patients[0]!.sign_off.state).toBe('signed');
  });

  test.each<[what: string, change: () => Promise<unknown>, by: string | null]>([
    [
      'answer',
      async () => {
        const [cell] = (await patient('P1')).result.cells;
        await edit(cell!.picture, { action: 'class', cell: cell!.cell, class: 'uninfected' }, 'L. Ater');
      },
      'L. Ater',
    ],
    ['threshold', () => set({ setting: 'threshold', threshold: 0.6 }, 'L. Ater'), 'L. Ater'],
    [
      'blood',
      () => set({ setting: 'blood', patient: 'P1', red_cells: 4_000_000, haematocrit: null }, 'L. Ater'),
      'L. Ater',
    ],
    [
      'details',
      () => set({ setting: 'details', patient: 'P1', details: [{ name: 'a', value: 'b' }] }, 'L. Ater'),
      'L. Ater',
    ],
    [
      'patient',
      () => set({ setting: 'files', files: ['s/P1/K7-2.png'], patient: 'Q2' }, 'L. Ater'),
      'L. Ater',
    ],
    [
      'field',
      async () => {
        await room.request(`/batches/${batch.id}/pictures`, {
          method: 'POST',
          body: formOf({ 's/P1/K7-9.png': pngs[3]! }),
        });
        await room.results(batch);
      },
      null,
    ],
  ])('a change of %s makes a new version, and the signed one stays as it was', async (what, change, by) => {
    const before = await patient('P1');
    const version = before.versions.length;
    expect(before.sign_off).toMatchObject({ state: 'signed', version });
    await change();
    const after = await patient('P1');
    expect(after.sign_off).toEqual({ ...before.sign_off, state: 'changed', version: version + 1 });
    const change1 = after.changes.find((one) => one.what === what);
    expect(change1).toMatchObject({ by });
    const kept = await get<ApiSignedResult>(`${pathOf('P1')}/versions/${version}`);
    expect(kept).toMatchObject({ version, is_latest: false, signed: before.sign_off.signed! });
    expect(kept.result).toEqual(before.result);
    expect((await sign('P1', 'A. Gain')).status).toBe(201);
    expect((await patient('P1')).sign_off).toMatchObject({ state: 'signed', version: version + 1 });
  });

  test('what was signed goes along when a patient gets another code, and is changed by that', async () => {
    const files = (await patient('P1')).result.fields.map(({ name }) => name);
    await set({ setting: 'files', files, patient: 'K7' });
    const { sign_off: state, versions, changes } = await patient('K7');
    expect(state.state).toBe('changed');
    expect(versions.length).toBe(7);
    expect(changes).toMatchObject([{ what: 'patient', by: 'A. Tech' }]);
    const { fields } = (await patient('K7')).result;
    const field = await get<ApiField>(`/pictures/${fields[0]!.id}/field`);
    expect(field.sign_off).toEqual(state);
    expect((await get<ApiSignedResult>(`${pathOf('K7')}/versions/1`)).result.patient).toBe('P1');
  });

  test('tables and JSON say what is signed, by whom, and what is noted', async () => {
    await sign('K7', 'Z. Last');
    const csv = await (await room.request(`/batches/${batch.id}/smear/patients.csv`)).text();
    const [header, ...rows] = csv
      .trim()
      .split('\n')
      .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
    const column = (name: string) => rows.map((row) => row[header!.indexOf(name)]);
    expect(column('sign_off')).toEqual(['signed', 'changed']);
    expect(column('signed_by')[0]).toBe('Z. Last');
    const path = join(folder, 'corrections.csv');
    await writeFile(path, await (await room.request(`/batches/${batch.id}/smear/corrections.csv`)).text());
    const looks = (await readReview(path)).edits.filter(({ edit: { action } }) => action === 'look');
    expect(looks.map(({ edit, reviewer }) => ({ ...edit, reviewer }))).toContainEqual(
      expect.objectContaining({ sees: 'cannot tell', reviewer: 'T. Second' }),
    );
    const json = await get<{ patients: object[] }>(`/batches/${batch.id}/smear/smear.json`);
    expect(json.patients[0]).toMatchObject({
      details: [{ name: 'a', value: 'b' }],
      sign_off: { state: 'signed', version: 8, signed: { by: 'Z. Last' } },
    });
  });

  test('have a report that says what was counted, who signed, and what an earlier version was', async () => {
    const page = async (code: string, query = '') =>
      (await room.request(`${pathOf(code)}/report.html${query}`)).text();
    const { result, versions } = await patient('K7');
    const text = await page('K7');
    for (const part of [
      ...['K7', 'Signed', 'Z. Last', `version ${versions.length}`, result.parasitaemia.statement],
      ...[result.model.sha256, 'calibrated.onnx', result.calibration, 'Research use only', 'R. Eader'],
      ...['<dt>a</dt><dd>b</dd>', `${result.to_look_at.done} of ${result.to_look_at.of} cells`],
    ]) {
      expect(text).toContain(part);
    }
    expect(text.match(/data:image\/png/g)!.length).toBe(Math.min(16, result.cells.length));
    const first = await page('K7', '?version=1');
    expect(first).toContain('Thin blood film of P1');
    expect(first).toContain('It was changed after this sign-off');
    expect(first).toContain(
      (await get<ApiSignedResult>(`${pathOf('K7')}/versions/1`)).result.parasitaemia.statement,
    );
    expect(await page('Q2')).toContain('Not signed');
    expect((await room.request(`${pathOf('K7')}/report.html?version=99`)).status).toBe(404);
  });

  test('go to laboratory systems as FHIR, with the status of what is signed', async () => {
    const status = async (code: string, query = '') => {
      const bundle = await get<{ entry: { resource: { status: string } }[] }>(
        `${pathOf(code)}/fhir.json${query}`,
      );
      return bundle.entry[0]!.resource.status;
    };
    expect([await status('K7'), await status('K7', '?version=1'), await status('Q2')]).toEqual([
      ...['amended', 'final', 'preliminary'],
    ]);
  });

  test('whose result is signed keep their fields in the batch', async () => {
    const { result } = await patient('Q2');
    const { id } = result.fields.find(({ name }) => name.endsWith('K8-1.png'))!;
    expect(result.corrections.filter(({ picture }) => picture === id)).toEqual([]);
    const moved = await post(`/batches/${batch.id}/moves`, { pictures: [id] });
    expect(await moved.json()).toMatchObject({ code: 'answered' });
  });

  test('whose fields have not arrived are not signed', async () => {
    const { batch: begun } = await room.upload({ 's/P1/a.png': pngs[0]! }, '?kind=fields&name=begun');
    const files = [
      { name: 's/P1/a.png', bytes: pngs[0]!.length },
      { name: 's/P1/b.png', bytes: 5 },
    ];
    await room.request(`/batches/${begun.id}/manifest`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ files }),
    });
    const path = `/batches/${begun.id}/patients/P1`;
    const { hindrance, digest } = await get<ApiPatient>(path);
    expect(hindrance).toMatch(/have not arrived|has not arrived/);
    const refused = await post(`${path}/sign-off`, { digest, by: 'S. Igner' });
    expect(await refused.json()).toMatchObject({ code: 'not-complete' });
  });

  test('whose result is signed come back from the trash as they were signed, however long they lay there', async () => {
    const before = await patient('K7');
    const made = await room.request('/batches?name=plain', { method: 'POST' });
    const { batch: plain } = (await made.json()) as { batch: ApiBatch };
    for (const { id } of [batch, plain])
      expect((await room.request(`/batches/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await room.request(`${pathOf('K7')}/versions/1`)).status).toBe(404);
    const trash = () => get<ApiTrashed[]>('/trash');
    expect((await trash()).map(({ name, ends }) => [name, ends === null])).toEqual([
      ['plain', false],
      ['s', true],
    ]);
    await room.server.stop();
    const database = await openDatabase(join(folder, 'data'), undefined);
    await database.executeSql(
      "UPDATE batches SET deleted_at = now() - interval '5 years' WHERE deleted_at IS NOT NULL",
    );
    await database.close();
    const models = [join(folder, 'models/calibrated.onnx')];
    room = await startRoom(options(folder, { models, trashDays: 30 }));
    // The sweep at the start takes what nobody signed.
    await expect.poll(async () => (await trash()).map(({ name }) => name)).toEqual(['s']);
    expect((await room.request(`/trash/${batch.id}/restore`, { method: 'POST' })).status).toBe(200);
    const after = await patient('K7');
    expect(after.digest).toBe(before.digest);
    expect(after.sign_off).toEqual(before.sign_off);
    expect(after.versions).toEqual(before.versions);
  });
});
