import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAuditEntry } from '../src/api-reading-types.js';
import type { ApiBatch, ApiResults, ApiTrashed, ApiUpload } from '../src/api-types.js';
import { openDatabase } from '../src/storage/database.js';
import { type Client, formOf, options, startRoom, temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
const TOKENS = {
  reader: { name: 'reader of a', room: 'clinic a', role: 'reader' },
  technician: { name: 'technician of a', room: 'clinic a' },
  other: { name: 'clinic b' },
  admin: { name: 'admin', role: 'admin' },
} as const;
type Who = keyof typeof TOKENS;
const tokenOf = (who: Who) => `token-of-the-${who}-here`;

describe('who sees and does what', () => {
  let room: Client;
  let batch: ApiBatch;
  let picture: string;
  const start = () => startRoom(options(folder, { tokens: join(folder, 'tokens.json'), trashDays: 30 }));
  const ask = (who: Who, path: string, method = 'GET', body?: unknown) =>
    room.request(path, {
      method,
      headers: {
        authorization: `Bearer ${tokenOf(who)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const list = async (who: Who) =>
    ((await (await ask(who, '/batches')).json()) as ApiBatch[]).map(({ id }) => id);
  const trash = async (who: Who) => (await (await ask(who, '/trash')).json()) as ApiTrashed[];

  beforeAll(async () => {
    const entries = Object.entries(TOKENS).map(([who, entry]) => ({ ...entry, token: tokenOf(who as Who) }));
    await writeFile(join(folder, 'tokens.json'), JSON.stringify(entries), { mode: 0o600 });
    room = await start();
    const create = { width: 60, height: 60, channels: 3 as const, background: '#c8a' };
    const body = formOf({ 'Jane Doe/x.png': await sharp({ create }).png().toBuffer() });
    const headers = { authorization: `Bearer ${tokenOf('technician')}` };
    const uploaded = await room.request('/batches?name=Jane', { method: 'POST', headers, body });
    ({ batch } = (await uploaded.json()) as ApiUpload);
    const results = (await (await ask('technician', `/batches/${batch.id}/results`)).json()) as ApiResults;
    picture = results.pictures[0]!.id;
  });
  afterAll(() => room.server.stop());

  test('a token sees the batches of its room, an admin those of all', async () => {
    expect(await list('technician')).toEqual([batch.id]);
    expect(await list('reader')).toEqual([batch.id]);
    expect(await list('other')).toEqual([]);
    expect(await list('admin')).toEqual([batch.id]);
  });

  test('what is in another room is answered like what is not there, on every route', async () => {
    const edit = { edit: { action: 'restore', cell: 1 } };
    const routes: [path: string, method?: string, body?: unknown][] = [
      [`/batches/${batch.id}`],
      [`/batches/${batch.id}`, 'DELETE'],
      [`/batches/${batch.id}/results`],
      [`/batches/${batch.id}/agreement`],
      [`/batches/${batch.id}/summary`],
      [`/batches/${batch.id}/events`],
      [`/batches/${batch.id}/export.csv`],
      [`/batches/${batch.id}/export.json`],
      [`/batches/${batch.id}/export.html`],
      [`/batches/${batch.id}/settings`],
      [`/batches/${batch.id}/settings`, 'POST', { set: { setting: 'threshold', threshold: 0.4 } }],
      [`/batches/${batch.id}/manifest`, 'PUT', { files: [] }],
      [`/batches/${batch.id}/manifest/end`, 'POST', {}],
      [`/batches/${batch.id}/files`],
      [`/batches/${batch.id}/moves`, 'POST', { pictures: [picture] }],
      [`/batches/${batch.id}/summary`],
      [`/batches/${batch.id}/patients/P1`],
      [`/batches/${batch.id}/patients/P1/sign-off`, 'POST', { digest: 'a'.repeat(64) }],
      [`/batches/${batch.id}/patients/P1/versions/1`],
      [`/batches/${batch.id}/patients/P1/report.html`],
      [`/batches/${batch.id}/patients/P1/fhir.json`],
      [`/batches/${batch.id}/readings`],
      [`/batches/${batch.id}/smear`],
      [`/batches/${batch.id}/smear/patients.csv`],
      [`/batches/${batch.id}/pictures`, 'POST'],
      [`/batches/${batch.id}/copies`, 'POST', { model: 'tiny-resnet.onnx' }],
      [`/pictures/${picture}`],
      [`/pictures/${picture}/image`],
      [`/pictures/${picture}/heat`],
      [`/pictures/${picture}/correction`, 'PUT', { verdict: 'agree' }],
      [`/pictures/${picture}/reading`],
      [`/pictures/${picture}/readings`, 'POST', { infected: [] }],
      [`/pictures/${picture}/field`],
      [`/pictures/${picture}/field.webp`],
      [`/pictures/${picture}/edits`, 'POST', edit],
      [`/pictures/${picture}/corrected`, 'PUT', { corrected: true }],
      [`/pictures/${picture}/cells/1/image`],
      [`/pictures/${picture}/cells/1/heat`],
      [`/pictures/${picture}/cells/1/around`],
      [`/trash/${batch.id}/restore`, 'POST'],
    ];
    const document = (await (await ask('admin', '/../openapi.json')).json()) as {
      paths: Record<string, object>;
    };
    const withIds = Object.entries(document.paths).flatMap(([path, methods]) =>
      /\{(batch|picture)\}/.test(path)
        ? Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '…')}`)
        : [],
    );
    const tried = routes.map(([path, method = 'GET']) =>
      `${method} /api/v1${path}`
        .replaceAll(/[\da-f-]{36}/g, '…')
        .replace(/(cells|patients|versions)\/\w+/, '$1/…')
        .replace('versions/1', 'versions/…')
        .replace(/export\.\w+/, 'export.…')
        .replace('patients.csv', '…'),
    );
    // Those of admins are below.
    expect(withIds.filter((route) => !tried.includes(route))).toEqual(['DELETE /api/v1/trash/…']);
    const answers = await Promise.all(routes.map(([path, method, body]) => ask('other', path, method, body)));
    const seen = answers.map(({ status }, index) => [status, routes[index]![1] ?? 'GET', routes[index]![0]]);
    expect(seen.filter(([status]) => status !== 404)).toEqual([]);
  });

  test('a reader changes nothing; only an admin trains, reads runs, the log, and deletes for good', async () => {
    const statuses = async (who: Who, ...asked: [path: string, method?: string, body?: unknown][]) =>
      Promise.all(asked.map(async ([path, method, body]) => (await ask(who, path, method, body)).status));
    const changes: [string, string, unknown?][] = [
      ['/batches?name=x', 'POST'],
      [`/batches/${batch.id}`, 'DELETE'],
      [`/batches/${batch.id}/pictures`, 'POST'],
      [`/pictures/${picture}/correction`, 'PUT', { verdict: 'agree' }],
    ];
    expect(await statuses('reader', ...changes)).toEqual([403, 403, 403, 403]);
    const admins: [string, string?, unknown?][] = [
      ['/runs'],
      ['/runs/x'],
      ['/runs/x/report'],
      ['/runs/x/events'],
      ['/runs/x/published', 'PUT', { published: true }],
      ['/training'],
      ['/runs', 'POST', { data: { kind: 'folder', folder: 'x' }, choices: { recipe: 'fast' } }],
      ['/runs/plan', 'POST', { data: { kind: 'folder', folder: 'x' }, choices: { recipe: 'fast' } }],
      ...['stop', 'resume', 'comparisons'].map((act): [string, string] => [`/runs/x/${act}`, 'POST']),
      ['/runs/x/about', 'PUT'],
      ['/runs/x/steps'],
      ['/runs/x', 'DELETE'],
      ['/trashed-runs'],
      ['/trashed-runs/x/restore', 'POST'],
      ['/trashed-runs/x', 'DELETE'],
      ['/labelled-sets'],
      ['/labelled-sets', 'POST', { name: 'x' }],
      ['/reviewed-batches'],
      ['/audit'],
      ['/audit.csv'],
      [`/trash/${batch.id}`, 'DELETE'],
    ];
    expect(new Set(await statuses('technician', ...admins))).toEqual(new Set([403]));
    expect(await statuses('admin', ['/runs'], ['/training'], ['/audit'])).toEqual([200, 200, 200]);
  });

  test('deleted is in the trash, is seen nowhere else, and can be restored with everything', async () => {
    const correction = { verdict: 'agree', reviewer: 'technician of a' };
    await ask('technician', `/pictures/${picture}/correction`, 'PUT', { verdict: 'agree' });
    expect((await ask('technician', `/batches/${batch.id}`, 'DELETE')).status).toBe(204);
    expect(await list('technician')).toEqual([]);
    expect((await ask('technician', `/batches/${batch.id}/results`)).status).toBe(404);
    expect((await ask('technician', `/pictures/${picture}/image`)).status).toBe(404);
    expect(await trash('other')).toEqual([]);
    const [found] = await trash('reader');
    expect(found).toMatchObject({ id: batch.id, deleted_by: 'technician of a', progress: { total: 1 } });
    expect(Date.parse(found!.ends!) - Date.parse(found!.deleted)).toBe(30 * 24 * 3600 * 1000);
    expect((await ask('technician', `/trash/${batch.id}/restore`, 'POST')).status).toBe(200);
    const results = (await (await ask('reader', `/batches/${batch.id}/results`)).json()) as ApiResults;
    expect(results.pictures[0]).toMatchObject({ id: picture, correction });
    expect(await trash('technician')).toEqual([]);
  });

  test('what an admin deletes from the trash is gone; what lay there for too long is swept at the start; the log only grows', async () => {
    const made = async () =>
      ((await (await ask('technician', '/batches?name=x', 'POST')).json()) as ApiUpload).batch.id;
    const [first, second, third] = [await made(), await made(), await made()];
    for (const id of [first, second, third]) await ask('technician', `/batches/${id}`, 'DELETE');
    expect((await ask('admin', `/trash/${first}`, 'DELETE')).status).toBe(204);
    expect((await trash('technician')).map(({ id }) => id)).toEqual([third, second]);
    await room.server.stop();
    const database = await openDatabase(join(folder, 'data'), undefined);
    await database.executeSql(
      `UPDATE batches SET deleted_at = now() - interval '30 days 1 minute' WHERE id = '${second}'`,
    );
    for (const change of ['DELETE FROM audit_log', "UPDATE audit_log SET token = 'x'"]) {
      await expect(database.executeSql(change)).rejects.toThrow('only ever added to');
    }
    await database.close();
    room = await start();
    await expect.poll(async () => (await trash('technician')).map(({ id }) => id)).toEqual([third]);
    expect((await ask('technician', `/trash/${second}/restore`, 'POST')).status).toBe(404);
    const log = (await (await ask('admin', '/audit')).json()) as ApiAuditEntry[];
    expect(log.find(({ action }) => action === 'trash swept')).toMatchObject({ token: null, batch: second });
  });

  test('the audit log says who did what and when, without names of patients', async () => {
    await ask('technician', `/batches/${batch.id}/export.csv`);
    const log = (await (await ask('admin', '/audit?limit=1000')).json()) as ApiAuditEntry[];
    const of = (action: string) => log.filter((entry) => entry.action === action);
    expect(of('POST /batches').at(-1)).toMatchObject({
      token: 'technician of a',
      role: 'technician',
      address: '127.0.0.1',
      status: 201,
      batch: batch.id,
    });
    expect(
      of('PUT /pictures/:picture/correction').map(({ token, status }) => [token, status]),
    ).toContainEqual(['reader of a', 403]);
    expect(of('GET /batches/:batch/export.:format')[0]).toMatchObject({
      token: 'technician of a',
      batch: batch.id,
    });
    expect(
      of('DELETE /batches/:batch').some(({ token, status }) => token === 'clinic b' && status === 404),
    ).toBe(true);
    expect(of('GET /runs/:run/report')[0]).toMatchObject({ token: 'technician of a', status: 403 });
    const [newest, next] = log;
    const older = (await (
      await ask('admin', `/audit?limit=1&before=${newest!.id}`)
    ).json()) as ApiAuditEntry[];
    expect(older[0]!.id).toBe(next!.id);
    const ofPicture = of('PUT /pictures/:picture/correction')[0]!;
    expect(ofPicture).toMatchObject({ batch: batch.id, picture });
    const filtered = async (query: string) =>
      (await (await ask('admin', `/audit?${query}`)).json()) as ApiAuditEntry[];
    expect((await filtered('person=clinic b')).map(({ person }) => person)).toContain('clinic b');
    expect(new Set((await filtered('person=clinic b')).map(({ person }) => person)).size).toBe(1);
    expect(new Set((await filtered(`batch=${batch.id}`)).map((entry) => entry.batch))).toEqual(
      new Set([batch.id]),
    );
    const few = await (await ask('admin', '/audit.csv?person=nobody')).text();
    expect(few.trim().split('\n')).toHaveLength(1);
    const csv = await (await ask('admin', '/audit.csv')).text();
    expect(csv.split('\n')[0]).toBe('id,at,token,role,address,action,status,batch,picture,person,run');
    expect(csv.trim().split('\n').length).toBeGreaterThanOrEqual(log.length);
    expect(JSON.stringify(log) + csv).not.toMatch(/jane/i);
  });
});
