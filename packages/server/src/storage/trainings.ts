import { randomUUID } from 'node:crypto';
import type { TrainRequest } from '@giemsa/core';
import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm';
import type { Tables } from './database.js';
import { assignments, trainings, workers } from './schema.js';

export type Training = typeof trainings.$inferSelect;

/** A training as those who wait for it see it. */
export interface FollowedTraining extends Training {
  /** The worker that it is with, as `host (process 12)`. */
  readonly worker: string | null;
}

/** So long ago a worker has to have said that it is there. */
const SEEN = sql`now() - interval '15 seconds'`;

/** @returns the id of the training; of the one that waits for this run folder already, where there is one */
export async function addTraining(tables: Tables, run: string, request: TrainRequest): Promise<string> {
  const added = await tables
    .insert(trainings)
    .values({ id: randomUUID(), run, request, status: 'waiting', attempts: 0, epochs: 0 })
    .onConflictDoNothing()
    .returning();
  if (added[0]) return added[0].id;
  const waiting = and(eq(trainings.run, run), eq(trainings.status, 'waiting'));
  const known = await tables.select({ id: trainings.id }).from(trainings).where(waiting);
  // It ended between the two statements.
  return known[0]?.id ?? addTraining(tables, run, request);
}

export async function findTraining(tables: Tables, id: string): Promise<Training | undefined> {
  return (await tables.select().from(trainings).where(eq(trainings.id, id)))[0];
}

export async function changeTraining(
  tables: Tables,
  id: string,
  change: Partial<Pick<Training, 'status' | 'attempts' | 'epochs' | 'reason'>>,
): Promise<void> {
  await tables.update(trainings).set(change).where(eq(trainings.id, id));
}

export async function followTrainings(tables: Tables, ids: readonly string[]): Promise<FollowedTraining[]> {
  const rows = await tables
    .select({ training: trainings, host: workers.host, pid: workers.pid })
    .from(trainings)
    .leftJoin(assignments, eq(assignments.jobId, trainings.id))
    .leftJoin(workers, and(eq(workers.id, assignments.workerId), gte(workers.seenAt, SEEN)))
    .where(inArray(trainings.id, [...ids]))
    .orderBy(asc(trainings.createdAt));
  return rows.map(({ training, host, pid }) => ({
    ...training,
    worker: host === null ? null : `${host} (process ${pid})`,
  }));
}

/** Workers that were seen lately and take trainings. */
export async function countTrainers(tables: Tables): Promise<number> {
  const found = await tables
    .select({ id: workers.id })
    .from(workers)
    .where(and(eq(workers.trains, true), gte(workers.seenAt, SEEN)));
  return found.length;
}
