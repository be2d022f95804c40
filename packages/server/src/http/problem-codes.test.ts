import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { InvalidOption } from '@giemsa/core/internal/errors/kinds';
import { option, text } from '@giemsa/core/internal/errors/text';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { answerProblems, Problem } from './problem.js';
import { PROBLEM_CODES } from './problem-codes.js';

const PAGE = fileURLToPath(new URL('../../../../docs/reference/errors.md', import.meta.url));

/** The rows of the table of codes as the page has to have them. */
const ROWS = Object.entries(PROBLEM_CODES)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([code, { means, whatToDo, status }]) => `| \`${code}\` | ${means} | ${whatToDo} | ${status} |`);

test('docs/reference/errors.md has every code, with its meaning, what to do and its status', async () => {
  const [, table] = (await readFile(PAGE, 'utf8')).split('## Codes');
  const rows = table!.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(ROWS);
});

async function answerTo(error: Error): Promise<{ status: number; body: unknown }> {
  const app = fastify();
  answerProblems(app);
  app.get('/', () => {
    throw error;
  });
  const answer = await app.inject('/');
  await app.close();
  return { status: answer.statusCode, body: answer.json() };
}

test('an error of the library is answered with its code, and names the fields of requests', async () => {
  const error = new InvalidOption(
    'umPerPixel',
    7,
    text`${option('umPerPixel')} 7: expected µm from 0.01 to 1`,
  );
  expect(await answerTo(error)).toEqual({
    status: 422,
    body: {
      type: 'about:blank',
      title: 'Invalid option',
      status: 422,
      detail: 'um_per_pixel 7: expected µm from 0.01 to 1',
      code: 'invalid-option',
    },
  });
});

test('a problem has the status and the title of its code', async () => {
  const { status, body } = await answerTo(new Problem('still-running', 'Send it again in 5 s.'));
  expect(status).toBe(409);
  expect(body).toMatchObject({ title: 'Still running', code: 'still-running' });
});

test('anything else is a bug, and its message is not shown', async () => {
  const { status, body } = await answerTo(new Error('secret'));
  expect(status).toBe(500);
  expect(body).toMatchObject({ code: 'bug', detail: 'The server could not answer; its log says more.' });
});
