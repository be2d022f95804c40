import { randomUUID } from 'node:crypto';
import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Tables } from './database.js';
import { tasks } from './schema.js';
import type { TaskRequest } from './task-types.js';

export type Task = typeof tasks.$inferSelect;

export async function addTask(tables: Tables, request: TaskRequest, startedBy: string): Promise<Task> {
  const id = randomUUID();
  const [added] = await tables
    .insert(tasks)
    .values({ id, request, startedBy, status: 'waiting', attempts: 0 })
    .returning();
  return added!;
}

export async function findTask(tables: Tables, id: string): Promise<Task | undefined> {
  return (await tables.select().from(tasks).where(eq(tasks.id, id)))[0];
}

const KIND = sql`${tasks.request} ->> 'kind'`;
const NAME = sql<string>`${tasks.request} ->> 'name'`;

/** Those of some kinds, the newest first. */
export const listTasks = (
  tables: Tables,
  kinds: readonly TaskRequest['kind'][],
  limit: number,
): Promise<Task[]> => select(tables, inArray(KIND, [...kinds]), limit);

/** Trainings and comparisons of some runs, the newest first. */
export const tasksOfRuns = async (tables: Tables, names: readonly string[]): Promise<Task[]> =>
  names.length === 0
    ? []
    : select(tables, and(inArray(NAME, [...names]), inArray(KIND, ['train', 'compare'])), MOST_OF_RUNS);

/** A run has few: who starts and stops one thousands of times sees the newest. */
const MOST_OF_RUNS = 5000;

const select = (tables: Tables, which: SQL | undefined, limit: number): Promise<Task[]> =>
  tables.select().from(tasks).where(which).orderBy(desc(tasks.createdAt), desc(tasks.id)).limit(limit);

/** A run that is gone has no tasks. */
export async function forgetRun(tables: Tables, name: string): Promise<void> {
  await tables.delete(tasks).where(and(eq(NAME, name), inArray(KIND, ['train', 'compare'])));
}

/** Only of one that is not over. @returns whether it is not */
export async function changeTask(
  tables: Tables,
  id: string,
  change: Partial<Pick<Task, 'status' | 'progress' | 'attempts' | 'reason'>>,
): Promise<boolean> {
  const isOver = change.status !== undefined && change.status !== 'waiting';
  const rows = await tables
    .update(tasks)
    .set({ ...change, ...(isOver && { endedAt: sql`now()` }) })
    .where(and(eq(tasks.id, id), eq(tasks.status, 'waiting')))
    .returning({ id: tasks.id });
  return rows.length > 0;
}

/** Ids of those that are not over. */
export async function waitingTasks(tables: Tables): Promise<string[]> {
  const rows = await tables.select({ id: tasks.id }).from(tasks).where(eq(tasks.status, 'waiting'));
  return rows.map(({ id }) => id);
}
