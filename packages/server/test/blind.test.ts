import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { readCsvTable } from '@giemsa/core/internal/files/csv-table';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { ApiAgreement } from '../src/api-reading-types.js';
import type { ApiBatch, ApiPicture, ApiResults, ApiSummary } from '../src/api-types.js';
import { type Client, formOf, options, startRoom, temporaryFolder } from './support/room.js';

const TOKENS = [
  { name: 'Ama', room: 'lab' },
  { name: 'Ben', room: 'lab' },
  { name: 'Chi', room: 'lab' },
  { name: 'Eve', room: 'lab', role: 'admin' },
  { name: 'guest', room: 'lab', role: 'reader' },
] as const;
type Who = (typeof TOKENS)[number]['name'];
const tokenOf = (who: Who) => `token-of-${who}-of-the-lab`;

describe('two readers who do not know of each other, and a third', () => {
  let folder: string;
  let room: Client;
  let batch: ApiBatch;
  /** As nobody reads blind. */
  let open: readonly ApiPicture[];

  const ask = (who: Who, path: string, method = 'GET', body?: unknown) =>
    room.request(path, {
      method,
      headers: {
        authorization: `Bearer ${tokenOf(who)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const json = async <Value>(who: Who, path: string) => (await (await ask(who, path)).json()) as Value;
  const results = async (who: Who) => json<ApiResults>(who, `/batches/${batch.id}/results`);
  const seen = async (who: Who, index: number) => json<ApiPicture>(who, `/pictures/${open[index]!.id}`);
  const say = (who: Who, index: number, label: string | null, verdict = 'answer') =>
    ask(who, `/pictures/${open[index]!.id}/correction`, 'PUT', { verdict, label });
  const blind = (who: Who, isBlind: boolean) =>
    ask(who, `/batches/${batch.id}/settings`, 'POST', { set: { setting: 'blind', blind: isBlind } });
  const codeOf = async (answer: Promise<Response>) =>
    ((await (await answer).json()) as { code: string }).code;
  const csv = async (who: Who) => {
    const path = join(folder, 'export.csv');
    await writeFile(path, await (await ask(who, `/batches/${batch.id}/export.csv`)).text());
    return readCsvTable(path, 'the export');
  };

  beforeAll(async () => {
    folder = await temporaryFolder();
    const tokens = join(folder, 'tokens.json');
    const entries = TOKENS.map((entry) => ({ ...entry, token: tokenOf(entry.name) }));
    await writeFile(tokens, JSON.stringify(entries), { mode: 0o600 });
    await writeSyntheticDataset(join(folder, 'cells'), { cells: 16, patients: 4, seed: 3, fields: 0 });
    const { readdir } = await import('node:fs/promises');
    const files: Record<string, Uint8Array> = {};
    for (const kind of ['Parasitized', 'Uninfected'])
      for (const name of (await readdir(join(folder, 'cells', kind))).slice(0, 3))
        files[`${kind}/${name}`] = await readFile(join(folder, 'cells', kind, name));
    room = await startRoom(options(folder, { tokens }));
    const headers = { authorization: `Bearer ${tokenOf('Ama')}` };
    const made = await room.request('/batches?name=twice', { method: 'POST', headers, body: formOf(files) });
    ({ batch } = (await made.json()) as { batch: ApiBatch });
    while ((await results('Ama')).batch.progress.done < 6) await new Promise((done) => setTimeout(done, 50));
    open = (await results('Ama')).pictures;
  }, 120_000);
  afterAll(() => room?.server.stop());

  test('a reader is the token’s person: somebody else’s name is refused', async () => {
    const { id } = open[0]!;
    const answers = [
      ask('Ama', `/pictures/${id}/correction`, 'PUT', { verdict: 'skip', reviewer: 'Ben' }),
      ask('Ama', `/pictures/${id}/edits`, 'POST', { edit: { action: 'restore', cell: 1 }, reviewer: 'Ben' }),
      ask('Ama', `/pictures/${id}?by=Ben`),
      ask('Ama', `/batches/${batch.id}/results?by=Ben`),
    ];
    for (const answer of [answers[0]!, answers[2]!, answers[3]!]) {
      expect((await answer).status).toBe(400);
      expect(await (await answer).text()).toContain('it is \\"Ama\\"');
    }
    expect((await json<{ person: string }>('Ama', '/session')).person).toBe('Ama');
  });

  test('before the reading begins everything is shown; whoever may change something begins it', async () => {
    expect(open.every(({ probability, reading }) => probability !== null && reading === null)).toBe(true);
    expect((await blind('guest', true)).status).toBe(403);
    expect((await blind('Ben', true)).status).toBe(201);
    expect((await results('Ama')).batch.blind).toBe(true);
    expect(await json('Chi', `/batches/${batch.id}/settings`)).toMatchObject([
      { setting: 'blind', blind: true, by: 'Ben' },
    ]);
  });

  test('who has not answered gets nothing of what the model says, by no route', async () => {
    for (const who of ['Ama', 'Chi', 'Eve', 'guest'] as const) {
      for (const { id: _, width: __, height: ___, patient: ____, name, ...picture } of (await results(who))
        .pictures) {
        expect(name).not.toContain('/');
        expect(picture).toEqual({
          ...{ label: null, status: 'done', reason: null, class: null, final_class: null },
          ...{ probability: null, unsure: null, model_sha256: null, correction: null },
          reading: { state: 'waits', hidden: true, answers: [] },
        });
      }
      const paths = ['export.csv', 'export.json', 'results?limit=3', 'results?threshold=0'];
      for (const path of paths) {
        const text = await (await ask(who, `/batches/${batch.id}/${path}`)).text();
        for (const { probability } of open) expect(text).not.toContain(String(probability));
        expect(text).not.toMatch(/Parasitized\/|Uninfected\//);
      }
      expect(await codeOf(ask(who, `/batches/${batch.id}/export.html`))).toBe('blind');
      expect(await codeOf(ask(who, `/pictures/${open[0]!.id}/heat`))).toBe('blind');
      expect(await codeOf(ask(who, `/pictures/${open[0]!.id}/heat?model=tiny-resnet.onnx`))).toBe('blind');
      expect(await json<ApiSummary>(who, `/batches/${batch.id}/summary`)).toMatchObject({
        infected: 0,
        cells: 0,
      });
      expect((await json<ApiAgreement>(who, `/batches/${batch.id}/agreement`)).between).toBeNull();
    }
    expect(
      await codeOf(ask('Ama', `/batches/${batch.id}/copies`, 'POST', { model: 'tiny-resnet.onnx' })),
    ).toBe('blind');
    expect(await codeOf(ask('Ama', `/batches/${batch.id}/moves`, 'POST', { pictures: [open[0]!.id] }))).toBe(
      'blind',
    );
    expect(await codeOf(say('Ama', 0, null, 'agree'))).toBe('blind');
    expect(await codeOf(say('Ama', 0, 'Parasitized', 'disagree'))).toBe('blind');
  });

  test('who has answered a cell sees it; the answer stands; the other reader still sees nothing', async () => {
    const [first] = open as [ApiPicture];
    const answer = await say('Ama', 0, 'Parasitized');
    expect(await answer.json()).toMatchObject({ label: 'Parasitized', reviewer: 'Ama' });
    expect(await seen('Ama', 0)).toMatchObject({
      ...{ probability: first.probability, class: first.class, label: first.label, final_class: null },
      reading: { state: 'waits', hidden: false, answers: [{ reviewer: 'Ama', label: 'Parasitized' }] },
    });
    expect((await ask('Ama', `/pictures/${first.id}/heat`)).status).toBe(200);
    for (const verdict of ['answer', 'take back'])
      expect(await codeOf(say('Ama', 0, 'Uninfected', verdict))).toBe('answer-stands');
    for (const who of ['Ben', 'Eve'] as const) {
      expect(await seen(who, 0)).toMatchObject({ probability: null, reading: { hidden: true, answers: [] } });
      expect((await csv(who))[0]).toMatchObject({ reader_1: '', answer_1: '', final_class: '' });
    }
  });

  test('two who agree decide the class, for everybody; a third is not asked', async () => {
    await say('Ben', 0, 'Parasitized');
    const final = { final_class: 'Parasitized', reading: { state: 'agreed', hidden: false } };
    expect(await seen('guest', 0)).toMatchObject({
      ...final,
      correction: { reviewer: 'Ama and Ben', label: 'Parasitized' },
    });
    expect(await codeOf(say('Chi', 0, 'Uninfected'))).toBe('answer-stands');
  });

  test('where they differ nothing is counted before a third person, who sees neither, has decided', async () => {
    await say('Ben', 1, 'Uninfected');
    await say('Ama', 1, 'Parasitized');
    for (const who of ['Ama', 'Ben'] as const)
      expect(await seen(who, 1)).toMatchObject({
        final_class: null,
        reading: { state: 'disagreed', hidden: false },
      });
    expect(await seen('Chi', 1)).toMatchObject({
      ...{ class: null, final_class: null },
      reading: { state: 'disagreed', hidden: true, answers: [] },
    });
    expect((await csv('Ama'))[1]).toMatchObject({
      ...{
        final_class: '',
        reading: 'readers disagree',
        reader_1: 'Ben',
        answer_1: 'Uninfected',
        reader_2: 'Ama',
      },
    });
    expect(await codeOf(say('Ben', 1, 'Parasitized'))).toBe('answer-stands');
    expect((await say('Chi', 1, 'Uninfected')).status).toBe(200);
    expect((await csv('guest'))[1]).toMatchObject({
      ...{ final_class: 'Uninfected', reviewer: 'Chi', reading: 'readers disagreed, a third person decided' },
      ...{
        reader_1: 'Ben',
        reader_2: 'Ama',
        answer_2: 'Parasitized',
        decided_by: 'Chi',
        decision: 'Uninfected',
      },
    });
    const all = await json<{ pictures: ApiPicture[] }>('guest', `/batches/${batch.id}/export.json`);
    expect(all.pictures[1]!.reading!.answers.map(({ reviewer }) => reviewer)).toEqual(['Ben', 'Ama', 'Chi']);
  });

  test('answers of many at once make two readers of a cell, not three', async () => {
    const answers = await Promise.all(
      (['Ama', 'Ben', 'Chi', 'Eve'] as const).map((who) => say(who, 2, 'Uninfected')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409]);
    expect((await seen('guest', 2)).reading!.answers).toHaveLength(2);
  });

  test('a skipped cell is not read, and can be answered later', async () => {
    expect((await say('Ama', 3, null, 'skip')).status).toBe(200);
    expect(await seen('Ama', 3)).toMatchObject({ probability: null, reading: { hidden: true } });
    expect((await say('Ama', 3, 'Uninfected')).status).toBe(200);
  });

  test('the agreement is there for who has nothing left to read: percent, kappa, and each with the model', async () => {
    const agreement = (who: Who) => json<ApiAgreement>(who, `/batches/${batch.id}/agreement`);
    for (const who of ['Ama', 'Ben'] as const) {
      for (const index of [0, 1, 2, 3, 4, 5]) await say(who, index, index < 2 ? 'Parasitized' : 'Uninfected');
    }
    const all = await agreement('Ama');
    expect(all).toMatchObject({
      ...{ cells: 6, hidden: 0, read_by_you: expect.any(Number), read_by_two: 6, disagreed: 0, decided: 1 },
    });
    // Which two of the four who answered one cell at once were its readers is a matter of chance.
    const pair = all.between!.find(({ readers }) => readers.includes('Ama') && readers.includes('Ben'))!;
    expect(pair.agreed).toBeGreaterThan(0);
    expect(all.between!.reduce((sum, { n }) => sum + n, 0)).toBe(6);
    const { with_model: withModel, classes } = await agreement('Eve');
    expect(classes).toEqual(['Parasitized', 'Uninfected']);
    expect(withModel!.map(({ reader }) => reader)).toEqual(expect.arrayContaining(['Ama', 'Ben']));
    expect((await ask('Ama', `/batches/${batch.id}/export.html`)).status).toBe(200);
  });

  test('a reading that has begun is ended by an administrator only; what two have read stays decided', async () => {
    const other = (await (await ask('Ama', '/batches?name=other', 'POST')).json()) as { batch: ApiBatch };
    expect(await codeOf(ask('Ama', `/batches/${other.batch.id}/agreement`))).toBe('not-blind');
    expect((await blind('Ama', false)).status).toBe(403);
    expect((await blind('Eve', false)).status).toBe(201);
    expect(await seen('guest', 1)).toMatchObject({
      final_class: 'Uninfected',
      reading: { state: 'decided' },
    });
    expect((await csv('guest'))[1]).toMatchObject({ decided_by: 'Chi' });
    expect(await codeOf(say('Ama', 1, 'Parasitized', 'take back'))).toBe('answer-stands');
    expect(await codeOf(blind('Eve', true))).toBe('answered');
  });
});

describe.each([
  ['no token is asked for', undefined],
  ['all share one token', 'the-one-token-of-everybody'],
])('where %s', (_, token) => {
  test('a person is named with each request, to answer and to look', async () => {
    const room = await startRoom(options(await temporaryFolder(), { ...(token && { token }) }));
    onTestFinished(() => room.server.stop());
    const headers = { ...(token && { authorization: `Bearer ${token}` }) };
    const ask = (path: string, method = 'GET', body?: unknown) =>
      room.request(path, {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    const made = (await (await ask('/batches?name=x', 'POST')).json()) as { batch: ApiBatch };
    const { id } = made.batch;
    expect(
      (await ask(`/batches/${id}/settings`, 'POST', { set: { setting: 'blind', blind: true } })).status,
    ).toBe(400);
    const set = { set: { setting: 'blind', blind: true }, by: 'Ama' };
    expect((await ask(`/batches/${id}/settings`, 'POST', set)).status).toBe(201);
    const folder = await temporaryFolder();
    await writeSyntheticDataset(join(folder, 'cells'), { cells: 16, patients: 4, seed: 3, fields: 0 });
    const { readdir } = await import('node:fs/promises');
    const [name] = await readdir(join(folder, 'cells/Parasitized'));
    const body = formOf({ 'x.png': await readFile(join(folder, 'cells/Parasitized', name!)) });
    await room.request(`/batches/${id}/pictures`, { method: 'POST', headers, body });
    const look = async (query = '') =>
      (await (await ask(`/batches/${id}/results${query}`)).json()) as ApiResults;
    while ((await look()).batch.progress.done < 1) await new Promise((done) => setTimeout(done, 50));
    const picture = (await look()).pictures[0]!.id;
    const answer = (reviewer?: string) =>
      ask(`/pictures/${picture}/correction`, 'PUT', { verdict: 'answer', label: 'Parasitized', reviewer });
    expect((await answer()).status).toBe(400);
    expect((await answer('Ama')).status).toBe(200);
    expect((await look('?by=Ama')).pictures[0]).toMatchObject({ reading: { hidden: false } });
    for (const query of ['', '?by=Ben'])
      expect((await look(query)).pictures[0]).toMatchObject({ probability: null, reading: { hidden: true } });
    const heat = async (query = '') => (await ask(`/pictures/${picture}/heat${query}`)).status;
    expect([await heat(), await heat('?by=Ben'), await heat('?by=Ama')]).toEqual([409, 409, 200]);
    const log = (await (await ask(`/audit?batch=${id}&person=Ama`)).json()) as { action: string }[];
    expect(log.map(({ action }) => action)).toEqual([
      'PUT /pictures/:picture/correction',
      'POST /batches/:batch/settings',
    ]);
  }, 60_000);
});
