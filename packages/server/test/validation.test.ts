import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginUpload } from './support/begun-upload.js';
import { logs } from './support/logs.js';
import { sendRaw } from './support/raw.js';
import { type Client, options, startRoom, temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
let room: Client;
let batch: string;
let picture: string;

beforeAll(async () => {
  room = await startRoom(options(folder, { slow: { seconds: 1, bytes: 100 }, datasets: [] }));
  const cell = sharp({ create: { width: 40, height: 30, channels: 3, background: '#a67' } });
  const uploaded = await room.upload({ 'a.png': await cell.png().toBuffer() });
  batch = uploaded.batch.id;
  picture = (await room.results(uploaded.batch)).pictures[0]!.id;
});
afterAll(() => room.server.stop());

const json = (body: string, method = 'POST'): RequestInit => ({
  method,
  body,
  headers: { 'content-type': 'application/json' },
});
async function expectProblem(answer: Response, status: number): Promise<string> {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const problem = (await answer.json()) as { status: number; detail: string };
  expect([answer.status, problem.status]).toEqual([status, status]);
  return problem.detail;
}

test.each([
  ['an empty threshold', () => room.request(`/batches/${batch}/results?threshold=`)],
  ['a blank threshold', () => room.request(`/batches/${batch}/results?threshold=%20`)],
  ['two thresholds', () => room.request(`/batches/${batch}/results?threshold=0.1&threshold=0.2`)],
  ['a hexadecimal threshold', () => room.request(`/batches/${batch}/results?threshold=0x1`)],
  ['an infinite threshold', () => room.request(`/batches/${batch}/export.csv?threshold=Infinity`)],
  ['an empty threshold of a smear', () => room.request(`/batches/${batch}/smear?threshold=`)],
  ['an empty page size', () => room.request('/batches?limit=')],
  ['a cell that is none', () => room.request(`/pictures/${picture}/cells/%20/image`)],
  ['an empty number of red cells', () => room.request('/batches?kind=fields&red_cells=', { method: 'POST' })],
  ['a haematocrit of no blood', () => room.request('/batches?kind=fields&haematocrit=x', { method: 'POST' })],
  ['a name with NUL', () => room.request('/batches?name=a%00b', { method: 'POST' })],
  ['a blank name', () => room.request('/batches?name=%20', { method: 'POST' })],
  ['a long name', () => room.request(`/batches?name=${'x'.repeat(201)}`, { method: 'POST' })],
  ['half a character', () => room.request(`/batches/${batch}/copies`, json('{"model": "\\ud800"}'))],
  ['a long id', () => room.request(`/batches/${'a'.repeat(5000)}`)],
  ['a long name of a run', () => room.request(`/runs/${'a'.repeat(5000)}`)],
  ['NUL in the name of a run', () => room.request('/runs/a%00b')],
  ['NUL in the name of a model', () => room.request('/models/%00/browser.onnx')],
  [
    'an unknown recipe',
    () =>
      room.request(
        '/runs',
        json('{"data": {"kind": "folder", "folder": "x"}, "choices": {"recipe": "soup"}}'),
      ),
  ],
  ['no body', () => room.request('/runs', { method: 'POST' })],
  ['a body of another form', () => room.request('/runs', json('[1, 2]'))],
  ['broken JSON', () => room.request(`/batches/${batch}/copies`, json('{'))],
  [
    'a broken key',
    () => room.request('/batches', { method: 'POST', headers: { 'idempotency-key': 'short' } }),
  ],
  ['an unknown class', () => correct({ verdict: 'disagree', label: 'Plasmodium', reviewer: 'AB' })],
  ['disagreeing without a class', () => correct({ verdict: 'disagree', reviewer: 'AB' })],
  ['a reviewer with NUL', () => correct({ verdict: 'agree', reviewer: 'A\u0000B' })],
  ['a blank reviewer', () => correct({ verdict: 'agree', reviewer: '  ' })],
  ['a text in place of a file', () => room.request(`/batches/${batch}/pictures`, textForm())],
  ['a form without boundary', () => room.request(`/batches/${batch}/pictures`, noBoundary())],
] as const)('%s: 400, as a problem', async (_, ask) => {
  await expectProblem(await ask(), 400);
});

const correct = (body: object) =>
  room.request(`/pictures/${picture}/correction`, json(JSON.stringify(body), 'PUT'));

function textForm(): RequestInit {
  const body = new FormData();
  body.append('files', 'cell.png');
  return { method: 'POST', body };
}

const noBoundary = (): RequestInit => ({
  method: 'POST',
  body: 'x',
  headers: { 'content-type': 'multipart/form-data' },
});

test('what is named and not here: 404; a body that is not read: 415', async () => {
  await expectProblem(await room.request('/batches?model=none', { method: 'POST' }), 404);
  await expectProblem(await room.request('/models/none/browser.onnx'), 404);
  await expectProblem(
    await room.request(
      '/runs',
      json('{"by": "B", "data": {"kind": "folder", "folder": "/etc"}, "choices": {"recipe": "fast"}}'),
    ),
    404,
  );
  await expectProblem(await room.request('/batches', json('{"name": "x"}')), 415);
  const text = { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } };
  await expectProblem(await room.request(`/batches/${batch}/pictures`, text), 415);
});

