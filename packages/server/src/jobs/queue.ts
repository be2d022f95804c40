import PgBoss from 'pg-boss';
import type { Database, ExecuteSql } from '../storage/database.js';

/** A job that a worker holds. */
export interface HeldJob<Data> {
  readonly id: string;
  readonly data: Data;
  readonly retryCount: number;
}

export interface NewJob<Data> {
  /** A new one when left out; a job that already exists stays as it is. */
  readonly id?: string;
  readonly data: Data;
  /** The highest first; 0 when left out. */
  readonly priority?: number;
}

/** A job whose worker is neither seen nor known to be gone is taken back after this. */
const EXPIRE_SECONDS = 300;
const RETENTION_DAYS = 30;
/** So high that it is never reached: attempts are counted with each picture or training instead. */
const RETRY_LIMIT = 10_000;

/** PostgreSQL's code: two wait for each other, and it ended this one. */
const DEADLOCK = '40P01';
const MOST_DEADLOCKS = 5;

/** pg-boss on the database of everything else. */
export function createBoss({ executeSql }: Database, onError: (error: Error) => void): PgBoss {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => executeSql(text, values) },
    schedule: false,
    archiveCompletedAfterSeconds: 3600,
  });
  boss.on('error', onError);
  return boss;
}

/** Its timers would keep the process from ending. */
export const stopBoss = (boss: PgBoss): Promise<void> =>
  boss.stop({ graceful: false, close: false, wait: true });

/** The kinds of jobs that there are. */
export const QUEUE_NAMES = ['predict', 'train', 'tasks'] as const;

/** Jobs waiting and jobs with workers, of every queue; none, too, where it was not made yet. */
export async function queueDepths({
  executeSql,
}: Database): Promise<{ queue: string; waiting: number; active: number }[]> {
  const { rows } = await executeSql(
    `SELECT queue, count(*) FILTER (WHERE state IN ('created', 'retry'))::int AS waiting,
            count(*) FILTER (WHERE state = 'active')::int AS active
     FROM unnest($1::text[]) AS queue LEFT JOIN pgboss.job ON job.name = queue GROUP BY queue`,
    [[...QUEUE_NAMES]],
  );
  return rows as { queue: string; waiting: number; active: number }[];
}

/** Jobs of one kind. */
export class Queue<Data extends object> {
  readonly #boss: PgBoss;
  readonly #inTurn: Database['inTurn'];
  protected readonly execute: ExecuteSql;
  readonly #wakers = new Set<() => void>();

  constructor(
    boss: PgBoss,
    { executeSql, inTurn }: Database,
    readonly name: string,
  ) {
    this.#boss = boss;
    this.execute = executeSql;
    this.#inTurn = inTurn;
  }

  /** Makes the queue, where it is not there yet. pg-boss has to be started. */
  async create(): Promise<void> {
    await this.#inTurn(async () => {
      for (let tries = 1; ; tries++) {
        // Making a queue locks the tables of jobs, against the workers that run.
        if (await this.#boss.getQueue(this.name)) return;
        try {
          return await this.#boss.createQueue(this.name, {
            name: this.name,
            policy: 'standard',
            retryLimit: RETRY_LIMIT,
            retryDelay: 0,
            expireInSeconds: EXPIRE_SECONDS,
            retentionDays: RETENTION_DAYS,
          });
        } catch (error) {
          if ((error as { code?: string }).code !== DEADLOCK || tries === MOST_DEADLOCKS) throw error;
        }
      }
    });
  }

  async insert(jobs: readonly NewJob<Data>[]): Promise<void> {
    const limits = { name: this.name, retryLimit: RETRY_LIMIT, expireInSeconds: EXPIRE_SECONDS };
    await this.#boss.insert(jobs.map((job) => ({ ...job, ...limits })));
    for (const wake of this.#wakers) wake();
  }

  /** Takes up to so many jobs that wait. */
  async fetch(batchSize: number): Promise<HeldJob<Data>[]> {
    const jobs = await this.#boss.fetch<Data>(this.name, { includeMetadata: true, batchSize });
    return jobs.map(({ id, data, retryCount }) => ({ id, data, retryCount }));
  }

  complete = (ids: string[]): Promise<void> => this.#boss.complete(this.name, ids);

  /** Back into the queue, unless they were tried too often. */
  async giveBack(ids: readonly string[], reason: string): Promise<void> {
    await Promise.all(ids.map((id) => this.#boss.fail(this.name, id, { reason })));
  }

  /** Called when this process sends jobs; other processes' jobs are found by asking. @returns what ends it */
  onSend(wake: () => void): () => void {
    this.#wakers.add(wake);
    return () => void this.#wakers.delete(wake);
  }

  /**
   * Active jobs whose worker was not seen for a while, or that no worker ever noted as its own.
   * What is later than now is of a clock that was set back since, and counts as long ago.
   * @param silentSeconds after which a worker counts as gone
   */
  async abandoned(silentSeconds: number): Promise<string[]> {
    const { rows } = await this.execute(
      `SELECT job.id FROM pgboss.job job
       WHERE job.name = $1 AND job.state = 'active'
         AND (job.started_on <= now() - $2::int * interval '1 second' OR job.started_on > now())
         AND NOT EXISTS (
           SELECT 1 FROM assignments JOIN workers ON workers.id = assignments.worker_id
           WHERE assignments.job_id = job.id
             AND abs(extract(epoch FROM now() - workers.seen_at)) < $2::int)`,
      [this.name, silentSeconds],
    );
    return rows.map(({ id }) => id as string);
  }

  /** Those of some jobs that are with a worker. */
  async active(ids: readonly string[]): Promise<string[]> {
    const { rows } = await this.execute(
      `SELECT id FROM pgboss.job WHERE name = $1 AND state = 'active' AND id = ANY($2::uuid[])`,
      [this.name, [...ids]],
    );
    return rows.map(({ id }) => id as string);
  }

  /** No job waits for a time: one that seems to was sent before a clock was set back. */
  async releaseWaiting(): Promise<void> {
    await this.execute(
      `UPDATE pgboss.job SET start_after = now() WHERE name = $1 AND state IN ('created', 'retry') AND start_after > now()`,
      [this.name],
    );
  }

  /** Jobs that take longer than any other do not expire as long as their worker is seen. */
  async keep(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.execute(
      `UPDATE pgboss.job SET started_on = now() WHERE name = $1 AND id = ANY($2::uuid[]) AND state = 'active'`,
      [this.name, [...ids]],
    );
  }
}
