import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startServer, startWorker } from '../src/serve.js';
import { deleteBatch } from '../src/storage/batches.js';
import { openBucket } from '../src/storage/bucket-store.js';
import { openDatabase } from '../src/storage/database.js';
import { CREDENTIALS, hasBucketServer, startBucketServer } from './support/bucket.js';
import { freePort } from './support/free-port.js';
import { hasPostgres, startPostgres } from './support/postgres.js';
import { options, startRoom, temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();

describe('pictures in a bucket', () => {
  if (!hasBucketServer) return test.skip('versitygw, the S3 server of these tests, is not installed here');
  let server: Awaited<ReturnType<typeof startBucketServer>>;
  let cells: Buffer[];

  beforeAll(async () => {
    server = await startBucketServer();
    await server.createBucket('room');
    await server.createBucket('versioned', { versioned: true });
    await writeSyntheticDataset(join(folder, 'cells'), { cells: 16, patients: 4, seed: 5, fields: 0 });
    const names = (await readdir(join(folder, 'cells'), { recursive: true })).filter((name) =>
      name.endsWith('.png'),
    );
    cells = await Promise.all(names.map((name) => readFile(join(folder, 'cells', name))));
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    for (const [name, value] of Object.entries(CREDENTIALS)) vi.stubEnv(name, value);
    return () => vi.unstubAllEnvs();
  });

  const urlOf = (place: string) => `s3://${place}?endpoint=${server.endpoint}`;
  const filesUnder = async (path: string) => {
    const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = entries.filter((entry) => entry.isFile() && entry.name !== 'owner.json');
    return files.map((entry) => join(entry.parentPath, entry.name));
  };

  test('are read, shown and deleted there, with all that is made from them; nothing stays in the data folder', async () => {
    const room = await startRoom(options(join(folder, 'alone'), { pictures: urlOf('room/a%20room') }));
    const inBucket = () => filesUnder(join(server.objects, 'room/a room'));
    const first = await room.upload({ 'own.png': cells[0]!, 'shared.png': cells[1]! });
    const second = await room.upload({ 'shared.png': cells[1]! });
    const { pictures } = await room.results(first.batch);
    expect(pictures.map(({ status }) => status)).toEqual(['done', 'done']);
    for (const { id } of pictures) {
      const image = await room.request(`/pictures/${id}/image`);
      expect(image.headers.get('content-type')).toBe('image/webp');
      expect((await room.request(`/pictures/${id}/heat`)).status).toBe(200);
    }
    expect((await inBucket()).filter((file) => file.includes('/pictures/'))).toHaveLength(2);
    expect((await inBucket()).filter((file) => file.includes('/made/'))).toHaveLength(4);
    const data = await filesUnder(join(folder, 'alone/data'));
    expect(
      data.filter((file) => !file.includes('/data/database/')).map((file) => file.split('/').at(-1)),
    ).toEqual(['.lock']);
    expect((await room.request(`/batches/${first.batch.id}`, { method: 'DELETE' })).status).toBe(204);
    // The other batch's picture, and what was made from it.
    expect(await inBucket()).toHaveLength(3);
    expect((await room.results(second.batch)).pictures[0]!.status).toBe('done');
    expect((await room.request(`/batches/${second.batch.id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await inBucket()).toEqual([]);
    await room.server.stop();
  });

  test('what a killed server was deleting there is gone after the next start', async () => {
    const home = join(folder, 'killed');
    const start = () => startRoom(options(home, { pictures: urlOf('room/killed') }));
    const inBucket = () => filesUnder(join(server.objects, 'room/killed'));
    let room = await start();
    const { batch } = await room.upload({ 'own.png': cells[4]!, 'shared.png': cells[5]! });
    await room.upload({ 'shared.png': cells[5]! });
    for (const { id } of (await room.results(batch)).pictures) await room.request(`/pictures/${id}/image`);
    expect(await inBucket()).toHaveLength(4);
    await room.server.stop();
    const opened = await openDatabase(join(home, 'data'), undefined);
    // The rows are gone, and the server is killed before the files are.
    const [own] = (await deleteBatch(opened.tables, batch.id))!;
    await opened.close();
    room = await start();
    expect(await inBucket()).toHaveLength(2);
    expect((await inBucket()).join()).not.toContain(own);
    await room.server.stop();
  });

  test('another database does not start on them, and leaves them; the one that has them starts again', async () => {
    const shared = { pictures: urlOf('room/two') };
    const inBucket = () => filesUnder(join(server.objects, 'room/two'));
    const room = await startRoom(options(join(folder, 'first'), shared));
    await room.upload({ 'a.png': cells[6]!, 'b.png': cells[7]! });
    const before = await inBucket();
    // A database made again: copies of the tests' empty one are the same room.
    await expect(startServer(options(join(folder, 'second'), shared))).rejects.toThrow(
      /--pictures s3:\/\/room\/two\S+: these pictures belong to the database [0-9a-f-]{36}/,
    );
    expect(await inBucket()).toEqual(before);
    await room.server.stop();
    const again = await startRoom(options(join(folder, 'first'), shared));
    expect(await inBucket()).toEqual(before);
    await again.server.stop();
  });

  test.skipIf(!hasPostgres)('a worker with another data folder reads them', async () => {
    const postgres = await startPostgres();
    const shared = { database: postgres.url, pictures: urlOf('room') };
    const room = await startRoom(options(join(folder, 'server'), { ...shared, works: false }));
    const worker = await startWorker({
      ...options(join(folder, 'worker'), shared),
      say: () => undefined,
    });
    const { batch } = await room.upload({ 'a.png': cells[2]!, 'b.png': cells[3]! });
    const { pictures } = await room.results(batch);
    expect(pictures.map(({ status }) => status)).toEqual(['done', 'done']);
    await worker.stop();
    await room.server.stop();
    await postgres.stop();
  });

  test('a folder of more names than one list has is deleted whole', async () => {
    const store = await openBucket(urlOf('room/many'));
    const names = Array.from({ length: 1003 }, (_, index) => `made/aa/aabb/heat-${index}.png`);
    for (let start = 0; start < names.length; start += 50) {
      await Promise.all(names.slice(start, start + 50).map((name) => store.write(name, Buffer.from(name))));
    }
    await store.write('made/aa/aabbcc/kept.png', Buffer.from('kept'));
    expect((await store.read(names[1002]!))!.toString()).toBe(names[1002]);
    await store.deleteFolder('made/aa/aabb');
    expect(await store.has(names[0]!)).toBe(false);
    expect(await store.has(names[1002]!)).toBe(false);
    expect((await store.read('made/aa/aabbcc/kept.png'))!.toString()).toBe('kept');
    await store.delete('made/aa/aabbcc/kept.png');
    expect(await store.read('made/aa/aabbcc/kept.png')).toBeUndefined();
  });

  test.each([
    ['a bucket that is not there', 'none', {}, 'there is no such bucket'],
    [
      'a wrong key',
      'room',
      { AWS_SECRET_ACCESS_KEY: 'wrong' },
      'the bucket answers 403 SignatureDoesNotMatch',
    ],
    ['a bucket that keeps what is deleted', 'versioned', {}, 'the bucket keeps old versions'],
    ['no key', 'room', { AWS_ACCESS_KEY_ID: '' }, 'needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'],
  ])('%s is told at the start', async (_what, place, environment, message) => {
    await expect(openBucket(urlOf(place), { ...CREDENTIALS, ...environment })).rejects.toThrow(message);
  });

  test('an endpoint that does not answer is reported at the start', async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    await expect(openBucket(`s3://room?endpoint=${endpoint}`, CREDENTIALS)).rejects.toThrow(
      /cannot use --pictures s3:\/\/room.+: .*ECONNREFUSED/,
    );
  });
});

test.each([
  '/srv/pictures',
  'https://host/bucket',
  's3://',
  's3://room?endpint=http://x',
  's3://room?endpoint=host',
])('--pictures %s is refused', async (url) => {
  await expect(openBucket(url, CREDENTIALS)).rejects.toThrow(/--pictures.* must /);
});
