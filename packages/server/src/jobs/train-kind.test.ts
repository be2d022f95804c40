import { hostname } from 'node:os';
import { UnreadableFile } from '@giemsa/core/internal/errors/kinds';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmptyDatabase } from '../../test/support/empty-database.js';
import { temporaryFolder } from '../../test/support/room.js';
import type { Database } from '../storage/database.js';
import { addTraining, findTraining } from '../storage/trainings.js';
import type { HeldJob } from './queue.js';
import { TrainKind, type TrainQueue } from './train-kind.js';

let database: Database;
beforeAll(async () => {
  database = await openEmptyDatabase(await temporaryFolder());
});
afterAll(() => database.close());

test('the reason of a failed training is reported to whoever started it, and not logged: it may name a picture', async () => {
  const { tables } = database;
  const request = { data: 'cells', out: 'runs/a', device: {}, choices: {} };
  const id = await addTraining(tables, 'runs/a', request);
  const said: string[] = [];
  const options = { tables, threads: undefined, say: (line: string) => said.push(line) };
  const kind = new TrainKind(options, undefined as unknown as TrainQueue);
  const reason = 'Parasitized/Anna_Meyer.png: the file is damaged';
  const error = new UnreadableFile('Parasitized/Anna_Meyer.png', reason);
  expect(await kind.failed({ id } as HeldJob<never>, error)).toBe(true);
  expect(await findTraining(tables, id)).toMatchObject({
    status: 'failed',
    reason: `on ${hostname()}: ${reason}`,
  });
  expect(said).toEqual([`Given up the training ${id}: giemsa where it was ordered says why`]);
  // What is tried again is logged by the worker.
  expect(kind.logged().message).not.toContain('Anna');
});
