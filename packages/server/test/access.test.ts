import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendRaw } from './support/raw.js';
import { type Client, options, startRoom, temporaryFolder } from './support/room.js';

const TOKEN = 'a-token-of-some-length';
const FEW = 'a-token-of-few-requests';
const NO_BATCH = '00000000-0000-4000-8000-000000000000';
const folder = await temporaryFolder();

describe('without a token nothing but the page, health and the login answers, however the path is spelled', () => {
  let room: Client;
  beforeAll(async () => {
    const tokens = join(folder, 'tokens.json');
    const list = [
      { name: 'all', token: TOKEN },
      { name: 'few', token: FEW, requests_per_minute: 2 },
    ];
    await writeFile(tokens, JSON.stringify(list), { mode: 0o600 });
    room = await startRoom(options(join(folder, 'room'), { tokens, works: false }));
  });
  afterAll(() => room.server.stop());
  const ask = (line: string, headers: string[] = [], body?: string) =>
    sendRaw(room.server.address, line, headers, body);

  const spellings = [
    '/api/v1/batches',
    '/%61pi/v1/batches',
    '/api/v1/%62atches',
    '/%61%70%69%2fv1/batches',
    '/api%2Fv1%2Fbatches',
    '//api/v1/batches',
    '/api//v1/batches',
    '/./api/v1/batches',
    '/page/../api/v1/batches',
    '/page/%2e%2e/api/v1/batches',
    '/API/v1/batches',
    '/api/v1/batches/',
    '/api/v1/batches;a=b',
    '/api/v1/batches?x=/api/v1/session',
    '/api/v1/session/../batches',
    '/api/v1/session%2f..%2fbatches',
    '/api/v1/session?/../batches',
    '/api/v1/batches#/api/v1/session',
    '\\api\\v1\\batches',
    'http://x/api/v1/batches',
    'HTTP://x/%61pi/v1/batches',
    'http://x//api/v1/batches',
    'ftp://x/api/v1/batches',
    'http://x/metrics',
    '/metrics',
    '/%6detrics',
    '/metrics/',
    '/%61pi/docs',
    '/api/openapi.json',
    '/api/openapi%2ejson',
    '/nothing',
    '/assets/nothing.js',
    '/package.json',
    '?',
  ];
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY', 'PROPFIND'];

  test.each(methods)('%s', async (method) => {
    const answers = await Promise.all(spellings.map((path) => ask(`${method} ${path}`)));
    const letIn = spellings.filter((_, index) => ![400, 401].includes(answers[index]!.status));
    expect(letIn).toEqual([]);
    // Only what is no HTTP is told apart from what is not allowed.
    const plain = answers.filter((_, index) => /^(http:\/)?\/[\w./]*$/.test(spellings[index]!));
    if (method !== 'TRACE' && method !== 'QUERY') {
      expect([...new Set(plain.map(({ status }) => status))]).toEqual([401]);
    }
  });

  test('uploads, corrections and deletions under an encoded path', async () => {
    const json = ['Content-Type: application/json'];
    const correction = JSON.stringify({ verdict: 'agree', reviewer: 'x' });
    const statuses = await Promise.all([
      ask('POST /%61pi/v1/batches?name=x'),
      ask(`PUT /%61pi/v1/pictures/${NO_BATCH}/correction`, json, correction),
      ask(`POST /%61pi/v1/pictures/${NO_BATCH}/edits`, json, '{}'),
      ask(`DELETE /%61pi/v1/batches/${NO_BATCH}`),
      ask(`POST /%61pi/v1/runs`, json, '{}'),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
  });

  test('a path that cannot be decoded is a problem like any other, with the headers of every answer', async () => {
    const answer = await ask('GET /api/v1/%zz');
    expect([400, 401]).toContain(answer.status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('an offer to change to another protocol asks for the token as well', async () => {
    const upgrade = [
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ];
    expect((await ask('GET /api/v1/batches', upgrade)).status).toBe(401);
    expect((await ask('GET /nothing', ['Upgrade: h2c', 'Connection: Upgrade'])).status).toBe(401);
  });

  test('the page, health and the login stay open', async () => {
    const paths = [
      'GET /',
      'HEAD /',
      'GET /index.html',
      'GET /icon.svg',
      'GET /health/live',
      'GET /health/ready',
    ];
    const answers = await Promise.all(paths.map((line) => ask(line)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
    const login = await ask(
      'POST /api/v1/session',
      ['Content-Type: application/json'],
      JSON.stringify({ token: TOKEN }),
    );
    expect(login.status).toBe(204);
  });

  test('with the token the same spellings answer as what they are', async () => {
    const bearer = [`Authorization: Bearer ${TOKEN}`];
    expect((await ask('GET /%61pi/v1/batches', bearer)).status).toBe(200);
    expect((await ask('GET http://x/metrics', bearer)).status).toBe(200);
    expect((await ask('GET /nothing', bearer)).status).toBe(404);
  });

  test('a parameter that comes twice is refused, not chosen from', async () => {
    const bearer = [`Authorization: Bearer ${TOKEN}`];
    const results = `/api/v1/batches/${NO_BATCH}/results`;
    expect((await ask(`GET ${results}?threshold=0.1`, bearer)).status).toBe(404);
    expect((await ask(`GET ${results}?threshold=0.1&threshold=0.9`, bearer)).status).toBe(400);
    expect((await ask('POST /api/v1/batches?name=x&name=y', bearer)).status).toBe(400);
  });

  test('requests under an encoded path are counted like any other', async () => {
    const bearer = [`Authorization: Bearer ${FEW}`];
    const statuses: number[] = [];
    for (const line of ['GET /%61pi/v1/batches', 'HEAD http://x/metrics', 'GET /nothing', 'GET /%6detrics'])
      statuses.push((await ask(line, bearer)).status);
    expect(statuses).toEqual([200, 200, 429, 429]);
  });
});
