import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { UserError } from '@giemsa/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiBatch } from '../../src/api-types.js';
import { startServer, startWorker } from '../../src/serve.js';
import { verifyRoom } from '../../src/verify.js';
import { freePort } from '../support/free-port.js';
import { hasPostgres, startPostgres } from '../support/postgres.js';
import { clientOf, options, startRoom, temporaryFolder } from '../support/room.js';

// Several servers and workers on one PostgreSQL, and a line to it that is cut silently.

describe.runIf(hasPostgres)('one PostgreSQL', async () => {
  const folder = await temporaryFolder();
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  async function newDatabase(name: string): Promise<string> {
    const { default: pg } = await import('pg');
    const client = new pg.Client(postgres.url);
    await client.connect();
    await client.query(`CREATE DATABASE ${name}`);
    await client.end();
    return postgres.url.replace(/\/[^/]*$/, `/${name}`);
  }

  const on = (name: string, database: string, works = false) =>
    options(join(folder, name), { database, works });

  test('if several servers with different folders start at once on a new database, one starts', async () => {
    const database = await newDatabase('fresh');
    const names = ['one', 'two', 'three', 'four'];
    const started = await Promise.allSettled(names.map((name) => startServer(on(name, database))));
    const running = started.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
    const reasons = started.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    await Promise.all(running.map((server) => server.stop()));
    expect(running).toHaveLength(1);
    for (const reason of reasons) {
      expect(reason).toBeInstanceOf(UserError);
      expect(reason.message).toContain('the pictures of this database lie elsewhere');
    }
    // The others have left no note.
    expect(names.filter((name) => existsSync(join(folder, name, 'data/owner.json')))).toHaveLength(1);
  });

  test('of servers that start at once on a fresh database with one folder all start', async () => {
    const database = await newDatabase('shared');
    const started = await Promise.all([1, 2, 3].map(() => startServer(on('shared', database))));
    const rooms = started.map(clientOf);
    const { batch } = await rooms[0]!.upload({ 'a.png': await picture() });
    expect((await rooms[2]!.request(`/batches/${batch.id}`)).status).toBe(200);
    await Promise.all(started.map((server) => server.stop()));
  });

  test('a second server with its own folder is rejected before there is a picture; a person may move the pictures', async () => {
    const database = await newDatabase('second');
    await (await startServer(on('first', database))).stop();
    await expect(startServer(on('second', database))).rejects.toThrow(
      'the pictures of this database lie elsewhere',
    );
    const place = { data: join(folder, 'second/data'), database };
    await mkdir(place.data, { recursive: true });
    const { checks } = await verifyRoom({ ...place, adopt: false });
    expect(checks.find(({ name }) => name === 'owner')).toMatchObject({ state: 'fault' });
    expect((await verifyRoom({ ...place, adopt: true })).ok).toBe(true);
    await (await startServer(on('second', database))).stop();
    await expect(startServer(on('first', database))).rejects.toThrow('lie elsewhere');
  });

  test('a worker that starts first, with its own folder, claims nothing from the server and reads no picture', async () => {
    const database = await newDatabase('workers');
    const worker = await startWorker({ ...on('elsewhere', database), say: () => undefined });
    const shared = on('server', database);
    const room = await startRoom(shared);
    const { batch } = await room.upload({ 'a.png': await picture() });
    await new Promise((resolve) => setTimeout(resolve, 4000));
    const read = async () =>
      ((await (await room.request(`/batches/${batch.id}`)).json()) as ApiBatch).progress;
    expect(await read()).toMatchObject({ total: 1, done: 0, refused: 0, failed: 0 });
    const other = await startWorker({ ...shared, say: () => undefined });
    expect((await room.results(batch)).pictures[0]!.status).toBe('done');
    for (const running of [worker, other, room.server]) await running.stop();
  }, 60_000);

  test('if the connection to the database is cut silently, requests get 503, and work again afterwards', async () => {
    const line = await lineTo(postgres.url);
    const database = (await newDatabase('cut')).replace(/:\d+\//, `:${line.port}/`);
    const room = await startRoom(on('cut', `${database}?query_timeout=2000&connectionTimeoutMillis=2000`));
    expect((await room.request('/batches')).status).toBe(200);
    line.hold(true);
    const answers = await Promise.all(Array.from({ length: 30 }, () => room.request('/batches')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    line.hold(false);
    await expect.poll(async () => (await room.request('/batches')).status, { timeout: 10_000 }).toBe(200);
    await room.server.stop();
    line.close();
  }, 60_000);

  async function picture(): Promise<Buffer> {
    const { default: sharp } = await import('sharp');
    return sharp({ create: { width: 60, height: 60, channels: 3, background: '#c8a' } })
      .png()
      .toBuffer();
  }
});

/** A line that can be held: nothing passes, nothing is closed. */
async function lineTo(url: string) {
  const target = Number(new URL(url).port);
  const port = await freePort();
  const sockets = new Set<Socket>();
  let isHeld = false;
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    near.pipe(far).pipe(near);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      if (isHeld) socket.unpipe().pause();
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          other.destroy();
        });
      Object.assign(socket, { other });
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port,
    hold: (held: boolean) => {
      isHeld = held;
      for (const socket of sockets) {
        if (held) socket.unpipe().pause();
        else socket.pipe((socket as Socket & { other: Socket }).other);
      }
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
