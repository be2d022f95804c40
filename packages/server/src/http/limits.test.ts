import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, formOf, options, startRoom, temporaryFolder } from '../../test/support/room.js';
import type { ApiUpload } from '../api-types.js';
import { readTokens } from './tokens.js';

const folder = await temporaryFolder();
const TOKENS = [
  { name: 'clinic a', token: 'token-of-clinic-a', requests_per_minute: 8 },
  { name: 'clinic b', token: 'token-of-clinic-b', pictures_per_minute: 3 },
  { name: 'clinic c', token: 'token-of-clinic-c', stored_pictures: 2 },
  { name: 'clinic e', token: 'token-of-clinic-e', requests_per_minute: 2 },
  { name: 'clinic d', token: 'token-of-clinic-d', stored_pictures: null, pictures_per_minute: null },
];

/** Pictures of different content, by their names. */
async function pictures(count: number): Promise<Record<string, Buffer>> {
  const made = Array.from({ length: count }, async (_, index) => {
    const background = { r: 10 * index, g: Math.floor(Math.random() * 256), b: 120 };
    const picture = sharp({ create: { width: 40, height: 40, channels: 3, background } });
    return [`${index + 1}.png`, await picture.png().toBuffer()] as const;
  });
  return Object.fromEntries(await Promise.all(made));
}

describe('what one token may do', () => {
  let room: Client;
  beforeAll(async () => {
    const tokens = join(folder, 'tokens.json');
    await writeFile(tokens, JSON.stringify(TOKENS), { mode: 0o600 });
    room = await startRoom(options(folder, { tokens, works: false }));
  });
  afterAll(() => room.server.stop());

  const as = (clinic: string) => ({ authorization: `Bearer token-of-clinic-${clinic}` });
  const upload = async (clinic: string, count: number) => {
    const body = formOf(await pictures(count));
    return room.request('/batches', { method: 'POST', headers: as(clinic), body });
  };
  async function expectTooMany(answer: Response, detail: string | RegExp): Promise<void> {
    expect(answer.status).toBe(429);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({ status: 429, detail: expect.stringMatching(detail) });
  }

  test('requests a minute: the next one gets a time to retry, and other tokens are not affected', async () => {
    for (let count = 0; count < 8; count++) {
      expect((await room.request('/models', { headers: as('a') })).status).toBe(200);
    }
    const answer = await room.request('/models', { headers: as('a') });
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    await expectTooMany(answer, /^The token "clinic a" may send 8 requests a minute. Try again in \d+ s\.$/);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ token: 'token-of-clinic-a' });
    await expectTooMany(await room.request('/session', { method: 'POST', headers, body }), /8 requests/);
    expect((await room.request('/models', { headers: as('b') })).status).toBe(200);
  });

  test('files in one request: as many as are promised', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 1001 }, (_, index) => [`${index}.txt`, Buffer.from('no picture')]),
    );
    const answer = await room.request('/batches', { method: 'POST', headers: as('d'), body: formOf(many) });
    expect(answer.status).toBe(201);
    expect(((await answer.json()) as ApiUpload).refused).toHaveLength(1001);
  });

  test('pictures a minute: those above the limit are rejected by name, and the next upload gets a time to retry', async () => {
    const first = (await (await upload('b', 5)).json()) as ApiUpload;
    expect(first.accepted).toBe(3);
    expect(first.refused.map(({ name }) => name)).toEqual(['4.png', '5.png']);
    expect(first.refused[0]!.reason).toMatch(
      /^The token "clinic b" may send 3 pictures a minute. Send it again in \d+ s$/,
    );
    await expectTooMany(await upload('b', 1), 'may send 3 pictures a minute. Try again in');
  });

  test('stored pictures: also of uploads at the same time; deleting makes room', async () => {
    const answers = await Promise.all([upload('c', 2), upload('c', 2)]);
    const done = (await Promise.all(answers.map((answer) => answer.json()))) as ApiUpload[];
    const accepted = done.map((answer) => answer.accepted ?? 0);
    expect(accepted[0]! + accepted[1]!).toBe(2);
    const reason =
      'The token "clinic c" may keep 2 pictures here, including those in the trash: delete batches and send it again';
    const list = async () => (await room.request('/batches', { headers: as('c') })).json();
    const before = await list();
    await expectTooMany(await upload('c', 1), reason);
    // Nothing is left of what was sent back.
    expect(await list()).toEqual(before);
    for (const { batch } of done) {
      if (batch) await room.request(`/batches/${batch.id}`, { method: 'DELETE', headers: as('c') });
    }
    expect(await (await upload('c', 3)).json()).toMatchObject({
      accepted: 2,
      refused: [{ name: '3.png', reason }],
    });
  });

  test('null sets no limit', async () => {
    expect(await (await upload('d', 6)).json()).toMatchObject({ accepted: 6, refused: [] });
  });

  test('a browser’s cookie counts for its token', async () => {
    const session = await room.request('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: 'token-of-clinic-e' }),
    });
    const cookie = session.headers.get('set-cookie')!.split(';')[0]!;
    expect((await room.request('/models', { headers: { cookie } })).status).toBe(200);
    expect((await room.request('/models', { headers: { cookie } })).status).toBe(429);
  });
});

test.each([
  ['{', /tokens-bad\.json is not a list of tokens: it is not JSON/],
  ['[]', /is not a list of tokens/],
  [[{ name: 'x', token: 'short' }], /16 characters.+\[0\]\.token/],
  [[{ ...TOKENS[0], limit: 3 }], /Unrecognized key: "limit"/],
  [[{ ...TOKENS[0], requests_per_minute: 0 }], /requests_per_minute/],
  [[TOKENS[0], { ...TOKENS[0], name: 'other' }], /the token of "(clinic a|other)" occurs twice/],
  [[TOKENS[0], { ...TOKENS[1], name: 'clinic a' }], /the name of "clinic a" occurs twice/],
])('a file of tokens like %j is refused', async (content, message) => {
  const path = join(folder, 'tokens-bad.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content), { mode: 0o600 });
  await expect(readTokens(path)).rejects.toThrow(message);
});

test.skipIf(process.platform === 'win32')('a file of tokens that others can read is refused', async () => {
  const path = join(folder, 'tokens-open.json');
  await writeFile(path, JSON.stringify(TOKENS));
  await chmod(path, 0o640);
  await expect(readTokens(path)).rejects.toThrow(`can be read by others; run: chmod 600 ${path}`);
});

test('a file of tokens that is not there is named', async () => {
  await expect(readTokens('/none/tokens.json')).rejects.toThrow('cannot read --tokens /none/tokens.json');
});
