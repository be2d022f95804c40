import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiBatch, ApiUpload } from '../src/api-types.js';
import { beginUpload } from './support/begun-upload.js';
import { logs } from './support/logs.js';
import { hasPostgres, startPostgres } from './support/postgres.js';
import { type Client, formOf, options, startRoom, temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
const TOKENS = ['a', 'b'].map((clinic) => ({ name: `clinic ${clinic}`, token: `token-of-clinic-${clinic}` }));
const as = (clinic: string) => ({ authorization: `Bearer token-of-clinic-${clinic}` });

let count = 0;
/** A picture that no other test has. */
async function picture(): Promise<Buffer> {
  const background = { r: ++count % 256, g: Math.floor(count / 256), b: 77 };
  return sharp({ create: { width: 40, height: 40, channels: 3, background } })
    .png()
    .toBuffer();
}

/** A BMP of which there is only a header. */
function bitmap(width: number, height: number): Buffer {
  const file = Buffer.alloc(60);
  file.write('BM');
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  return file;
}

async function filesUnder(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /(pictures|made|uploads)/.test(entry.parentPath))
    .map(({ name }) => name);
}

describe.each([
  { name: 'PGlite', isHere: true },
  { name: 'PostgreSQL', isHere: hasPostgres },
])('uploads to a room on $name', ({ name, isHere }) => {
  if (!isHere) return test.skip(`${name} is not installed here`);
  const home = join(folder, name);
  let database: Awaited<ReturnType<typeof startPostgres>> | undefined;
  let room: Client;

  beforeAll(async () => {
    if (name === 'PostgreSQL') database = await startPostgres();
    await writeFile(join(folder, 'tokens.json'), JSON.stringify(TOKENS), { mode: 0o600 });
    const tokens = join(folder, 'tokens.json');
    room = await startRoom(options(home, { tokens, works: false, database: database?.url }));
  });
  afterAll(async () => {
    await room.server.stop();
    await database?.stop();
  });

  const post = async (
    files: Record<string, Buffer>,
    key: string | undefined,
    { clinic = 'a', path = '/batches?name=sent' } = {},
  ) => {
    const headers = { ...as(clinic), ...(key !== undefined && { 'idempotency-key': key }) };
    const answer = await room.request(path, { method: 'POST', headers, body: formOf(files) });
    return { status: answer.status, body: (await answer.json()) as ApiUpload & { detail?: string } };
  };
  /** The first of two files is here, and the end of the request is not. */
  const begun = async (files: Record<string, Buffer>, path: string, key?: string) => {
    const before = (await filesUnder(join(home, 'data'))).length;
    const headers = { ...as('a'), ...(key !== undefined && { 'idempotency-key': key }) };
    const upload = beginUpload(room.server.address, path, files, headers);
    await expect.poll(async () => (await filesUnder(join(home, 'data'))).length).toBeGreaterThan(before);
    return upload;
  };
  const batches = async (clinic = 'a') =>
    (await (await room.request('/batches', { headers: as(clinic) })).json()) as ApiBatch[];

  test('the same request again is answered as the first time, and nothing is done', async () => {
    const files = { 'p/1.png': await picture(), 'notes.png': Buffer.from('no picture') };
    const first = await post(files, 'key-of-two-requests');
    expect(first).toMatchObject({ status: 201, body: { accepted: 1, refused: [{ name: 'notes.png' }] } });
    const before = await batches();
    expect(await post(files, 'key-of-two-requests')).toEqual(first);
    expect(await batches()).toEqual(before);
  });

  test('the key with other files, another name of one, another query or another path is refused', async () => {
    const [one, two] = [await picture(), await picture()];
    const { body } = await post({ 'one.png': one }, 'key-of-one-picture');
    const more = `/batches/${body.batch.id}/pictures`;
    for (const other of [
      await post({ 'one.png': two }, 'key-of-one-picture'),
      await post({ 'two.png': one }, 'key-of-one-picture'),
      await post({ 'one.png': one, 'two.png': two }, 'key-of-one-picture'),
      await post({ 'one.png': one }, 'key-of-one-picture', { path: '/batches?name=other' }),
      await post({ 'one.png': one }, 'key-of-one-picture', { path: more }),
    ]) {
      expect(other).toMatchObject({ status: 422, body: { title: 'Key of another request' } });
    }
  });

  test('while the first request runs, the second gets 409, and afterwards the first answer', async () => {
    const files = { 'slow.png': await picture(), 'slower.png': await picture() };
    const first = await begun(files, '/batches?name=sent', 'key-of-a-slow-one');
    const second = await post(files, 'key-of-a-slow-one');
    expect(second).toMatchObject({ status: 409, body: { title: 'Still running' } });
    const answered = await first.finish();
    expect(answered.status).toBe(201);
    expect((await post(files, 'key-of-a-slow-one')).body).toEqual(answered.body);
  });

  test('of twenty requests at once with one key one is done', async () => {
    const files = { 'once.png': await picture() };
    const before = (await batches()).length;
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(files, 'key-of-twenty')));
    const done = answers.filter(({ status }) => status === 201);
    expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    expect(new Set(done.map(({ body }) => body.batch.id)).size).toBe(1);
    expect((await batches()).length).toBe(before + 1);
  });

  test('another token’s key is another key', async () => {
    const files = { 'own.png': await picture() };
    const first = await post(files, 'key-of-both', { clinic: 'a' });
    const second = await post(files, 'key-of-both', { clinic: 'b' });
    expect(second).toMatchObject({ status: 201, body: { accepted: 1 } });
    expect(second.body.batch.id).not.toBe(first.body.batch.id);
  });

  test('pictures for a batch that is there go into it once as well', async () => {
    const { body } = await post({ 'first.png': await picture() }, undefined);
    const path = `/batches/${body.batch.id}/pictures`;
    const files = { 'second.png': await picture() };
    const first = await post(files, 'key-of-more', { path });
    expect(first).toMatchObject({ status: 201, body: { accepted: 1, batch: { progress: { total: 2 } } } });
    expect(await post(files, 'key-of-more', { path })).toEqual(first);
  });

  test('a request that failed may be sent again under its key', async () => {
    const files = { 'again.png': await picture(), 'once-more.png': await picture() };
    const before = await batches();
    (await begun(files, '/batches', 'key-of-a-failure')).leave();
    const again = () => post(files, 'key-of-a-failure', { path: '/batches' });
    await expect.poll(async () => (await again()).status).toBe(201);
    expect((await batches()).length).toBe(before.length + 1);
  });

  test('a key cannot be made to name a copy: whoever asks for one gets a copy of the batch', async () => {
    const { body } = await post({ 'mine.png': await picture() }, undefined);
    const [model] = (await (await room.request('/models', { headers: as('a') })).json()) as [
      { sha256: string },
    ];
    const planted = await post(
      { 'planted.png': await picture() },
      `copy of ${body.batch.id} for ${model.sha256}`,
      { clinic: 'b' },
    );
    const copy = async () =>
      room.request(`/batches/${body.batch.id}/copies`, {
        method: 'POST',
        headers: { ...as('a'), 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'tiny-resnet.onnx' }),
      });
    const copies = await Promise.all(Array.from({ length: 5 }, copy));
    const made = await Promise.all(copies.map(async (answer) => ((await answer.json()) as ApiBatch).id));
    expect(new Set(made).size).toBe(1);
    expect(made[0]).not.toBe(planted.body.batch.id);
    expect(copies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
  });

  test('one bad header never costs the others: a BMP of −2³¹ columns is refused alone', async () => {
    const files: Record<string, Buffer> = {};
    for (let index = 0; index < 20; index++) files[`good-${index}.png`] = await picture();
    const { status, body } = await post(
      {
        ...files,
        'Maria-Huber.bmp': bitmap(-(2 ** 31), 0),
        'wide.bmp': bitmap(2 ** 31 - 1, 1),
        'high.bmp': bitmap(1, -(2 ** 31)),
        'none.bmp': bitmap(0, 7),
      },
      undefined,
    );
    expect({ status, accepted: body.accepted }).toEqual({ status: 201, accepted: 20 });
    expect(body.refused.map(({ name: refused }) => refused)).toEqual([
      'Maria-Huber.bmp',
      'wide.bmp',
      'high.bmp',
      'none.bmp',
    ]);
  });

  test('an upload that breaks off leaves no batch, no pictures and no files', async () => {
    const [before, filesBefore] = [await batches(), await filesUnder(join(home, 'data'))];
    const upload = await begun({ 'a.png': await picture(), 'b.png': await picture() }, '/batches');
    upload.leave();
    await expect.poll(() => filesUnder(join(home, 'data'))).toEqual(filesBefore);
    expect(await batches()).toEqual(before);
  });

  test('an upload into a batch that is deleted meanwhile leaves nothing', async () => {
    const filesBefore = await filesUnder(join(home, 'data'));
    const { body } = await post({}, undefined);
    const path = `/batches/${body.batch.id}/pictures`;
    const upload = await begun({ 'a.png': await picture(), 'b.png': await picture() }, path);
    await room.request(`/batches/${body.batch.id}`, { method: 'DELETE', headers: as('a') });
    const answer = await upload.finish();
    expect(answer).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining('was deleted meanwhile') },
    });
    expect(await filesUnder(join(home, 'data'))).toEqual(filesBefore);
  });

  test('heat maps and pictures that are being made when their batch is deleted leave nothing', async () => {
    const filesBefore = await filesUnder(join(home, 'data'));
    const files: Record<string, Buffer> = {};
    for (let index = 0; index < 12; index++) files[`Maria Huber/cell-${index}.png`] = await picture();
    const { body } = await post(files, undefined);
    const results = await room.request(`/batches/${body.batch.id}/results`, { headers: as('a') });
    const { pictures } = (await results.json()) as { pictures: { id: string }[] };
    const asked = pictures.flatMap(({ id }) =>
      ['heat', 'image'].map(async (kind) => {
        const answer = await room.request(`/pictures/${id}/${kind}`, { headers: as('a') });
        await answer.arrayBuffer();
        return answer.status;
      }),
    );
    await Promise.race(asked);
    await room.request(`/batches/${body.batch.id}`, { method: 'DELETE', headers: as('a') });
    for (const status of await Promise.all(asked)) expect([200, 404, 410]).toContain(status);
    expect(await filesUnder(join(home, 'data'))).toEqual(filesBefore);
  });

  test('a deleted batch ends its open event stream', async () => {
    const { body } = await post({ 'waits.png': await picture() }, undefined);
    const stream = await room.request(`/batches/${body.batch.id}/events`, { headers: as('a') });
    await room.request(`/batches/${body.batch.id}`, { method: 'DELETE', headers: as('a') });
    expect(await stream.text()).toMatch(/event: end/);
  });

  test.skipIf(name === 'PGlite')('what the database says of an error is logged without names', async () => {
    const filesBefore = await filesUnder(join(home, 'data'));
    const client = new pg.Client(database!.url);
    await client.connect();
    try {
      await client.query('ALTER TABLE pictures ADD CONSTRAINT not_forty_one CHECK (width <> 41)');
      const create = { width: 41, height: 40, channels: 3 as const, background: '#123' };
      const odd = await sharp({ create }).png().toBuffer();
      const answer = await post(
        { 'Maria Huber/Maria-Huber-1.png': odd, 'other.png': await picture() },
        undefined,
      );
      expect(answer).toMatchObject({ status: 500, body: { title: 'A bug in giemsa' } });
      expect(logs.read()).toContain('ERROR 23514 of the database, routine ExecConstraints, table pictures');
      expect(logs.read()).not.toContain('Maria');
      expect(await filesUnder(join(home, 'data'))).toEqual(filesBefore);
    } finally {
      await client.query('ALTER TABLE pictures DROP CONSTRAINT not_forty_one');
      await client.end();
    }
  });
});
