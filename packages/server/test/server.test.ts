import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ZipFile } from 'yazl';
import type { ApiModel } from '../src/api-types.js';
import { startServer } from '../src/serve.js';
import { deleteBatch } from '../src/storage/batches.js';
import { openDatabase } from '../src/storage/database.js';
import { FolderStore } from '../src/storage/folder-store.js';
import { hasPostgres, startPostgres } from './support/postgres.js';
import { type Client, formOf, options, startRoom, temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
let cells: Record<string, Buffer>;

beforeAll(async () => {
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 24, patients: 4, seed: 9, fields: 0 });
  const names = (await readdir(join(folder, 'cells'), { recursive: true })).filter((name) =>
    name.endsWith('.png'),
  );
  const entries = names.map(async (name) => [name, await readFile(join(folder, 'cells', name))] as const);
  cells = Object.fromEntries(await Promise.all(entries));
});

const databases = [
  { name: 'PGlite', isHere: true },
  { name: 'PostgreSQL', isHere: hasPostgres },
];

describe.each(databases)('the reading room on $name', ({ name, isHere }) => {
  if (!isHere) return test.skip(`${name} is not installed here`);
  const home = join(folder, name);
  let database: Awaited<ReturnType<typeof startPostgres>> | undefined;
  let room: Client;
  const start = () => startRoom(options(home, { database: database?.url }));

  beforeAll(async () => {
    if (name === 'PostgreSQL') database = await startPostgres();
    room = await start();
  });
  afterAll(async () => {
    await room.server.stop();
    await database?.stop();
  });

  test('reads pictures and archives; says what it refuses and why; knows classes and patients by names', async () => {
    const archive = await zipOf({
      'a/Parasitized/C7P1thinF_IMG_1_cell_1.png': pick('Parasitized', 0),
      'a/b.txt': Buffer.from('x'),
    });
    const { batch, accepted, refused } = await room.upload({
      'Uninfected/one.png': pick('Uninfected', 0),
      'patient 9/two.png': pick('Parasitized', 1),
      'notes.png': Buffer.from('no picture'),
      'empty.png': Buffer.alloc(0),
      'cells.zip': archive,
    });
    expect(accepted).toBe(3);
    expect(refused).toEqual([
      { name: 'notes.png', reason: 'not a PNG, JPEG, WebP, TIFF, BMP, GIF or HEIC file' },
      { name: 'empty.png', reason: 'the file is empty' },
      { name: 'a/b.txt', reason: 'not a PNG, JPEG, WebP, TIFF, BMP, GIF or HEIC file' },
    ]);
    const { pictures, positive_class: positive } = await room.results(batch);
    expect(positive).toBe('Parasitized');
    const seen = pictures.map(({ name: file, label, patient, class: found }) => ({
      file,
      label,
      patient,
      found,
    }));
    expect(seen).toEqual([
      { file: 'Uninfected/one.png', label: 'Uninfected', patient: null, found: 'Uninfected' },
      { file: 'patient 9/two.png', label: null, patient: 'patient 9', found: 'Parasitized' },
      {
        file: 'a/Parasitized/C7P1thinF_IMG_1_cell_1.png',
        label: 'Parasitized',
        patient: 'C7P1thinF',
        found: 'Parasitized',
      },
    ]);
  });

  test('a picture too large to be kept in memory is read as well, alone and in an archive; nothing is left of the upload', async () => {
    const noise = { mean: 128, sigma: 60, type: 'gaussian' as const };
    const create = { width: 500, height: 400, channels: 3 as const, noise, background: '#000' };
    const large = await sharp({ create }).png().toBuffer();
    expect(large.length).toBeGreaterThan(300_000);
    const { batch, accepted, refused } = await room.upload({
      'large.png': large,
      'large.zip': await zipOf({ 'inner.png': large, 'cell.png': pick('Uninfected', 3) }),
    });
    expect({ accepted, refused }).toEqual({ accepted: 3, refused: [] });
    const { pictures } = await room.results(batch);
    expect(pictures.map(({ width, height }) => [width, height]).slice(0, 2)).toEqual([
      [500, 400],
      [500, 400],
    ]);
    expect(pictures.map(({ status }) => status)).not.toContain('failed');
    expect(await readdir(join(home, 'data/uploads'))).toEqual([]);
  });

  test('a damaged picture fails alone, with its reason', async () => {
    const whole = pick('Parasitized', 0);
    const { batch } = await room.upload({
      'cut.png': whole.subarray(0, whole.length / 2),
      'whole.png': whole,
    });
    const { pictures } = await room.results(batch);
    expect(pictures.map(({ status }) => status)).toEqual(['failed', 'done']);
    expect(pictures[0]!.reason).toContain('cannot read cut.png');
  });

  test('the same request twice makes one batch; the same picture twice is kept once', async () => {
    const init = { headers: { 'idempotency-key': `key-${name}-1` } };
    const first = await room.upload({ 'a.png': pick('Uninfected', 2) }, '?name=twice', init);
    const second = await room.upload({ 'a.png': pick('Uninfected', 2) }, '?name=twice', init);
    expect(second.batch.id).toBe(first.batch.id);
    const again = await room.request(`/batches/${first.batch.id}/pictures`, {
      method: 'POST',
      body: formOf({ 'a.png': pick('Uninfected', 2), 'b.png': pick('Uninfected', 2) }),
    });
    expect(await again.json()).toMatchObject({ accepted: 1, batch: { progress: { total: 2 } } });
  });

  test('a person’s newest word counts, and is in every export', async () => {
    const { batch } = await room.upload({ 'p/x.png': pick('Parasitized', 2) }, '?name=review');
    const [picture] = (await room.results(batch)).pictures;
    const say = (body: object) =>
      room.request(`/pictures/${picture!.id}/correction`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await say({ verdict: 'agree', reviewer: 'AB' })).status).toBe(200);
    expect((await say({ verdict: 'disagree', reviewer: 'AB' })).status).toBe(400);
    expect((await say({ verdict: 'disagree', label: 'Uninfected', reviewer: 'CD' })).status).toBe(200);
    const csv = await (await room.request(`/batches/${batch.id}/export.csv`)).text();
    expect(csv.split('\n')[1]).toMatch(/^p\/x\.png,p,,done,Parasitized,,0\.\d+,Uninfected,disagree,CD,20/);
    const all = await (await room.request(`/batches/${batch.id}/export.csv?threshold=1`)).text();
    expect(all.split('\n')[1]).toContain(',done,Uninfected,');
    const page = await room.request(`/batches/${batch.id}/export.html`);
    const html = await page.text();
    expect(html).toContain('Research use only. Not a medical device.');
    expect(html).toContain('uninfected, CD 20');
    expect(html).not.toMatch(/(src|href)="(?!data:)/);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('shows newly encoded pictures, and heat maps of their proportions', async () => {
    const wide = await sharp(pick('Parasitized', 0)).resize(120, 60, { fit: 'fill' }).jpeg().toBuffer();
    const { batch } = await room.upload({ 'wide.jpg': wide });
    const [picture] = (await room.results(batch)).pictures;
    const image = await (await room.request(`/pictures/${picture!.id}/image`)).arrayBuffer();
    const heat = await (await room.request(`/pictures/${picture!.id}/heat`)).arrayBuffer();
    expect(await sharp(image).metadata()).toMatchObject({ format: 'webp', width: 120, height: 60 });
    expect(await sharp(heat).metadata()).toMatchObject({
      format: 'png',
      width: 320,
      height: 160,
      channels: 4,
    });
  });

  test('tells progress as it goes and ends when all is done', async () => {
    const { batch } = await room.upload(cells);
    const events = await (await room.request(`/batches/${batch.id}/events`)).text();
    const values = [...events.matchAll(/^data: (\{.+\})$/gm)].map(([, text]) => JSON.parse(text!));
    expect(values.at(-1)).toMatchObject({ total: 24, done: 24, refused: 0, failed: 0 });
    expect(events).toMatch(/event: end\ndata: \{\}\n\n$/);
  });

  test('deleted is deleted: rows, pictures and all made from them, unless another batch has them', async () => {
    const shared = pick('Uninfected', 3);
    const own = await sharp(shared).flip().png().toBuffer();
    const { batch } = await room.upload({ 'own.png': own, 'shared.png': shared });
    const other = await room.upload({ 'shared.png': shared });
    const { pictures } = await room.results(batch);
    for (const { id } of pictures) await room.request(`/pictures/${id}/image`);
    const before = await filesUnder(join(home, 'data'));
    expect((await room.request(`/batches/${batch.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await room.request(`/batches/${batch.id}`)).status).toBe(404);
    expect((await room.request(`/pictures/${pictures[0]!.id}/image`)).status).toBe(404);
    // The picture of this batch alone, and what was shown of it.
    expect((await filesUnder(join(home, 'data'))).length).toBe(before.length - 2);
    expect((await room.results(other.batch)).pictures[0]!.status).toBe('done');
  });

  test('what a killed server was deleting is gone after the next start, and what it was receiving', async () => {
    const kept = pick('Uninfected', 4);
    const { batch } = await room.upload({
      'kept.png': kept,
      'own.png': await sharp(kept).flop().png().toBuffer(),
    });
    await room.upload({ 'kept.png': kept });
    for (const { id } of (await room.results(batch)).pictures) await room.request(`/pictures/${id}/image`);
    const before = await filesUnder(join(home, 'data'));
    await room.server.stop();
    const opened = await openDatabase(join(home, 'data'), database?.url);
    // The rows are gone, and the server is killed before the files are.
    const [own] = (await deleteBatch(opened.tables, batch.id))!;
    // What is older than the database is left alone.
    await opened.executeSql("UPDATE room SET created_at = now() - interval '2 days'");
    await opened.close();
    const received = join(home, 'data/pictures/00', '0'.repeat(64));
    await mkdir(dirname(received), { recursive: true });
    await writeFile(received, kept);
    // Where there are other servers, only old ones are certainly not on their way in.
    const yesterday = Date.now() / 1000 - 25 * 3600;
    for (const path of [received, join(home, 'data/pictures', own!.slice(0, 2), own!)])
      await utimes(path, yesterday, yesterday);
    room = await start();
    // One goes with all that was made from it, the other into the quarantine.
    const after = () => filesUnder(join(home, 'data'));
    await expect.poll(async () => (await after()).join()).toMatch(/\d{4}-\d\d-\d\d\.0{64}/);
    expect((await after()).join()).not.toContain(own);
    // It is in both for a moment.
    await expect.poll(async () => (await after()).length).toBe(before.length - 2 + 1);
  });

  test('an upload whose rows come between the rows and the files of a deletion keeps its picture', async () => {
    const picture = await sharp(pick('Parasitized', 5)).rotate(90).png().toBuffer();
    const first = await room.upload({ 'first.png': picture });
    await room.results(first.batch);
    let second: Awaited<ReturnType<Client['upload']>> | undefined;
    const remove = FolderStore.prototype.delete;
    vi.spyOn(FolderStore.prototype, 'delete').mockImplementationOnce(async function (
      this: FolderStore,
      name,
    ) {
      second = await room.upload({ 'second.png': picture });
      return remove.call(this, name);
    });
    expect((await room.request(`/batches/${first.batch.id}`, { method: 'DELETE' })).status).toBe(204);
    expect(second).toMatchObject({ accepted: 1, refused: [] });
    const { pictures } = await room.results(second!.batch);
    expect((await room.request(`/pictures/${pictures[0]!.id}/image`)).status).toBe(200);
  });

  test('an upload that finds a picture which is deleted before its rows are there refuses it, and says so', async () => {
    const picture = await sharp(pick('Parasitized', 5)).rotate(180).png().toBuffer();
    const first = await room.upload({ 'first.png': picture });
    await room.results(first.batch);
    const read = FolderStore.prototype.read;
    vi.spyOn(FolderStore.prototype, 'read').mockImplementationOnce(async function (this: FolderStore, name) {
      const found = await read.call(this, name);
      await room.request(`/batches/${first.batch.id}`, { method: 'DELETE' });
      return found;
    });
    const second = await room.upload({ 'second.png': picture, 'other.png': pick('Uninfected', 5) });
    expect(second).toMatchObject({
      accepted: 1,
      refused: [{ name: 'second.png', reason: 'the same picture was just being deleted; send it again' }],
    });
    const { pictures } = await room.results(second.batch);
    expect(pictures.map(({ name: file, status }) => [file, status])).toEqual([['other.png', 'done']]);
  });

  test('says what is wrong as problem+json', async () => {
    const answers = await Promise.all([
      room.request('/batches/7'),
      room.request('/batches/00000000-0000-4000-8000-000000000000'),
      room.request('/batches?model=none', { method: 'POST' }),
      room.request('/nothing'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([400, 404, 404, 404]);
    for (const answer of answers) {
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ type: 'about:blank', detail: expect.any(String) });
    }
  });

  test('continues after a stop with everything it had', async () => {
    const { batch } = await room.upload({ 'kept.png': pick('Parasitized', 4) }, '?name=kept');
    const before = await room.results(batch);
    await room.server.stop();
    room = await start();
    expect(await room.results(batch)).toEqual(before);
  });
});

let room: Client;
beforeAll(async () => {
  room = await startRoom(options(join(folder, 'room')));
});
afterAll(() => room.server.stop());

describe('archives and uploads that mean harm', () => {
  test('names that lead out of an archive, and entries larger than they say, are refused', async () => {
    const good = await zipOf({ 'xx/evil.png': pick('Parasitized', 0) });
    const traversal = Buffer.from(good.toString('latin1').replaceAll('xx/evil.png', '../evil.png'), 'latin1');
    const { accepted, refused } = await room.upload({ 'traversal.zip': traversal });
    expect(accepted).toBe(0);
    expect(refused[0]!.reason).toContain('its name leads out of the archive');
  });

  test('pictures of too many pixels are refused by their header', async () => {
    const bomb = await sharp({ create: { width: 6000, height: 6000, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    const { refused } = await room.upload({ 'bomb.png': bomb });
    expect(refused).toEqual([{ name: 'bomb.png', reason: '6000 × 6000 pixels; at most 30 million' }]);
  });

  test('other formats that an image library would open are not accepted', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    expect((await room.upload({ 'x.png': svg })).refused).toHaveLength(1);
  });

  test('names are shown, never followed', async () => {
    const { batch } = await room.upload({ '../../etc/passwd.png': pick('Uninfected', 0) });
    expect((await room.results(batch)).pictures[0]!.name).toBe('etc/passwd.png');
  });
});

describe('who may ask', () => {
  test('without a token it answers to this machine only, and not to pages of other sites', async () => {
    const { port } = new URL(room.server.address);
    const models = (headers: Record<string, string>, init: RequestInit = {}) =>
      fetch(`http://127.0.0.1:${port}/api/v1/models`, { headers, ...init });
    expect((await models({})).status).toBe(200);
    expect(await askByName(Number(port), 'evil.example')).toBe(403);
    const batch = await room.request('/batches', {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(batch.status).toBe(403);
  });

  test('with a token it asks for it, by header or by cookie', async () => {
    const token = 'a-token-of-some-length';
    const room = await startRoom(options(join(folder, 'token'), { token, works: false }));
    expect((await room.request('/models')).status).toBe(401);
    expect((await room.request('/models', { headers: { authorization: `Bearer ${token}` } })).status).toBe(
      200,
    );
    const session = await room.request('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    const cookie = session.headers.get('set-cookie')!.split(';')[0]!;
    expect((await room.request('/models', { headers: { cookie } })).status).toBe(200);
    await room.server.stop();
  });

  test('it does not listen to other machines without a token', async () => {
    await expect(startServer(options(join(folder, 'wide'), { host: '0.0.0.0' }))).rejects.toThrow(
      /--host 0\.0\.0\.0 can be reached from other machines.*GIEMSA_TOKEN=[\w-]{32}/,
    );
  });

  test('two servers do not share one folder', async () => {
    await expect(startServer(options(join(folder, 'room')))).rejects.toThrow(
      /^the data folder \S+ is in use by another process \(\d+ on .+\); stop it, choose another --data folder/,
    );
  });
});

describe('what it reports', () => {
  test('models with their cards', async () => {
    const models = (await (await room.request('/models')).json()) as ApiModel[];
    expect(models).toMatchObject([
      {
        id: 'tiny-resnet.onnx',
        parameters: 77_810,
        positive_class: 'Parasitized',
        default_for: ['cells', 'fields'],
      },
    ]);
  });

  test('OpenAPI 3.1 of every route, as JSON and as a page', async () => {
    const document = (await (await fetch(`${room.server.address}/api/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { summary?: string }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations.length).toBeGreaterThan(15);
    for (const { summary } of operations) expect(summary).toBeTruthy();
    const page = await (await fetch(`${room.server.address}/api/docs`)).text();
    expect(page).toContain('/api/v1/batches');
    const names = namesOf(document);
    expect(names).toContain('class_names');
    expect(names.filter((name) => /^[a-z0-9]+[A-Z]/.test(name))).toEqual([]);
  });

  test('health and metrics', async () => {
    const text = async (path: string) => (await fetch(`${room.server.address}${path}`)).text();
    expect(await text('/health/ready')).toBe('{"status":"ready"}');
    expect(await text('/metrics')).toContain('giemsa_jobs{queue="predict",state="waiting"} 0');
    expect(await text('/metrics')).toContain('giemsa_jobs{queue="train",state="active"} 0');
  });
});

/** Names of properties and of parameters in an OpenAPI document. */
function namesOf(document: unknown): string[] {
  if (typeof document !== 'object' || document === null) return [];
  return Object.entries(document).flatMap(([key, inner]) => {
    const named = key === 'name' && typeof inner === 'string' ? [inner] : [];
    return [...named, ...(key === 'properties' ? Object.keys(inner) : []), ...namesOf(inner)];
  });
}

function pick(className: string, index: number): Buffer {
  return Object.entries(cells).filter(([name]) => name.startsWith(className))[index]![1];
}

async function zipOf(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) zip.addBuffer(bytes, name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function filesUnder(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /(pictures|made|quarantine)/.test(entry.parentPath))
    .map(({ name }) => name);
}

/** `fetch` does not let one choose the name in the request. */
async function askByName(port: number, host: string): Promise<number> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/api/v1/models', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    }).once('error', reject);
  });
}
