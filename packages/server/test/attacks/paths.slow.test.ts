import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendRaw } from '../support/raw.js';
import { type Client, options, startRoom, temporaryFolder } from '../support/room.js';

const folder = await temporaryFolder();
let room: Client;
beforeAll(async () => {
  room = await startRoom(options(join(folder, 'room'), { token: 'a-token-of-some-length', works: false }));
});
afterAll(() => room.server.stop());

const TARGETS = [
  '/api/v1/batches',
  '/api/v1/models',
  '/api/v1/runs',
  '/api/v1/training',
  '/api/v1/batches/00000000-0000-4000-8000-000000000000/results',
  '/api/v1/pictures/00000000-0000-4000-8000-000000000000/image',
  '/api/openapi.json',
  '/api/docs',
  '/metrics',
];

/** One character of a path in one of the ways in which it can be written. */
const spelled = (character: string) =>
  fc.constantFrom(
    character,
    character,
    character,
    `%${character.charCodeAt(0).toString(16)}`,
    `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    `%25${character.charCodeAt(0).toString(16)}`,
    character.toUpperCase(),
    ...(character === '/' ? ['//', '/./', '\\', '/x/../', '/%2e/', '/;/', '/\t'] : []),
  );

const target = fc.constantFrom(...TARGETS).chain((path) =>
  fc.record({
    before: fc.constantFrom(
      '',
      '',
      'http://x',
      'https://localhost',
      'HTTP://y:1',
      '//x',
      '/health/live/..',
      '.',
    ),
    path: fc.tuple(...[...path].map(spelled)).map((parts) => parts.join('')),
    after: fc.constantFrom(
      '',
      '',
      '?',
      '#',
      '/',
      '%00',
      '%20',
      '.',
      '?/api/v1/session',
      '#/health/live',
      ';x',
    ),
    method: fc.constantFrom(
      'GET',
      'GET',
      'HEAD',
      'POST',
      'PUT',
      'DELETE',
      'OPTIONS',
      'PATCH',
      'MKCOL',
      'SEARCH',
    ),
  }),
);

test('no spelling of a path of the API answers anything but 400 and 401', async () => {
  await fc.assert(
    fc.asyncProperty(target, async ({ method, before, path, after }) => {
      const { status } = await sendRaw(room.server.address, `${method} ${before}${path}${after}`);
      expect([400, 401, 414]).toContain(status);
    }),
    { numRuns: 3000 },
  );
});
