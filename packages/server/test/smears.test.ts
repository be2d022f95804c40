import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { collect, parasitaemia as figures, redCellCount } from '@giemsa/core/smear';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiField, ApiFieldEdit, ApiSmear } from '../src/api-smear-types.js';
import type { ApiBatch } from '../src/api-types.js';
import { BLANKS, calibratedModel, drawnField, emptyField } from './support/fields.js';
import { hasPostgres, startPostgres } from './support/postgres.js';
import { type Client, options, startRoom, temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
// Just large enough for the cells to be told from blur and dirt.
const SIZE = [560, 420] as const;
const fields = await Promise.all([1, 2, 3].map((seed) => drawnField(seed, 0.15, ...SIZE)));

const databases = [
  { name: 'PGlite', isHere: true },
  { name: 'PostgreSQL', isHere: hasPostgres },
];

describe('a calibration beside the model', () => {
  let room: Client;
  beforeAll(async () => {
    const models = [
      await calibratedModel(`${folder}/calibrations`, 'calibrated'),
      await calibratedModel(`${folder}/calibrations-of-another`, 'of-another-finder', 'watershed 0'),
    ];
    room = await startRoom(options(`${folder}/calibrated-room`, { models }));
  });
  afterAll(() => room.server.stop());

  const smearOf = async (model: string, files: Readonly<Record<string, Uint8Array>>): Promise<ApiSmear> => {
    const uploaded = await room.upload(files, `?kind=fields&name=s&haematocrit=40&model=${model}`);
    await room.results(uploaded.batch);
    return (await (await room.request(`/batches/${uploaded.batch.id}/smear`)).json()) as ApiSmear;
  };

  test('gives parasitaemia and density, by the library’s statistics', async () => {
    const files = { 's/P1/a.png': fields[0]!.png, 's/P1/b.png': fields[1]!.png };
    const { patients, cannot_tell: limits } = await smearOf('calibrated.onnx', files);
    const [{ parasitaemia, fields: own }] = patients as [ApiSmear['patients'][number]];
    const expected = figures(
      own.map(({ counts }) => ({ counted: counts!.counted, infected: counts!.infected })),
      redCellCount({ haematocrit: '40' }),
      { sensitivity: null, blanks: BLANKS },
    );
    expect(parasitaemia.statement).toBe(expected.statement);
    expect(parasitaemia.limit_of_blank).toBe(expected.limitOfBlank);
    expect(parasitaemia.corrected!.ci95).toEqual(expected.corrected!.ci95);
    expect(parasitaemia.corrected!.per_microlitre!.value).toBeCloseTo(
      expected.corrected!.value * 40 * 125_600,
      3,
    );
    expect(parasitaemia.is_sensitivity_known).toBe(false);
    expect(limits).toEqual([expect.stringContaining('How many infected cells are missed')]);
  });

  test('of another cell finder backs no figure', async () => {
    const { patients, cannot_tell: limits } = await smearOf('of-another-finder.onnx', {
      's/P1/a.png': fields[0]!.png,
    });
    const [{ parasitaemia }] = patients as [ApiSmear['patients'][0]];
    expect(parasitaemia).toMatchObject({ raw: null, corrected: null, severity: [] });
    expect(limits).toContainEqual(
      expect.stringContaining('made with another cell finder or network of stages than 1 field here'),
    );
  });
});

describe.each(databases)('fields of smears on $name', ({ name, isHere }) => {
  if (!isHere) return test.skip(`${name} is not installed here`);
  let database: Awaited<ReturnType<typeof startPostgres>> | undefined;
  let room: Client;
  let batch: ApiBatch;

  const get = async <Value>(path: string): Promise<Value> =>
    (await (await room.request(path)).json()) as Value;
  const smear = (query = '') => get<ApiSmear>(`/batches/${batch.id}/smear${query}`);
  const edit = (picture: string, change: ApiFieldEdit, reviewer = 'J. Doe') =>
    room.request(`/pictures/${picture}/edits`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ edit: change, reviewer }),
    });
  const fieldOf = async (patient: number, index: number) =>
    get<ApiField>(`/pictures/${(await smear()).patients[patient]!.fields[index]!.id}/field`);

  beforeAll(async () => {
    if (name === 'PostgreSQL') database = await startPostgres();
    room = await startRoom(options(`${folder}/${name}`, { database: database?.url }));
    const uploaded = await room.upload(
      {
        'slides/P1/a.png': fields[0]!.png,
        'slides/P1/b.png': fields[1]!.png,
        'slides/P2/a.png': fields[2]!.png,
        'slides/P2/empty.png': await emptyField(),
        'slides/P2/broken.jpg': Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(100)]),
      },
      '?kind=fields&name=slides&haematocrit=40',
    );
    batch = uploaded.batch;
    expect(uploaded.refused.map(({ name: file }) => file)).toEqual(['slides/P2/broken.jpg']);
    await room.results(batch);
  }, 120_000);
  afterAll(async () => {
    await room?.server.stop();
    await database?.stop();
  });

  test('are counted by patient; without a calibration no percentage, density or severity is said anywhere', async () => {
    const { patients, cannot_tell: limits } = await smear();
    expect(patients.map(({ patient }) => patient)).toEqual(['P1', 'P2']);
    const cells = fields[0]!.truth.length + fields[1]!.truth.length;
    const { parasitaemia } = patients[0]!;
    expect(parasitaemia.counted).toBeGreaterThan(0.5 * cells);
    expect(parasitaemia).toMatchObject({ raw: null, corrected: null, limit_of_blank: null, severity: [] });
    expect(parasitaemia.statement).toContain(
      'How many a patient without malaria would show is not known here',
    );
    expect(limits).toEqual([]);
    const files = ['patients.csv', 'smear.json'].map(async (file) =>
      (await room.request(`/batches/${batch.id}/smear/${file}`)).text(),
    );
    const [table, json] = await Promise.all(files);
    const [header, row] = table!.split('\n').map((line) => line.split(','));
    expect(header!.indexOf('parasites_per_microlitre')).toBeGreaterThan(0);
    for (const name of ['called_percent', 'corrected_percent', 'parasites_per_microlitre'])
      expect(row![header!.indexOf(name)]).toBe('');
    const { parasitaemia: written } = JSON.parse(json!).patients[0];
    expect(written).toMatchObject({ raw: null, corrected: null, severity: [], spread: null });
  });

  test('the API’s description says when there is no figure', async () => {
    const api = await (await fetch(`${room.server.address}/api/openapi.json`)).text();
    expect(api).toContain('Null without a calibration on at least 5 patients without malaria');
    expect(api).toContain('Empty if `corrected` is null');
  });

  test('that cannot be used are set aside with the reason, and the others are read', async () => {
    const [, second] = (await smear()).patients;
    const empty = second!.fields.find(({ name: file }) => file.endsWith('empty.png'))!;
    expect(empty.status).toBe('refused');
    expect(empty).toMatchObject({ reason: expect.stringMatching(/no red cells found/), rule: null });
    expect(second!.parasitaemia.fields).toBe(1);
  });

  test('are counted if a person accepts the rule that sets them aside', async () => {
    const blurred = await sharp(fields[0]!.png).blur(12).png().toBuffer();
    const told = async (query: string) => {
      const uploaded = await room.upload({ 's/P1/a.png': blurred }, `?kind=fields&name=s${query}`);
      await room.results(uploaded.batch);
      const { accepted, patients } = await get<ApiSmear>(`/batches/${uploaded.batch.id}/smear`);
      return { accepted, field: patients[0]!.fields[0]! };
    };
    const reason = expect.stringContaining('out of focus');
    expect(await told('')).toMatchObject({
      ...{ accepted: [], field: { status: 'refused', rule: 'blurred', reason } },
    });
    expect(await told('&accept=blurred,thick')).toMatchObject({
      ...{ accepted: ['blurred', 'thick'], field: { status: 'done', rule: null, reason } },
    });
    const wrong = await room.request('/batches?kind=fields&accept=thik', { method: 'POST' });
    expect(wrong.status).toBe(400);
    expect(((await wrong.json()) as { detail: string }).detail).toContain('thick');
  });

  test('that are there twice count once, whatever they are called', async () => {
    const same = {
      's/P1/a.png': fields[0]!.png,
      's/P1/copy.png': fields[0]!.png,
      's/P9/c.png': fields[0]!.png,
    };
    const uploaded = await room.upload(same, '?kind=fields&name=twice');
    await room.results(uploaded.batch);
    const { patients } = await get<ApiSmear>(`/batches/${uploaded.batch.id}/smear`);
    const told = patients.flatMap(({ fields: own }) => own.map(({ status, reason }) => [status, reason]));
    expect(told).toEqual([
      ['done', null],
      ['refused', 'the same picture as s/P1/a.png; it is counted there'],
      ['refused', expect.stringContaining('the same picture as s/P1/a.png of patient P1')],
    ]);
    expect(patients.map(({ parasitaemia }) => parasitaemia.fields)).toEqual([1, 0]);
  });

  test('follow a threshold at once', async () => {
    const all = (await smear('?threshold=0')).patients[0]!.parasitaemia;
    expect(all.infected).toBe(all.counted);
    expect((await smear('?threshold=0.3')).threshold_from).toMatch(/by hand/);
  });

  test('a class that a person corrects changes counts and figures, and stays when it is read again', async () => {
    const before = await fieldOf(0, 0);
    const cell = before.cells.find(({ call }) => call === 'uninfected')!;
    const answer = await edit(before.id, { action: 'class', cell: cell.id, class: 'infected' });
    expect(answer.status).toBe(201);
    const after = await fieldOf(0, 0);
    expect((await answer.json()) as ApiField).toEqual(after);
    expect(after.patient.parasitaemia.infected).toBe(before.patient.parasitaemia.infected + 1);
    expect(after.cells.find(({ id }) => id === cell.id)).toMatchObject({
      ...{ call: 'infected', reviewer: 'J. Doe', probability: cell.probability },
    });
    await edit(before.id, { action: 'class', cell: cell.id, class: 'white cell' });
    expect((await fieldOf(0, 0)).patient.parasitaemia.counted).toBe(before.patient.parasitaemia.counted - 1);
    await edit(before.id, { action: 'restore', cell: cell.id });
    expect((await fieldOf(0, 0)).patient.parasitaemia).toEqual(before.patient.parasitaemia);
  });

  test('a stage that a person says counts: a gametocyte is infected, and no part of parasitaemia', async () => {
    const before = await fieldOf(0, 0);
    const cell = before.cells.find(({ call }) => call === 'uninfected')!;
    await edit(before.id, { action: 'class', cell: cell.id, class: 'gametocyte' });
    const { cells, patient } = await fieldOf(0, 0);
    expect(cells.find(({ id }) => id === cell.id)).toMatchObject({
      ...{ call: 'infected', final_class: 'infected' },
      stage: { name: 'gametocyte', probability: null, sure: true },
    });
    const { infected, gametocytes } = before.patient.parasitaemia;
    expect(patient.parasitaemia).toMatchObject({ infected: infected + 1, gametocytes: gametocytes + 1 });
    expect(patient.stages!.gametocytes).toBe(before.patient.stages!.gametocytes + 1);
    expect(patient.parasitaemia.statement).toContain('of them gametocytes)');
    await edit(before.id, { action: 'restore', cell: cell.id });
    expect((await fieldOf(0, 0)).patient.parasitaemia).toEqual(before.patient.parasitaemia);
  });

  test('who takes back a correction leaves those of others, and what was undone counts as none', async () => {
    const { id, cells } = await fieldOf(0, 0);
    const cell = cells.find(({ call }) => call === 'uninfected')!;
    const now = async () => (await fieldOf(0, 0)).cells.find((one) => one.id === cell.id)!;
    await edit(id, { action: 'class', cell: cell.id, class: 'infected' }, 'AB');
    await edit(id, { action: 'class', cell: cell.id, class: 'uninfected' }, 'CD');
    expect(await now()).toMatchObject({ final_class: 'uninfected', reviewers: ['AB', 'CD'] });
    await edit(id, { action: 'take back', cell: cell.id }, 'CD');
    expect(await now()).toMatchObject({ model_class: 'uninfected', final_class: 'infected', reviewer: 'AB' });
    await edit(id, { action: 'take back', cell: cell.id }, 'AB');
    expect(await now()).toMatchObject({ final_class: 'uninfected', reviewer: null, reviewers: [] });
    expect((await smear()).patients[0]!.fields[0]!.edits).toBe(0);
  });

  test('threshold and haematocrit are the batch’s or a patient’s, with who set them, and exports have them', async () => {
    const set = (values: object) =>
      room.request(`/batches/${batch.id}/settings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ set: values, by: 'AB' }),
      });
    const blood = { setting: 'blood', patient: 'P2', red_cells: null, haematocrit: '30,5' };
    await set({ setting: 'threshold', threshold: 0.01 });
    expect((await set(blood)).status).toBe(201);
    const { patients, ...shown } = await smear();
    expect(shown).toMatchObject({
      threshold: 0.01,
      threshold_set: { by: 'AB' },
      blood: { haematocrit: '40' },
    });
    expect(patients.map((patient) => patient.blood)).toMatchObject([
      { haematocrit: '40', set: null },
      { haematocrit: '30,5', set: { by: 'AB' } },
    ]);
    expect(patients[1]!.parasitaemia.red_cells.words).toContain('haematocrit 30.5 %');
    for (const file of ['patients.csv', 'fields.csv', 'cells.csv']) {
      const [header, row] = (await (await room.request(`/batches/${batch.id}/smear/${file}`)).text()).split(
        '\n',
      );
      expect(header).toMatch(/,threshold,threshold_from,model,model_sha256,calibration,software$/);
      expect(row).toMatch(
        /,0\.01,"set by AB, .* not measured on whole fields",tiny-resnet\.onnx,[0-9a-f]{64},/,
      );
    }
    expect((await set({ ...blood, patient: 'P9' })).status).toBe(404);
    expect((await set({ ...blood, haematocrit: '99' })).status).toBe(422);
    await set({ setting: 'threshold', threshold: null });
    await set({ ...blood, haematocrit: null });
    expect((await smear()).threshold_set).toBeNull();
  });

  test('an outline is removed, redrawn and classified again, or added', async () => {
    const before = await fieldOf(1, 0);
    const [cell] = before.cells.filter(({ counted }) => counted);
    await edit(before.id, { action: 'remove', cell: cell!.id });
    const removed = await fieldOf(1, 0);
    expect(removed.removed).toEqual([{ cell: cell!.id, by: 'J. Doe' }]);
    expect(removed.patient.parasitaemia.counted).toBe(before.patient.parasitaemia.counted - 1);
    await edit(before.id, { action: 'restore', cell: cell!.id });

    const [x, y, width, height] = cell!.box;
    const square = [x + 4, y + 4, x + width - 4, y + 4, x + width - 4, y + height - 4, x + 4, y + height - 4];
    await edit(before.id, { action: 'outline', cell: cell!.id, outline: square });
    const redrawn = (await fieldOf(1, 0)).cells.find(({ id }) => id === cell!.id)!;
    expect(redrawn.box).toEqual([x + 4, y + 4, width - 8, height - 8]);
    expect(redrawn.probability).not.toBe(cell!.probability);

    await edit(before.id, { action: 'add', outline: square });
    expect((await fieldOf(1, 0)).patient.parasitaemia.counted).toBe(before.patient.parasitaemia.counted + 1);
  });

  test('a cell is shown as the model sees it, with a heat map of the same size', async () => {
    const field = await fieldOf(0, 0);
    const [cell] = field.cells.filter(({ counted }) => counted);
    const sizes = await Promise.all(
      ['image', 'heat'].map(async (kind) => {
        const response = await room.request(`/pictures/${field.id}/cells/${cell!.id}/${kind}`);
        const { width, height } = await sharp(await response.arrayBuffer()).metadata();
        return { width, height };
      }),
    );
    expect(sizes[0]).toEqual(sizes[1]);
    expect(Math.min(sizes[0]!.width, sizes[0]!.height)).toBe(192);
    const whole = await sharp(
      await (await room.request(`/pictures/${field.id}/field.webp`)).arrayBuffer(),
    ).metadata();
    expect([whole.width, whole.height]).toEqual(SIZE);
  });

  test('are exported with every correction, who made it and when', async () => {
    const field = await fieldOf(0, 1);
    const [cell] = field.cells.filter(({ counted }) => counted);
    await edit(field.id, { action: 'class', cell: cell!.id, class: 'infected' }, '=HYPERLINK("x")');
    const file = async (wanted: string) =>
      (await room.request(`/batches/${batch.id}/smear/${wanted}`)).text();
    const corrections = (await file('corrections.csv')).trim().split('\n');
    expect(corrections.at(-1)).toMatch(/slides\/P2\/a\.png,\d+,add,,J\. Doe,20.*,sha256:[0-9a-f]{16}$/);
    expect(corrections.join('\n')).toContain('"\'=HYPERLINK(""x"")"');
    const cells = await file('cells.csv');
    expect(cells).toMatch(/slides\/P1\/b\.png.*infected,"'=HYPERLINK/);
    // Who drew an outline has not said what is in it.
    expect(cells).toMatch(/slides\/P2\/a\.png,.*,,J\. Doe,20/);
    expect(cells).not.toMatch(/slides\/P2\/a\.png,.*infected,J\. Doe,20/);
    expect(await file('patients.csv')).toMatch(/^P1,2,2,/m);
    expect(await file('fields.csv')).toMatch(/slides\/P2\/empty\.png,no,"no red cells found/);
    const coco = JSON.parse(await file('coco.json'));
    expect(coco.images).toHaveLength(4);
    expect(
      coco.annotations.filter((entry: { reviewer?: string }) => entry.reviewer !== undefined).length,
    ).toBe(3);
    const json = JSON.parse(await file('smear.json'));
    expect(json.patients[0].corrections.at(-1)).toMatchObject({ action: 'class', class: 'infected' });
    expect(json).toMatchObject({
      software: expect.stringMatching(/^giemsa /),
      threshold_set: null,
      calibration: null,
    });
    const called = json.patients[0].fields[1].cells.find(({ id }: { id: number }) => id === cell!.id);
    expect(called).toMatchObject({ model_class: cell!.model_class, final_class: 'infected' });
  });

  test('become a data set: what persons corrected are labels, and nothing else', async () => {
    const at = (file: string) => join(folder, name, file);
    const text = await (await room.request(`/batches/${batch.id}/smear/smear.json`)).text();
    await writeFile(at('smear.json'), text);
    await mkdir(at('pictures'));
    for (const [index, { png }] of fields.entries()) await writeFile(at(`pictures/${index}.png`), png);
    const collected = await collect({
      sources: [at('smear.json')],
      images: at('pictures'),
      out: at('dataset'),
    });
    const { annotations } = JSON.parse(await readFile(at('dataset/annotations.json'), 'utf8')) as {
      annotations: { reviewed: boolean; reviewer: string | null }[];
    };
    const labels = annotations.filter(({ reviewed }) => reviewed);
    expect(labels.map(({ reviewer }) => reviewer).sort()).toEqual(['=HYPERLINK("x")']);
    expect(collected).toMatchObject({ correctedFields: 0, notReviewed: annotations.length - 1 });
    expect(collected.infected).toBeGreaterThan(0);
  });

  test.each<[string, (field: ApiField) => ApiFieldEdit, number]>([
    ['no such cell', () => ({ action: 'remove', cell: 9999 }), 404],
    ['an unknown class', () => ({ action: 'class', cell: 1, class: 'dog' as 'debris' }), 400],
    ['an outline of the whole field', () => ({ action: 'add', outline: [0, 0, 9000, 0, 9000, 9000] }), 422],
    ['half a point', () => ({ action: 'add', outline: [1, 2, 3, 4, 5, 6, 7] }), 400],
    [
      'an outline outside the picture',
      () => ({ action: 'add', outline: [-50, -50, -60, -50, -60, -60] }),
      422,
    ],
    [
      'a cell that the border cuts called infected',
      ({ cells }) => ({
        action: 'class',
        cell: cells.find(({ cut, kind }) => cut && kind === 'red cell')!.id,
        class: 'infected',
      }),
      409,
    ],
  ])('refuse %s, and say why', async (_, make, status) => {
    const field = await fieldOf(0, 0);
    const response = await edit(field.id, make(field));
    expect(response.status).toBe(status);
    expect(((await response.json()) as { detail: string }).detail.length).toBeGreaterThan(20);
  });

  test('a batch of single cells is not a smear, and impossible blood values are rejected', async () => {
    const cells = await room.upload({}, '', { body: null });
    expect((await room.request(`/batches/${cells.batch.id}/smear`)).status).toBe(409);
    const wrong = await room.request('/batches?kind=fields&red_cells=12', { method: 'POST' });
    expect(wrong.status).toBe(400);
  });
});
