import PgBoss from 'pg-boss';
import type { Database, ExecuteSql } from '../storage/database.js';

/** Pictures of one batch that a worker takes at a time. */
export interface PredictJob {
  readonly batchId: string;
  readonly pictureIds: readonly string[];
}

/** A job that a worker holds. */
export interface HeldJob {
  readonly id: string;
  readonly data: PredictJob;
  readonly retryCount: number;
}

const QUEUE = 'predict';
/** So many pictures that a job is over in seconds, so few that little is done twice. */
const PICTURES_PER_JOB = 64;
/** A job whose worker is neither seen nor known to be gone is taken back after this. */
const EXPIRE_SECONDS = 300;
const RETENTION_DAYS = 30;
/** So many that it is never reached: how often a picture is tried is counted with the picture. */
const RETRY_LIMIT = 10_000;

export const PRIORITIES = { interactive: 10, bulk: 0 } as const;

/** pg-boss on the database of everything else. */
export class Queue {
  readonly #boss: PgBoss;
  readonly #execute: ExecuteSql;
  readonly #wakers = new Set<() => void>();

  constructor({ executeSql }: Database, onError: (error: Error) => void) {
    this.#execute = executeSql;
    this.#boss = new PgBoss({
      db: { executeSql: async (text, values) => executeSql(text, values) },
      schedule: false,
      archiveCompletedAfterSeconds: 3600,
    });
    this.#boss.on('error', onError);
  }

  async start(): Promise<void> {
    await this.#boss.start();
    // Making a queue locks the tables of jobs, against the workers that run.
    if (await this.#boss.getQueue(QUEUE)) return;
    await this.#boss.createQueue(QUEUE, {
      name: QUEUE,
      policy: 'standard',
      retryLimit: RETRY_LIMIT,
      retryDelay: 0,
      expireInSeconds: EXPIRE_SECONDS,
      retentionDays: RETENTION_DAYS,
    });
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: false, close: false, wait: true });
  }

  async send(batchId: string, pictureIds: readonly string[], priority: number): Promise<void> {
    const jobs: PgBoss.JobInsert[] = [];
    for (let start = 0; start < pictureIds.length; start += PICTURES_PER_JOB) {
      const data: PredictJob = { batchId, pictureIds: pictureIds.slice(start, start + PICTURES_PER_JOB) };
      jobs.push({ name: QUEUE, data, priority, retryLimit: RETRY_LIMIT, expireInSeconds: EXPIRE_SECONDS });
    }
    await this.#boss.insert(jobs);
    for (const wake of this.#wakers) wake();
  }

  async fetch(): Promise<HeldJob | undefined> {
    const [job] = await this.#boss.fetch<PredictJob>(QUEUE, { includeMetadata: true });
    return job && { id: job.id, data: job.data, retryCount: job.retryCount };
  }

  complete = (id: string): Promise<void> => this.#boss.complete(QUEUE, id);

  /** Back into the queue, as long as it was not tried too often. */
  giveBack = (id: string, reason: string): Promise<void> => this.#boss.fail(QUEUE, id, { reason });

  /** Called when this process sends jobs; other processes' jobs are found by asking. @returns what ends it */
  onSend(wake: () => void): () => void {
    this.#wakers.add(wake);
    return () => void this.#wakers.delete(wake);
  }

  /**
   * Pictures that wait but are in no job: their server was killed between taking them in and sending the job.
   */
  async unqueued(): Promise<{ id: string; batchId: string }[]> {
    const { rows } = await this.#execute(
      `WITH queued AS (
         SELECT jsonb_array_elements_text(data -> 'pictureIds') AS id FROM pgboss.job
         WHERE name = $1 AND state IN ('created', 'retry', 'active'))
       SELECT pictures.id, pictures.batch_id FROM pictures
       WHERE pictures.status = 'waiting'
         AND NOT EXISTS (SELECT 1 FROM queued WHERE queued.id = pictures.id::text)
       ORDER BY pictures.batch_id, pictures.position`,
      [QUEUE],
    );
    return rows.map(({ id, batch_id: batchId }) => ({ id: id as string, batchId: batchId as string }));
  }

  /** Jobs waiting and jobs with workers. */
  async depth(): Promise<{ waiting: number; active: number }> {
    const { rows } = await this.#execute(
      `SELECT count(*) FILTER (WHERE state IN ('created', 'retry'))::int AS waiting,
              count(*) FILTER (WHERE state = 'active')::int AS active
       FROM pgboss.job WHERE name = $1`,
      [QUEUE],
    );
    return rows[0] as { waiting: number; active: number };
  }

  /**
   * Active jobs whose worker was not seen for a while, or that no worker ever noted as its own.
   * @param silentSeconds after which a worker counts as gone
   */
  async abandoned(silentSeconds: number): Promise<string[]> {
    const { rows } = await this.#execute(
      `SELECT job.id FROM pgboss.job job
       WHERE job.name = $1 AND job.state = 'active'
         AND job.started_on <= now() - $2::int * interval '1 second'
         AND NOT EXISTS (
           SELECT 1 FROM assignments JOIN workers ON workers.id = assignments.worker_id
           WHERE assignments.job_id = job.id AND workers.seen_at > now() - $2::int * interval '1 second')`,
      [QUEUE, silentSeconds],
    );
    return rows.map(({ id }) => id as string);
  }
}
