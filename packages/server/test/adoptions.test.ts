import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSha256 } from '@giemsa/core/internal/files/sha256';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiAdoption, ApiPublished } from '../src/api-adoption-types.js';
import type { ApiAuditEntry } from '../src/api-reading-types.js';
import type { ApiModel } from '../src/api-types.js';
import { writeAdoption } from './support/adoption.js';
import { type Client, MODEL, options, startRoom, temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
const runs = join(folder, 'runs');
const TOKENS = { admin: 'token-of-the-admin-here', technician: 'token-of-the-technician-here' } as const;
let room: Client;

const ask = (path: string, body?: object, who: keyof typeof TOKENS = 'admin') =>
  room.request(path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${TOKENS[who]}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
const models = async () =>
  ((await (await ask('/models')).json()) as ApiModel[]).map(({ id, sha256 }) => ({ id, sha256 }));

let good = '';
beforeAll(async () => {
  good = await writeAdoption(runs, 'good', true);
  await writeAdoption(runs, 'bad', false);
  const tokens = [
    { name: 'A. Keza', role: 'admin', token: TOKENS.admin },
    { name: 'T', role: 'technician', room: 'a', token: TOKENS.technician },
  ];
  await writeFile(join(folder, 'tokens.json'), JSON.stringify(tokens), { mode: 0o600 });
  room = await startRoom(options(folder, { tokens: join(folder, 'tokens.json') }));
});
afterAll(() => room.server.stop());

test('adapted models are listed with their comparison, and none is offered for use before it is published', async () => {
  const listed = (await (await ask('/adoptions')).json()) as ApiAdoption[];
  expect(
    listed
      .map(({ id, offered, in_use_as: used }) => ({ id, offered, used }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  ).toEqual([
    { id: 'bad', offered: false, used: null },
    { id: 'good', offered: true, used: null },
  ]);
  expect(listed[0]!.comparison.join('\n')).toContain('old model');
  expect((await models()).map(({ id }) => id)).not.toContain('good');
});

test('only an admin publishes, only what is offered, and only in the own name', async () => {
  const publish = (name: string, body: object, who?: keyof typeof TOKENS) =>
    ask(`/adoptions/${name}/publish`, body, who);
  expect((await publish('good', { name: 'lab' }, 'technician')).status).toBe(403);
  const refused = await publish('bad', { name: 'lab' });
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([409, 'not-offered']);
  expect((await publish('good', { name: 'lab', by: 'Somebody Else' })).status).toBe(400);
  for (const name of ['nobody', '..%2F..%2Fx', '.'])
    expect((await publish(name, { name: 'lab' })).status).toBe(404);
  expect((await publish('good', { name: '../x' })).status).toBe(422);
  expect(await (await ask('/published')).json()).toEqual([]);
});

test('a published model is offered to everybody, under the person’s name; going back is one request', async () => {
  const answer = await ask('/adoptions/good/publish', { name: 'lab' });
  expect(answer.status).toBe(200);
  const published = (await answer.json()) as ApiPublished;
  expect(published).toMatchObject({ name: 'lab', version: 2, sha256: good, before: 1 });
  expect(published.acts.map(({ what, by }) => [what, by])).toEqual([
    ['began with', 'A. Keza'],
    ['published', 'A. Keza'],
  ]);
  expect(await models()).toContainEqual({ id: 'lab', sha256: good });
  expect(
    ((await (await ask('/adoptions')).json()) as ApiAdoption[]).find(({ id }) => id === 'good')!.in_use_as,
  ).toBe('lab');
  expect(((await (await ask('/adoptions')).json()) as ApiAdoption[]).map(({ id }) => id).sort()).toEqual([
    'bad',
    'good',
  ]);
  expect((await ask('/published/lab/back', {}, 'technician')).status).toBe(403);
  const back = (await (await ask('/published/lab/back', {})).json()) as ApiPublished;
  expect(back).toMatchObject({ version: 1, sha256: await fileSha256(MODEL), before: null });
  expect((await ask('/published/lab/back', {})).status).toBe(404);
  expect((await ask('/published/x/back', {})).status).toBe(404);
  const log = (await (await ask('/audit')).json()) as ApiAuditEntry[];
  expect(log).toContainEqual(
    expect.objectContaining({ action: 'POST /adoptions/:adoption/publish', status: 200, token: 'A. Keza' }),
  );
});

test('where no tokens are asked for, the person is named in the request', async () => {
  const open = await startRoom(options(join(folder, 'open'), { runs }));
  const publish = (body: object) =>
    open.request('/adoptions/good/publish', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    });
  expect((await publish({ name: 'other' })).status).toBe(400);
  expect(((await (await publish({ name: 'other', by: 'B' })).json()) as ApiPublished).acts[0]!.by).toBe('B');
  await open.server.stop();
});
