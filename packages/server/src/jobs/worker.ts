import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { eq, sql } from 'drizzle-orm';
import { UserError } from 'giemsa';
import { waitingPictures, writeOutcome } from '../storage/batches.js';
import { assignments, workers } from '../storage/schema.js';
import { type JobTools, predictJob } from './predict-job.js';
import { type HeldJob, PRIORITIES, type Queue } from './queue.js';

/** While one job is computed the next one's pictures are decoded. */
const JOBS_AT_ONCE = 2;
const IDLE_MS = 500;
const HEARTBEAT_MS = 3000;
/** A worker that was not seen for so long is gone: its jobs go back into the queue. */
const SILENT_SECONDS = 15;
/** A job that ends in an unexpected error is given up after so many tries. */
const MAXIMUM_TRIES = 10;
const REQUEUE_MS = 30_000;

export interface WorkerEvents {
  onPictures?(count: number): void;
  onError?(error: Error): void;
}

/** Takes jobs from the queue until it is stopped. Any number of them, on any machines, share one PostgreSQL. */
export class Worker {
  readonly id = randomUUID();
  #stopping = false;
  #heartbeat: NodeJS.Timeout | undefined;
  #loops: Promise<void>[] = [];
  #lastLook = Date.now();
  #unqueuedBefore: ReadonlySet<string> = new Set();
  readonly #sleepers = new Set<() => void>();

  constructor(
    private readonly tools: JobTools,
    private readonly queue: Queue,
    private readonly events: WorkerEvents = {},
  ) {}

  /** @param isAlone no other process can hold jobs: all that are active were left by one that was killed */
  async start({ isAlone }: { isAlone: boolean }): Promise<void> {
    const { tables } = this.tools;
    if (isAlone) await tables.delete(workers);
    await tables.insert(workers).values({ id: this.id, host: hostname(), pid: process.pid });
    await this.#takeBack(isAlone ? 0 : SILENT_SECONDS);
    if (isAlone) await this.#requeue(await this.queue.unqueued());
    this.#heartbeat = setInterval(() => void this.#beat(), HEARTBEAT_MS);
    this.queue.onSend(() => this.#wake());
    this.#loops = Array.from({ length: JOBS_AT_ONCE }, () => this.#loop());
  }

  /** Ends after the jobs at hand. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await Promise.all(this.#loops);
    clearInterval(this.#heartbeat);
    await this.tools.tables.delete(workers).where(eq(workers.id, this.id));
  }

  async #loop(): Promise<void> {
    while (!this.#stopping) {
      try {
        const job = await this.queue.fetch();
        if (job) await this.#work(job);
        else await this.#sleep();
      } catch (error) {
        // The database is away for a moment, or a bug: either way the worker goes on.
        this.events.onError?.(error as Error);
        await this.#sleep();
      }
    }
  }

  async #work(job: HeldJob): Promise<void> {
    const { tables } = this.tools;
    const mine = { jobId: job.id, workerId: this.id };
    await tables
      .insert(assignments)
      .values(mine)
      .onConflictDoUpdate({ target: assignments.jobId, set: { workerId: this.id } });
    try {
      const count = await predictJob(this.tools, job);
      await this.queue.complete(job.id);
      this.events.onPictures?.(count);
    } catch (error) {
      await this.#failed(job, error as Error);
    } finally {
      await tables.delete(assignments).where(eq(assignments.jobId, job.id));
    }
  }

  /** A mistake of the user's (the model is gone) will not go away by trying again. */
  async #failed(job: HeldJob, error: Error): Promise<void> {
    if (!(error instanceof UserError) && job.retryCount < MAXIMUM_TRIES) {
      this.events.onError?.(error);
      return this.queue.giveBack(job.id, error.message);
    }
    const open = await waitingPictures(this.tools.tables, job.data.pictureIds);
    const failures = open.map(({ id }) => ({
      pictureId: id,
      status: 'failed' as const,
      reason: error.message,
    }));
    await writeOutcome(this.tools.tables, { results: [], failures });
    await this.queue.complete(job.id);
  }

  async #beat(): Promise<void> {
    try {
      const { tables } = this.tools;
      await tables.update(workers).set({ seenAt: sql`now()` }).where(eq(workers.id, this.id));
      await this.#takeBack(SILENT_SECONDS);
      if (Date.now() - this.#lastLook > REQUEUE_MS) await this.#lookForUnqueued();
    } catch (error) {
      this.events.onError?.(error as Error);
    }
  }

  /** Jobs of workers that were killed go back into the queue. */
  async #takeBack(silentSeconds: number): Promise<void> {
    for (const id of await this.queue.abandoned(silentSeconds)) {
      await this.queue.giveBack(id, 'its worker was not seen any more');
    }
  }

  /** Pictures that were in no job at the last look either are not just on their way into one. */
  async #lookForUnqueued(): Promise<void> {
    this.#lastLook = Date.now();
    const found = await this.queue.unqueued();
    await this.#requeue(found.filter(({ id }) => this.#unqueuedBefore.has(id)));
    this.#unqueuedBefore = new Set(found.map(({ id }) => id));
  }

  async #requeue(pictures: readonly { id: string; batchId: string }[]): Promise<void> {
    for (const batchId of new Set(pictures.map((picture) => picture.batchId))) {
      const ids = pictures.filter((picture) => picture.batchId === batchId).map(({ id }) => id);
      await this.queue.send(batchId, ids, PRIORITIES.interactive);
    }
  }

  #sleep(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#sleepers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, IDLE_MS);
      this.#sleepers.add(done);
    });
  }

  #wake(): void {
    for (const wake of [...this.#sleepers]) wake();
  }
}
