import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '../src/storage/database.js';
import { addToken, revokeToken } from '../src/token-commands.js';
import { sendRaw } from './support/raw.js';
import { type Client, options, startRoom, temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
const path = join(folder, 'tokens.json');
const TLS = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.7' };

describe('tokens and sessions', () => {
  let room: Client;
  let admin: string;
  let clinic: string;
  const notices: string[] = [];
  const written: string[] = [];
  const start = (others = {}) =>
    startRoom(
      options(folder, {
        tokens: path,
        works: false,
        notice: (line) => notices.push(line),
        log: { write: (line) => written.push(line) },
        ...others,
      }),
    );
  const status = async (token: string, scheme = 'Bearer') =>
    (await room.request('/batches', { headers: { authorization: `${scheme} ${token}` } })).status;
  const login = (token: string, headers: Record<string, string> = {}) =>
    room.request('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ token }),
    });
  const cookieOf = (answer: Response) => answer.headers.get('set-cookie')!.split(';')[0]!;
  const withCookie = async (cookie: string, route = '/batches', init: RequestInit = {}) =>
    (await room.request(route, { ...init, headers: { cookie } })).status;

  beforeAll(async () => {
    admin = await addToken(path, 'admin', { role: 'admin' });
    clinic = await addToken(path, 'clinic', { role: 'technician', days: 2 });
    room = await start();
  });
  afterAll(async () => {
    await room.server.stop();
  });

  test('the file keeps hashes, for its user alone; the token is shown once', async () => {
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain(admin);
    expect(JSON.parse(text)[0]).toEqual({
      name: 'admin',
      sha256: expect.stringMatching(/^[\da-f]{64}$/),
      role: 'admin',
    });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await expect(addToken(path, 'admin', { role: 'admin' })).rejects.toThrow('has a token named "admin"');
    expect(await status(admin)).toBe(200);
  });

  test('commands at the same time lose no token', async () => {
    const other = join(folder, 'others.json');
    const names = ['a', 'b', 'c', 'd'];
    const made = await Promise.allSettled(names.map((name) => addToken(other, name, { role: 'reader' })));
    const kept = names.filter((_, index) => made[index]!.status === 'fulfilled');
    const there = (JSON.parse(await readFile(other, 'utf8')) as { name: string }[]).map(({ name }) => name);
    expect(there.sort()).toEqual(kept);
  });

  test('"Bearer" is written in any case', async () => {
    expect(await Promise.all(['Bearer', 'bearer', 'BEARER'].map((scheme) => status(admin, scheme)))).toEqual([
      200, 200, 200,
    ]);
    const answer = await room.request('/batches');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  test('a token that is added counts within a second or two, one that is revoked ends with its sessions', async () => {
    const fresh = await addToken(path, 'fresh', { role: 'technician' });
    await expect.poll(() => status(fresh), { timeout: 5000, interval: 400 }).toBe(200);
    const cookie = cookieOf(await login(fresh));
    expect(await withCookie(cookie)).toBe(200);
    await revokeToken(path, 'fresh');
    await expect.poll(() => withCookie(cookie), { timeout: 5000, interval: 400 }).toBe(401);
    expect(await status(fresh)).toBe(401);
    await expect(revokeToken(path, 'fresh')).rejects.toThrow(
      'has no token named "fresh", but: admin, clinic',
    );
  });

  test('an expired token is not valid', async () => {
    const now = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(now + 2.1 * 24 * 3600 * 1000);
    expect(await status(clinic)).toBe(401);
    expect(await status(admin)).toBe(200);
    vi.mocked(Date.now).mockRestore();
    expect(await status(clinic)).toBe(200);
  });

  test('a file that breaks while the server runs changes nothing, and is reported', async () => {
    const before = await readFile(path, 'utf8');
    await writeFile(path, '[{ "name": "x", "token": "a-secret-in-the-wrong-place"');
    await expect
      .poll(
        async () => {
          await status(admin);
          return notices.at(-1);
        },
        { timeout: 5000, interval: 400 },
      )
      .toMatch(/is not a list of tokens: it is not JSON\. The old tokens stay valid/);
    expect(await status(admin)).toBe(200);
    await writeFile(path, before);
    expect(notices.join('\n')).not.toContain('a-secret');
  });

  test('the cookie holds a session, not the token; the database neither; after logout it is worth nothing', async () => {
    const answer = await login(admin);
    const header = answer.headers.get('set-cookie')!;
    expect(header).toMatch(/^giemsa_session=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=43200$/);
    expect(header).not.toContain(admin);
    const cookie = cookieOf(answer);
    expect(await (await room.request('/session', { headers: { cookie } })).json()).toEqual({
      person: 'admin',
      token: 'admin',
      role: 'admin',
      room: 'admin',
      trash_days: 0,
      software: expect.stringMatching(/^giemsa \d/),
    });
    const out = await room.request('/session', { method: 'DELETE', headers: { cookie } });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^giemsa_session=; .*Max-Age=0$/);
    expect(await withCookie(cookie)).toBe(401);
    const first = cookieOf(await login(admin));
    const second = cookieOf(await login(admin, { cookie: first }));
    // A login ends the session before it.
    expect(await withCookie(first)).toBe(401);
    expect(await withCookie(second)).toBe(200);
  });

  test('behind TLS the cookie is for TLS alone, if the proxy is one that is believed; sessions survive a restart', async () => {
    expect((await login(admin, TLS)).headers.get('set-cookie')).not.toContain('Secure');
    const kept = cookieOf(await login(admin));
    const idle = cookieOf(await login(admin));
    await room.server.stop();
    const database = await openDatabase(join(folder, 'data'), undefined);
    const { rows } = await database.executeSql('SELECT * FROM sessions ORDER BY created_at DESC');
    expect(JSON.stringify(rows)).not.toContain(idle.split('=')[1]);
    await database.executeSql(
      `UPDATE sessions SET seen_at = now() - interval '2 hours 1 minute' WHERE id_sha256 = '${rows[0]!.id_sha256}'`,
    );
    await database.close();
    room = await start({ trustProxy: '127.0.0.1' });
    expect(await withCookie(kept)).toBe(200);
    expect(await withCookie(idle)).toBe(401);
    const answer = await login(admin, TLS);
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-giemsa_session=.*; Secure$/);
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    const cookie = cookieOf(answer);
    expect((await room.request('/batches', { headers: { ...TLS, cookie } })).status).toBe(200);
    // The same without TLS is another cookie.
    expect(await withCookie(cookie)).toBe(401);
  });

  test.each(['%', '%zz', '%E0%A4%A', '', '"', 'a=b', '\u00ff'])(
    'a cookie of %j answers 401',
    async (value) => {
      const answer = await sendRaw(room.server.address, 'GET /api/v1/batches', [
        `Cookie: giemsa_session=${value}`,
      ]);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  test('patient data is kept by no cache', async () => {
    const headers = { authorization: `Bearer ${admin}` };
    for (const route of ['/batches', '/trash', '/session']) {
      expect((await room.request(route, { headers })).headers.get('cache-control')).toBe('no-store');
    }
    const page = await sendRaw(room.server.address, 'GET /icon.svg');
    expect(page.headers.get('cache-control')).toBe('no-cache');
  });

  test('an address that guesses tokens has to wait; tokens that worked before continue to work; the log does not hold them', async () => {
    expect(await status(admin)).toBe(200);
    const guess = (index: number) => `a-wrong-token-number-${index}`;
    const statuses: number[] = [];
    // The same one again, as of a program whose token was revoked, is no guess.
    for (let again = 0; again < 12; again++) expect(await status(guess(0))).toBe(401);
    statuses.push(...(await Promise.all(Array.from({ length: 30 }, (_, index) => status(guess(index))))));
    expect(statuses.filter((code) => code === 401).length).toBeLessThanOrEqual(11);
    expect(statuses.filter((code) => code === 429).length).toBeGreaterThanOrEqual(19);
    const answer = await login(guess(99));
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    // Right, and not tried here before: whether it is right is not told.
    expect(await status(clinic)).toBe(429);
    expect(await status(admin)).toBe(200);
    const logged = written.filter((line) => line.includes('wrong token')).map((line) => JSON.parse(line));
    expect(logged.at(-1)).toMatchObject({ address: '127.0.0.1', level: 40 });
    expect(logged.length).toBeLessThanOrEqual(14);
    expect(written.join('')).not.toMatch(/a-wrong-token-number/);
  });
});

describe('pages of other sites', () => {
  let room: Client;
  beforeAll(async () => {
    room = await startRoom(options(join(folder, 'open'), { works: false }));
  });
  afterAll(() => room.server.stop());
  const ask = async (line: string, ...headers: string[]) =>
    (await sendRaw(room.server.address, line, headers)).status;

  test('a foreign Origin is refused, with Sec-Fetch-Site and without', async () => {
    const { host } = new URL(room.server.address);
    const post = 'POST /api/v1/batches?name=x';
    expect(await ask(post, `Host: ${host}`, 'Origin: http://evil.example')).toBe(403);
    expect(await ask(post, `Host: ${host}`, 'Origin: null')).toBe(403);
    expect(await ask(post, `Host: ${host}`, 'Origin: http://localhost:1')).toBe(403);
    expect(await ask(post, `Host: ${host}`, 'Sec-Fetch-Site: cross-site')).toBe(403);
    expect(await ask(post, `Host: ${host}`, 'Sec-Fetch-Site: same-site')).toBe(403);
    expect(await ask(post, `Host: ${host}`, 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate')).toBe(
      403,
    );
    expect(await ask('GET /api/v1/batches', `Host: ${host}`, 'Origin: http://evil.example')).toBe(403);
    expect(
      await ask(
        'GET /api/v1/batches',
        `Host: ${host}`,
        'Sec-Fetch-Site: cross-site',
        'Sec-Fetch-Mode: no-cors',
      ),
    ).toBe(403);
    expect(await ask(post, `Host: ${host}`, `Origin: http://${host}`)).toBe(201);
    expect(await ask(post, `Host: ${host}`, 'Sec-Fetch-Site: same-origin')).toBe(201);
    // A link from elsewhere.
    expect(
      await ask('GET /', `Host: ${host}`, 'Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate'),
    ).toBe(200);
  });

  test('without a token nothing is answered through a proxy, nor under another name', async () => {
    expect(await ask('GET /api/v1/batches', 'Host: LocalHost')).toBe(200);
    expect(await ask('GET /api/v1/batches', 'Host: rebound.example')).toBe(403);
    for (const header of ['X-Forwarded-For: 192.0.2.1', 'Forwarded: for=192.0.2.1', 'Via: 1.1 proxy']) {
      expect(await ask('GET /api/v1/batches', header)).toBe(403);
    }
  });

  test('two Host headers are one too many', async () => {
    expect(await ask('GET /api/v1/batches', 'Host: localhost', 'Host: localhost')).toBe(400);
    expect(await ask('GET /api/v1/batches', 'Host: localhost', 'hOST: evil.example')).toBe(400);
  });
});
