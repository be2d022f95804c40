import { waitingPictures, writeOutcome } from '../storage/outcomes.js';
import { reopenOfModels } from '../storage/pictures.js';
import type { JobKind } from './job-kind.js';
import { type JobTools, predictJobs } from './predict-job.js';
import { PRIORITIES, type PredictJob, type PredictQueue } from './predict-queue.js';
import type { HeldJob } from './queue.js';

/** A job that ends in an unexpected error is given up after so many tries. */
const MAXIMUM_TRIES = 10;
const REQUEUE_MS = 30_000;

export interface PredictOptions {
  readonly onPictures?: (count: number) => void;
  /** Whether the pictures can be read here; asked until they can. */
  readonly isReady?: () => Promise<boolean>;
}

/** Pictures of uploads. */
export class PredictKind implements JobKind<PredictJob> {
  /** While one batch is computed the next one's pictures are decoded. */
  readonly atOnce = 2;
  /** A batch of the model, 64 pictures: over in seconds, and little is done twice after a kill. */
  readonly together = 4;
  readonly isLong = false;
  #isReady = false;
  #lastLook = performance.now();
  #unqueuedBefore: ReadonlySet<string> = new Set();

  constructor(
    private readonly tools: JobTools,
    readonly queue: PredictQueue,
    private readonly options: PredictOptions = {},
  ) {}

  async isReady(): Promise<boolean> {
    this.#isReady ||= (await this.options.isReady?.()) ?? true;
    return this.#isReady;
  }

  async work(jobs: readonly HeldJob<PredictJob>[]): Promise<void> {
    const count = await predictJobs(this.tools, jobs);
    this.options.onPictures?.(count);
  }

  async failed(job: HeldJob<PredictJob>, error: Error): Promise<boolean> {
    if (job.retryCount < MAXIMUM_TRIES) return false;
    const open = await waitingPictures(this.tools.tables, job.data.pictureIds);
    const failures = open.map(({ id }) => ({
      pictureId: id,
      status: 'failed' as const,
      reason: error.message,
    }));
    await writeOutcome(this.tools.tables, { results: [], failures });
    return true;
  }

  async begin(isAlone: boolean): Promise<void> {
    const { tables, registry } = this.tools;
    const here = (await registry.list()).map(({ id }) => id);
    const reopened = await reopenOfModels(tables, here);
    await this.#requeue(isAlone ? await this.queue.unqueued() : reopened);
  }

  /** Pictures that were in no job at the last look either are not just on their way into one. */
  async look(): Promise<void> {
    if (performance.now() - this.#lastLook < REQUEUE_MS) return;
    this.#lastLook = performance.now();
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
}
