import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiBatch, ApiUpload } from '../../src/api-types.js';
import { endAuditEntries } from '../../src/storage/audit-log.js';
import { type Database, openDatabase } from '../../src/storage/database.js';
import { addToken, revokeToken } from '../../src/token-commands.js';
import { type Client, formOf, options, startRoom, temporaryFolder } from '../support/room.js';

// What was left behind: by a token that is made again under the same name, by requests of last year, by clients that do not read.

const folder = await temporaryFolder();
const tokens = join(folder, 'tokens.json');
const serve = options(folder, { tokens, works: false });
let room: Client;
let admin: string;
let picture: Buffer;

beforeAll(async () => {
  admin = await addToken(tokens, 'admin', { role: 'admin' });
  const { default: sharp } = await import('sharp');
  picture = await sharp({ create: { width: 60, height: 60, channels: 3, background: '#c8a' } })
    .png()
    .toBuffer();
  room = await startRoom(serve);
});
afterAll(() => room.server.stop());

const as = (token: string, others: Record<string, string> = {}) => ({
  headers: { authorization: `Bearer ${token}`, ...others },
});

const isIn = (token: string) =>
  expect.poll(async () => (await room.request('/batches', as(token))).status, { timeout: 5000 }).toBe(200);

/** With the server stopped, for this process alone. */
async function inDatabase<Value>(work: (database: Database) => Promise<Value>): Promise<Value> {
  await room.server.stop();
  const database = await openDatabase(join(folder, 'data'), undefined);
  try {
    return await work(database);
  } finally {
    await database.close();
    room = await startRoom(serve);
  }
}

test('a new token with an old name has neither the keys nor the copies of the old one', async () => {
  const upload = async (token: string) => {
    const body = formOf({ 'a.png': picture });
    const init = { method: 'POST', body, ...as(token, { 'idempotency-key': 'monday-1234' }) };
    return (await (await room.request('/batches?name=x', init)).json()) as ApiUpload;
  };
  const copy = async (token: string, { id }: ApiBatch) => {
    const answer = await room.request(`/batches/${id}/copies`, {
      method: 'POST',
      body: JSON.stringify({ model: 'tiny-resnet.onnx' }),
      ...as(token, { 'content-type': 'application/json' }),
    });
    return ((await answer.json()) as ApiBatch).id;
  };
  const before = await addToken(tokens, 'clinic', { role: 'technician', room: 'shared' });
  await isIn(before);
  const first = await upload(before);
  expect((await upload(before)).batch.id).toBe(first.batch.id);
  const copied = await copy(before, first.batch);
  expect(await copy(before, first.batch)).toBe(copied);
  await revokeToken(tokens, 'clinic');
  const after = await addToken(tokens, 'clinic', { role: 'technician', room: 'shared' });
  await isIn(after);
  expect((await upload(after)).batch.id).not.toBe(first.batch.id);
  expect(await copy(after, first.batch)).not.toBe(copied);
});

test('idempotency keys are forgotten after a week, entries of the audit log never, unless the operator says so', async () => {
  const counts = async ({ executeSql }: Database) =>
    (
      await executeSql(
        `SELECT (SELECT count(*)::int FROM keyed_requests) AS keys,
                (SELECT count(*)::int FROM audit_log WHERE action = 'long ago') AS entries`,
      )
    ).rows[0];
  await inDatabase(async (database) => {
    await database.executeSql(`
      UPDATE keyed_requests SET created_at = now() - interval '8 days', leased_until = now() - interval '8 days';
      INSERT INTO audit_log (created_at, action) VALUES (now() - interval '400 days', 'long ago'), (now() - interval '29 days', 'long ago')`);
    expect(await counts(database)).toMatchObject({ entries: 2 });
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await inDatabase(async (database) => {
    expect(await counts(database)).toEqual({ keys: 0, entries: 2 });
    await expect(database.executeSql('DELETE FROM audit_log')).rejects.toThrow('only ever added to');
    // Not even by its own function are entries of the last 30 days deleted.
    await expect(endAuditEntries(database.tables, 1)).rejects.toThrow();
    expect(await endAuditEntries(database.tables, 365)).toBe(1);
    expect(await counts(database)).toEqual({ keys: 0, entries: 1 });
    const { rows } = await database.executeSql('SELECT action FROM audit_log ORDER BY id DESC LIMIT 1');
    expect(rows[0]!.action).toMatch(/^audit log: 1 entries up to \d+ deleted$/);
  });
});

test('clients that ask for results and never read them cost no memory', async () => {
  await isIn(admin);
  const made = await room.request('/batches?name=large', { method: 'POST', ...as(admin) });
  const batch = ((await made.json()) as ApiUpload).batch.id;
  await inDatabase(async ({ executeSql }) => {
    await executeSql(
      `INSERT INTO pictures (id, batch_id, name, sha256, bytes, width, height)
       SELECT gen_random_uuid(), $1, 'folder/picture ' || number || repeat(' x', 100), repeat('a', 64), 1, 60, 60
       FROM generate_series(1, 30000) AS number`,
      [batch],
    );
  });
  const { hostname, port } = new URL(room.server.address);
  const before = process.memoryUsage().rss;
  const sockets = Array.from({ length: 40 }, (_, index) => {
    const socket = connect({ host: hostname, port: Number(port) });
    const path = ['results', 'export.json', 'export.csv'][index % 3]!;
    socket.write(
      `GET /api/v1/batches/${batch}/${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${admin}\r\n\r\n`,
    );
    return socket.pause().on('error', () => undefined);
  });
  await new Promise((resolve) => setTimeout(resolve, 15_000));
  const grown = process.memoryUsage().rss - before;
  for (const socket of sockets) socket.destroy();
  // All of it would be 40 times 15 MB, and as much again as objects.
  expect(grown).toBeLessThan(300e6);
  const whole = await room.request(`/batches/${batch}/results`, as(admin));
  expect(((await whole.json()) as { pictures: unknown[] }).pictures.length).toBe(30_000);
}, 120_000);
