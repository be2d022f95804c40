import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiResults } from '../../src/api-types.js';
import { hasPostgres, startPostgres } from '../support/postgres.js';
import { formOf, options, startRoom, temporaryFolder } from '../support/room.js';

// A server that can keep nothing says so; one that is stopped lets uploads end.

const PROGRAM = fileURLToPath(new URL('../../../giemsa/bin/giemsa.js', import.meta.url));
const folder = await temporaryFolder();
const disk = join(folder, 'disk');
const isMounted = mountSmallDisk();
if (isMounted) afterAll(() => execFileSync('umount', ['-l', disk]));
let cell: Buffer;

beforeAll(async () => {
  await writeSyntheticDataset(join(folder, 'cells'), { cells: 16, patients: 4, seed: 5, fields: 0 });
  const [name] = (await readdir(join(folder, 'cells/Parasitized'))).sort();
  cell = await readFile(join(folder, 'cells/Parasitized', name!));
});

test('a full disk: not ready, uploads get 507, and everything works again when there is space', async ({
  skip,
}) => {
  if (!isMounted) skip('needs the right to mount a small disk');
  const room = await startRoom(options(disk));
  const ready = () => fetch(`${room.server.address}/health/ready`);
  const upload = () => room.request('/batches', { method: 'POST', body: formOf({ 'a.png': cell }) });
  expect((await ready()).status).toBe(200);
  const { bavail, bsize } = statfsSync(disk);
  await writeFile(join(disk, 'filler'), Buffer.alloc(bavail * bsize));
  // An answer is given for a second.
  await expect.poll(async () => (await ready()).status, { timeout: 10_000 }).toBe(503);
  const answer = await ready();
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    503,
    expect.stringContaining('problem+json'),
  ]);
  expect(await answer.json()).toMatchObject({ detail: expect.stringMatching(/disk is full|no space/) });
  const refused = await upload();
  expect(refused.status).toBe(507);
  expect(await refused.json()).toMatchObject({ title: 'The disk is full' });
  await rm(join(disk, 'filler'));
  await expect.poll(async () => (await ready()).status, { timeout: 20_000 }).toBe(200);
  await expect.poll(async () => (await upload()).status, { timeout: 20_000 }).toBe(201);
  await room.server.stop();
}, 120_000);

test.skipIf(!hasPostgres)(
  'a database that takes no changes, and one that is away: 503 with the reason',
  async () => {
    const postgres = await startPostgres();
    const home = join(folder, 'read-only');
    const room = await startRoom(
      options(home, { database: postgres.url, works: false, onError: () => undefined }),
    );
    const admin = new pg.Client(postgres.url);
    await admin.connect();
    await admin.query('ALTER DATABASE postgres SET default_transaction_read_only = on');
    await admin.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()',
    );
    const readiness = async () => {
      const answer = await fetch(`${room.server.address}/health/ready`);
      return `${answer.status} ${((await answer.json()) as { detail?: string }).detail}`;
    };
    // The first look may meet a connection that was ended, and an answer is given for a second.
    await expect.poll(readiness, { timeout: 10_000 }).toMatch(/^503 .*read-only/);
    const upload = () => room.request('/batches', { method: 'POST', body: formOf({ 'a.png': cell }) });
    const refused = await upload();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await refused.json()).toMatchObject({ title: 'Read-only' });
    await admin.end();
    await postgres.stop();
    await expect.poll(readiness, { timeout: 10_000 }).toMatch(/^503 .*cannot reach its database/);
    expect((await upload()).status).toBe(503);
    expect((await fetch(`${room.server.address}/health/live`)).status).toBe(200);
    await room.server.stop();
  },
  120_000,
);

test('SIGTERM lets an upload end; then the server ends by itself, and the pictures are there', async () => {
  const home = join(folder, 'stopped');
  const words = ['serve', '--port', '0', '--no-worker', '--data', home, '--runs', join(home, 'runs')];
  const start = async () => {
    const child = spawn(process.execPath, [PROGRAM, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
    const address = await new Promise<string>((resolve) => {
      child.stdout.on('data', (text) => {
        const found = /Reading room: (\S+)/.exec(String(text));
        if (found) resolve(found[1]!);
      });
    });
    return { child, address, ended: new Promise<number | null>((resolve) => child.once('exit', resolve)) };
  };
  const server = await start();
  const form = new Response(formOf({ 'a.png': cell }));
  const body = Buffer.from(await form.arrayBuffer());
  const headers = { 'content-type': form.headers.get('content-type')!, 'content-length': body.length };
  const sent = request(`${server.address}/api/v1/batches`, { method: 'POST', headers });
  const answered = new Promise<{ status: number; text: string }>((resolve, reject) => {
    sent.on('error', reject).on('response', async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode!, text });
    });
  });
  sent.write(body.subarray(0, body.length >> 1));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  server.child.kill('SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 2000));
  sent.end(body.subarray(body.length >> 1));
  const { status, text } = await answered;
  expect([status, JSON.parse(text)]).toMatchObject([201, { accepted: 1, refused: [] }]);
  expect(await server.ended).toBe(0);
  const again = await start();
  const { id } = JSON.parse(text).batch as { id: string };
  const results = (await (await fetch(`${again.address}/api/v1/batches/${id}/results`)).json()) as ApiResults;
  expect(results.pictures.map(({ name }) => name)).toEqual(['a.png']);
  again.child.kill('SIGTERM');
  expect(await again.ended).toBe(0);
}, 120_000);

function mountSmallDisk(): boolean {
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=220m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
