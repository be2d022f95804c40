import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiUpload } from '../../src/api-types.js';
import { addToken, revokeToken } from '../../src/token-commands.js';
import { type Client, options, startRoom, temporaryFolder } from '../support/room.js';

const folder = await temporaryFolder();
const path = join(folder, 'tokens.json');
let room: Client;
beforeAll(async () => {
  await addToken(path, 'admin', { role: 'admin' });
  room = await startRoom(options(folder, { tokens: path, works: false }));
});
afterAll(() => room.server.stop());

/** Follows the events of a batch that is never done, until the server ends them. */
async function follow(headers: Record<string, string>): Promise<void> {
  const made = await room.request('/batches?name=x', { method: 'POST', headers });
  const { batch } = (await made.json()) as ApiUpload;
  const stream = await room.request(`/batches/${batch.id}/events`, { headers });
  expect(stream.status).toBe(200);
  await stream.text().catch(() => undefined);
}

const isOver = (ended: Promise<void>, milliseconds: number) =>
  Promise.race([
    ended.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), milliseconds)),
  ]);

test('an open stream ends with its token, and with its session', async () => {
  const token = await addToken(path, 'clinic', { role: 'technician' });
  const bearer = { authorization: `Bearer ${token}` };
  await expect
    .poll(async () => (await room.request('/batches', { headers: bearer })).status, { timeout: 5000 })
    .toBe(200);
  const login = await room.request('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const cookie = { cookie: login.headers.get('set-cookie')!.split(';')[0]! };
  const streams = { bearer: follow(bearer), cookie: follow(cookie) };
  expect(await isOver(streams.bearer, 7000)).toBe(false);
  await room.request('/session', { method: 'DELETE', headers: cookie });
  expect(await isOver(streams.cookie, 12_000)).toBe(true);
  expect(await isOver(streams.bearer, 100)).toBe(false);
  await revokeToken(path, 'clinic');
  expect(await isOver(streams.bearer, 12_000)).toBe(true);
});

test('an open stream ends when its token is moved to another room', async () => {
  const token = await addToken(path, 'mover', { role: 'technician', room: 'clinic a' });
  const bearer = { authorization: `Bearer ${token}` };
  await expect
    .poll(async () => (await room.request('/batches', { headers: bearer })).status, { timeout: 5000 })
    .toBe(200);
  const stream = follow(bearer);
  expect(await isOver(stream, 6000)).toBe(false);
  await writeFile(path, (await readFile(path, 'utf8')).replace('clinic a', 'clinic b'));
  expect(await isOver(stream, 12_000)).toBe(true);
});
