import type PgBoss from 'pg-boss';
import type { Database } from '../storage/database.js';
import { Queue } from './queue.js';

/** Pictures of one batch that a worker takes at a time. */
export interface PredictJob {
  readonly batchId: string;
  readonly pictureIds: readonly string[];
}

/** So few that the jobs of several small uploads are one batch of the model together. */
const PICTURES_PER_JOB = 16;

export const PRIORITIES = { interactive: 10, bulk: 0 } as const;

/** Pictures that wait for a worker. */
export class PredictQueue extends Queue<PredictJob> {
  constructor(boss: PgBoss, database: Database) {
    super(boss, database, 'predict');
  }

  /** @param perJob pictures that a worker takes at a time */
  async send(
    batchId: string,
    pictureIds: readonly string[],
    priority: number,
    perJob: number = PICTURES_PER_JOB,
  ): Promise<void> {
    const parts = Array.from({ length: Math.ceil(pictureIds.length / perJob) }, (_, index) =>
      pictureIds.slice(index * perJob, (index + 1) * perJob),
    );
    await this.insert(parts.map((part) => ({ data: { batchId, pictureIds: part }, priority })));
  }

  /**
   * Pictures that wait but are in no job: their server was killed between taking them in and sending the job.
   */
  async unqueued(): Promise<{ id: string; batchId: string }[]> {
    const { rows } = await this.execute(
      `WITH queued AS (
         SELECT jsonb_array_elements_text(data -> 'pictureIds') AS id FROM pgboss.job
         WHERE name = $1 AND state IN ('created', 'retry', 'active'))
       SELECT pictures.id, pictures.batch_id FROM pictures
       WHERE pictures.status = 'waiting'
         AND NOT EXISTS (SELECT 1 FROM queued WHERE queued.id = pictures.id::text)
       ORDER BY pictures.batch_id, pictures.position`,
      [this.name],
    );
    return rows.map(({ id, batch_id: batchId }) => ({ id: id as string, batchId: batchId as string }));
  }
}
