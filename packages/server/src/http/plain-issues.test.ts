import fastify from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { answerProblems } from './problem.js';

const body = z.object({
  size: z.number().min(0.01).max(1),
  epochs: z.int().optional(),
  kind: z.enum(['cells', 'fields']).optional(),
  name: z.string().min(2).max(4).optional(),
  list: z.array(z.string()).min(1).optional(),
  id: z.uuid().optional(),
  percent: z
    .string()
    .regex(/^[\d.,]+$/)
    .optional(),
});

async function detailOf(payload: object): Promise<string> {
  const app = fastify().withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  answerProblems(app as never);
  app.post('/', { schema: { body } }, async () => 'done');
  const answer = await app.inject({ method: 'POST', url: '/', payload });
  await app.close();
  return (answer.json() as { detail: string }).detail;
}

test.each([
  [{ size: 0.001 }, '/size: expected 0.01 or more'],
  [{ size: 7 }, '/size: expected 1 or less'],
  [{}, '/size: it is missing'],
  [{ size: '0,11' }, '/size: expected a number'],
  [{ size: 1, epochs: 1.5 }, '/epochs: expected a whole number'],
  [{ size: 1, kind: 'slides' }, '/kind: expected cells or fields'],
  [{ size: 1, name: 'x' }, '/name: expected at least 2 characters'],
  [{ size: 1, name: 'xxxxx' }, '/name: expected at most 4 characters'],
  [{ size: 1, list: [] }, '/list: expected at least 1'],
  [{ size: 1, id: 'x' }, '/id: expected an id'],
  [{ size: 1, percent: '3 %' }, '/percent: it is not of the expected form'],
])('what does not fit is told in plain words: %j', async (payload, detail) => {
  expect(await detailOf(payload)).toBe(`${detail}. See /api/docs.`);
});
