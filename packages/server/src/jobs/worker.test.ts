import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEmptyDatabase } from '../../test/support/empty-database.js';
import { temporaryFolder } from '../../test/support/room.js';
import type { Database } from '../storage/database.js';
import { assignments, workers } from '../storage/schema.js';
import type { JobKind } from './job-kind.js';
import { createBoss, Queue, queueDepths, stopBoss } from './queue.js';
import { Worker } from './worker.js';

let database: Database;
let boss: ReturnType<typeof createBoss>;
let queue: Queue<object>;

beforeAll(async () => {
  database = await openEmptyDatabase(await temporaryFolder());
  boss = createBoss(database, console.error);
  await boss.start();
  queue = new Queue(boss, database, 'long');
  await queue.create();
});
afterAll(async () => {
  await stopBoss(boss);
  await database.close();
});

/** Jobs that end only when they are interrupted. */
class Endless implements JobKind<object> {
  readonly queue = queue;
  readonly atOnce = 1;
  readonly together = 1;
  readonly isLong = true;
  readonly begun: string[] = [];
  readonly brokenOff: string[] = [];

  async work([job]: readonly { id: string }[], signal: AbortSignal): Promise<void> {
    const { id } = job!;
    this.begun.push(id);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    this.brokenOff.push(id);
    throw new Error('broken off');
  }
  failed = async () => false;
}

const stateOf = async (id: string) => {
  const { rows } = await database.executeSql('SELECT state FROM pgboss.job WHERE id = $1', [id]);
  return rows[0]!.state;
};

test('a long job that another worker has taken is let go; one that is held at the stop is given back', async () => {
  const { tables } = database;
  const kind = new Endless();
  const worker = new Worker({ tables, kinds: [kind], onError: console.error });
  await worker.start({ isAlone: false });
  const [taken, held] = [randomUUID(), randomUUID()];
  await queue.insert([{ id: taken, data: {} }]);
  await expect.poll(() => kind.begun).toEqual([taken]);
  const other = randomUUID();
  await tables.insert(workers).values({ id: other, host: 'elsewhere', pid: 1 });
  await tables.update(assignments).set({ workerId: other }).where(eq(assignments.jobId, taken));
  await expect.poll(() => kind.brokenOff, { timeout: 5000 }).toEqual([taken]);
  // It is the other's: neither given back nor ended, and its note stays.
  await queue.insert([{ id: held, data: {} }]);
  await expect.poll(() => kind.begun).toEqual([taken, held]);
  expect(await stateOf(taken)).toBe('active');
  expect(await tables.select().from(assignments).where(eq(assignments.jobId, taken))).toHaveLength(1);
  await worker.stop();
  expect(kind.brokenOff).toEqual([taken, held]);
  expect(await stateOf(held)).toBe('retry');
});

test('jobs that were done together and failed are each tried again alone, so that only the bad one ends in its error', async () => {
  const { tables } = database;
  const others = new Queue<{ name: string }>(boss, database, 'together');
  await others.create();
  const tried: string[] = [];
  const ended: string[] = [];
  const kind: JobKind<{ name: string }> = {
    ...{ queue: others, atOnce: 1, together: 3, isLong: false },
    work: async (jobs) => {
      const names = jobs.map(({ data }) => data.name);
      tried.push(names.join(' '));
      if (names.includes('bad')) throw new Error('bad');
    },
    failed: async ({ data }, error) => {
      ended.push(`${data.name}: ${error.message}`);
      return true;
    },
  };
  await others.insert(['a', 'bad', 'b'].map((name) => ({ data: { name } })));
  const errors: string[] = [];
  const worker = new Worker({ tables, kinds: [kind], onError: ({ message }) => errors.push(message) });
  await worker.start({ isAlone: false });
  await expect.poll(() => tried.length, { timeout: 10_000 }).toBe(4);
  await worker.stop();
  expect(tried[0]!.split(' ').sort()).toEqual(['a', 'b', 'bad']);
  expect(tried.slice(1).sort()).toEqual(['a', 'b', 'bad']);
  expect({ ended, errors }).toEqual({ ended: ['bad: bad'], errors: ['bad'] });
  const { rows } = await database.executeSql(`SELECT state FROM pgboss.job WHERE name = 'together'`);
  expect(rows.map(({ state }) => state)).toEqual(['completed', 'completed', 'completed']);
});

test('every queue is counted, also one that was not made yet', async () => {
  const trainings = new Queue(boss, database, 'train');
  await trainings.create();
  await trainings.insert([{ data: {} }, { data: {} }, { data: {} }]);
  await trainings.fetch(1);
  const depths = await queueDepths(database);
  expect(depths.sort((a, b) => a.queue.localeCompare(b.queue))).toEqual([
    { queue: 'predict', waiting: 0, active: 0 },
    { queue: 'tasks', waiting: 0, active: 0 },
    { queue: 'train', waiting: 2, active: 1 },
  ]);
});