test('an upload that says that it is too large is refused before it comes', async () => {
  const headers = ['Content-Type: multipart/form-data; boundary=b', 'Content-Length: 9000000000'];
  const answer = await sendRaw(room.server.address, 'POST /api/v1/batches', headers);
  expect(answer.status).toBe(413);
});

test.each(['DELETE', 'PATCH', 'PUT', 'OPTIONS', 'TRACE'])(
  '%s of a path without it: 405, with those that it has',
  async (method) => {
    const answer = await sendRaw(room.server.address, `${method} /api/v1/batches`);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  },
);

test('an unexpected name is ignored, whatever it is', async () => {
  for (const name of ['x', '__proto__', 'constructor']) {
    const body = `{"verdict": "agree", "reviewer": "A. Reader", "${name}": {"prototype": {"admin": true}}}`;
    const answer = await room.request(`/pictures/${picture}/correction`, json(body, 'PUT'));
    expect([name, answer.status < 300]).toEqual([name, true]);
  }
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
});

// Each waits for the server's patience to end.
describe.concurrent('bodies that come slowly', () => {
  test('end with 408, and nothing of them is kept', async () => {
    const before = await (await room.request('/batches')).json();
    const begun = beginUpload(room.server.address, '/batches', { 'a.png': Buffer.from('x') });
    expect(await begun.answer).toMatchObject({ status: 408, body: { title: 'Too slow' } });
    expect(await (await room.request('/batches')).json()).toEqual(before);
  });

  test('of JSON as well', async () => {
    const line = `POST /api/v1/runs`;
    const answer = await sendRaw(room.server.address, line, [
      'Content-Type: application/json',
      'Content-Length: 100',
    ]);
    expect(answer.status).toBe(408);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  /** Until the server closes the connection. @param every milliseconds after which more of the body is sent */
  async function refusedUpload(every: number, more: string): Promise<string> {
    const { hostname, port } = new URL(room.server.address);
    const socket = connect(Number(port), hostname);
    const head = ['POST /api/v1/batches HTTP/1.1', 'Host: localhost', 'Origin: http://evil.example'];
    socket.write([...head, 'Content-Length: 100000000', '', more].join('\r\n'));
    const timer = setInterval(() => socket.write(more), every);
    socket.on('error', () => undefined);
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    // Not by once(), which rejects on errors: a connection that is ended while more comes is reset.
    await expect.poll(() => socket.closed, { timeout: 4000 }).toBe(true);
    clearInterval(timer);
    return answer;
  }

  test('hold no connection open after a rejection, nor do those that never end', async () => {
    const answers = await Promise.all([refusedUpload(500, 'x'), refusedUpload(20, 'x'.repeat(1000))]);
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });
});

test('a client that leaves in the middle of its request is not logged as a database that is away', async () => {
  const { hostname, port } = new URL(room.server.address);
  const socket = connect(Number(port), hostname);
  const head = ['POST /api/v1/session HTTP/1.1', 'Host: localhost', 'Content-Type: application/json'];
  socket.write([...head, 'Content-Length: 100', '', '{"token'].join('\r\n'));
  await sleep(100);
  socket.destroy();
  await sleep(200);
  expect(logs.read()).not.toContain('database');
});

test('every answer of the API has its statuses, and uploads their bodies, in the description', async () => {
  const answer = await fetch(`${room.server.address}/api/openapi.json`);
  // biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document
  const { paths, components } = (await answer.json()) as any;
  for (const operations of Object.values(paths)) {
    for (const { responses } of Object.values(operations as Record<string, { responses: object }>)) {
      for (const status of [400, 401, 403, 404, 405, 408, 409, 413, 415, 422, 429, 503, 507])
        expect(Object.keys(responses)).toContain(String(status));
    }
  }
  expect(components.schemas.Problem.required).toEqual(['type', 'title', 'status', 'detail', 'code']);
  for (const path of ['/api/v1/batches', '/api/v1/batches/{batch}/pictures'])
    expect(Object.keys(paths[path].post.requestBody.content)).toEqual(['multipart/form-data']);
});
