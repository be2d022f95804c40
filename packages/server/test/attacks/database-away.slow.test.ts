import { readdir, readFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { ApiBatch } from '../../src/api-types.js';
import { startWorker } from '../../src/serve.js';
import { isOver } from '../../src/storage/batches.js';
import { freePort } from '../support/free-port.js';
import { hasPostgres, startPostgres } from '../support/postgres.js';
import { options, startRoom, temporaryFolder } from '../support/room.js';

const PICTURES = 600;
const AWAY_MS = 6000;
const folder = await temporaryFolder();
let cells: Buffer[];

beforeAll(async () => {
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 200, patients: 8, seed: 3, fields: 0 });
  const names = await readdir(join(folder, 'cells'), { recursive: true });
  const files = names.filter((name) => name.endsWith('.png'));
  cells = await Promise.all(files.map((name) => readFile(join(folder, 'cells', name))));
});

const files = () =>
  Object.fromEntries(
    Array.from({ length: PICTURES }, (_, index) => [`${index}.png`, cells[index % cells.length]!]),
  );

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A way to a database that can be cut. */
async function startCable(url: string) {
  const { port: target } = new URL(url);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((client) => {
    if (isCut) return void client.destroy();
    const database = connect(Number(target), '127.0.0.1');
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined).on('close', () => to.destroy());
      from.pipe(to);
    }
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const own = new URL(url);
  own.port = String(port);
  return {
    url: own.href,
    async cut(milliseconds: number): Promise<void> {
      isCut = true;
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      await pause(milliseconds);
      isCut = false;
    },
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

describe.skipIf(!hasPostgres)('a PostgreSQL that is away for 6 s while pictures are read', () => {
  test.each([1, 2, 3, 4])(
    'trial %i: its work goes on within 15 s after it is back',
    async (trial) => {
      const postgres = await startPostgres();
      const cable = await startCable(postgres.url);
      const home = join(folder, `away-${trial}`);
      const quiet = { onError: () => undefined };
      const room = await startRoom(options(home, { database: postgres.url, works: false }));
      const worker = await startWorker({
        ...options(home, { database: cable.url, ...quiet }),
        say: () => undefined,
      });
      const { batch } = await room.upload(files());
      const progress = async () =>
        ((await (await room.request(`/batches/${batch.id}`)).json()) as ApiBatch).progress;
      while ((await progress()).done < 50 * trial) await pause(20);
      await cable.cut(AWAY_MS);
      const back = performance.now();
      let at = await progress();
      let moved = performance.now();
      let longest = 0;
      while (!isOver(at)) {
        await pause(100);
        const now = await progress();
        if (now.done > at.done) moved = performance.now();
        longest = Math.max(longest, performance.now() - moved);
        at = now;
        // An idle worker beside waiting pictures is what this is about.
        expect(longest).toBeLessThan(15_000);
      }
      console.log(
        `trial ${trial}: done ${((performance.now() - back) / 1000).toFixed(1)} s after, longest pause ${(longest / 1000).toFixed(1)} s`,
      );
      expect(at).toMatchObject({ total: PICTURES, done: PICTURES, refused: 0, failed: 0 });
      await worker.stop();
      await room.server.stop();
      cable.stop();
      await postgres.stop();
    },
    180_000,
  );
});

test('a clock that is set back by an hour keeps no picture waiting', async () => {
  const home = join(folder, 'clock');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3600_000 });
  const before = await startRoom(options(home, { works: false }));
  const { batch } = await before.upload({ 'a.png': cells[0]!, 'b.png': cells[1]! });
  await before.server.stop();
  vi.useRealTimers();
  const room = await startRoom(options(home));
  const begun = performance.now();
  const { pictures } = await room.results(batch);
  expect(pictures.map(({ status }) => status)).toEqual(['done', 'done']);
  expect(performance.now() - begun).toBeLessThan(15_000);
  await room.server.stop();
}, 60_000);
