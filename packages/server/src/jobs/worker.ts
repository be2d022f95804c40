import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tables } from '../storage/database.js';
import { assignments, workers } from '../storage/schema.js';
import type { JobKind } from './job-kind.js';
import type { HeldJob } from './queue.js';

const IDLE_MS = 500;
const HEARTBEAT_MS = 3000;
/** A worker that was silent for this long is gone: its jobs go back into the queue. */
const SILENT_SECONDS = 15;
/** A worker that could not send a heartbeat for this long gives up its jobs, before others take them. */
const CUT_OFF_MS = 10_000;

interface WorkerOptions {
  readonly tables: Tables;
  // biome-ignore lint/suspicious/noExplicitAny: each kind has jobs of its own type, which only it reads
  readonly kinds: readonly JobKind<any>[];
  /** Whether trainings are among the kinds. */
  readonly trains?: boolean;
  readonly onError: (error: Error) => void;
}

type Kind = WorkerOptions['kinds'][number];
type Job = HeldJob<object>;

/** Jobs that are worked on, and end, together. */
interface Piece {
  readonly ids: string[];
  readonly jobs: readonly Job[];
  readonly lost: AbortController;
}

/** Takes jobs from the queues until it is stopped. Any number of them, on any machines, share one PostgreSQL. */
export class Worker {
  readonly id = randomUUID();
  #stopping = false;
  #heartbeat: NodeJS.Timeout | undefined;
  #loops: Promise<void>[] = [];
  /** By the process's own clock, which nobody can change. */
  #lastSeen = performance.now();
  readonly #held = new Map<string, { kind: Kind; lost: AbortController }>();
  /** Noted as this worker's at the last look, and not held. */
  #strayBefore: ReadonlySet<string> = new Set();
  readonly #sleepers = new Set<() => void>();

  constructor(private readonly options: WorkerOptions) {}

  /** @param isAlone no other process can hold jobs: all that are active were left by one that was killed */
  async start({ isAlone }: { isAlone: boolean }): Promise<void> {
    const { tables, kinds, trains = false } = this.options;
    if (isAlone) await tables.delete(workers);
    await tables.insert(workers).values({ id: this.id, host: hostname(), pid: process.pid, trains });
    await this.#takeBack(isAlone ? 0 : SILENT_SECONDS);
    for (const kind of kinds) {
      await kind.begin?.(isAlone);
      kind.queue.onSend(() => this.#wake());
    }
    this.#heartbeat = setInterval(() => void this.#beat(), HEARTBEAT_MS);
    this.#loops = kinds.flatMap((kind) => Array.from({ length: kind.atOnce }, () => this.#loop(kind)));
  }

  /** Ends after the current jobs; long ones are given back. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    for (const { kind, lost } of this.#held.values()) if (kind.isLong) lost.abort();
    await Promise.all(this.#loops);
    clearInterval(this.#heartbeat);
    const { tables, onError } = this.options;
    // If the database is gone, others notice by the silence.
    await tables.delete(workers).where(eq(workers.id, this.id)).catch(onError);
  }

  async #loop(kind: Kind): Promise<void> {
    while (!this.#stopping) {
      try {
        const isReady = (await kind.isReady?.()) ?? true;
        const jobs = isReady ? await kind.queue.fetch(kind.together) : [];
        if (jobs.length > 0) await this.#hold(kind, jobs);
        else await this.#sleep();
      } catch (error) {
        // The database is away for a moment, or a bug: either way the worker continues.
        this.options.onError(error as Error);
        await this.#sleep();
      }
    }
  }

  /** Does new jobs together, and retried jobs one by one, so that no other fails with them. */
  async #hold(kind: Kind, jobs: readonly Job[]): Promise<void> {
    const { tables } = this.options;
    await tables
      .insert(assignments)
      .values(jobs.map(({ id }) => ({ jobId: id, workerId: this.id })))
      .onConflictDoUpdate({ target: assignments.jobId, set: { workerId: this.id } });
    const fresh = jobs.filter(({ retryCount }) => retryCount === 0);
    const tried = jobs.filter(({ retryCount }) => retryCount > 0);
    const pieces = [...(fresh.length > 0 ? [fresh] : []), ...tried.map((job) => [job])].map((piece) => ({
      ids: piece.map(({ id }) => id),
      jobs: piece,
      lost: new AbortController(),
    }));
    for (const { ids, lost } of pieces) for (const id of ids) this.#held.set(id, { kind, lost });
    for (const piece of pieces) await this.#work(kind, piece);
  }

  async #work(kind: Kind, { ids, jobs, lost }: Piece): Promise<void> {
    try {
      await kind.work(jobs, lost.signal);
      await kind.queue.complete(ids);
    } catch (error) {
      await this.#failed(kind, { ids, jobs, lost }, error as Error);
    } finally {
      for (const id of ids) this.#held.delete(id);
      await this.options.tables
        .delete(assignments)
        .where(and(inArray(assignments.jobId, ids), eq(assignments.workerId, this.id)));
    }
  }

  async #failed(kind: Kind, { ids, jobs, lost }: Piece, error: Error): Promise<void> {
    if (lost.signal.aborted) {
      // Taken by another worker, unless this one gives it back.
      if (this.#stopping) await kind.queue.giveBack(ids, 'its worker was stopped');
      return;
    }
    // Which of several it was is found when each is tried alone.
    const [alone] = jobs.length === 1 ? jobs : [];
    if (alone && (await kind.failed(alone, error))) return kind.queue.complete(ids);
    this.options.onError(kind.logged?.(error) ?? error);
    return kind.queue.giveBack(ids, error.message);
  }

  async #beat(): Promise<void> {
    if (performance.now() - this.#lastSeen > CUT_OFF_MS)
      for (const { lost } of this.#held.values()) lost.abort();
    try {
      const { tables, kinds } = this.options;
      await tables.update(workers).set({ seenAt: sql`now()` }).where(eq(workers.id, this.id));
      this.#lastSeen = performance.now();
      await this.#letGo();
      await this.#takeBack(SILENT_SECONDS);
      for (const kind of kinds) await kind.look?.();
    } catch (error) {
      this.options.onError(error as Error);
    }
  }

  /**
   * What others took while this worker was silent is theirs; the rest does not expire. Jobs that are noted as this worker's but were
   * let go (the database was away when they ended) go back into the queue.
   */
  async #letGo(): Promise<void> {
    const rows = await this.options.tables
      .select({ jobId: assignments.jobId })
      .from(assignments)
      .where(eq(assignments.workerId, this.id));
    const mine = new Set(rows.map(({ jobId }) => jobId));
    for (const [id, { lost }] of this.#held) if (!mine.has(id)) lost.abort();
    const stray = [...mine].filter((id) => !this.#held.has(id));
    // One that is seen twice is not just being taken or completed.
    await this.#giveUp(stray.filter((id) => this.#strayBefore.has(id)));
    this.#strayBefore = new Set(stray);
    for (const kind of this.options.kinds) {
      const held = [...this.#held].filter(([id, job]) => job.kind === kind && mine.has(id));
      if (kind.isLong) await kind.queue.keep(held.map(([id]) => id));
    }
  }

  async #giveUp(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    for (const { queue } of this.options.kinds)
      await queue.giveBack(await queue.active(ids), 'the database was away');
    await this.options.tables
      .delete(assignments)
      .where(and(inArray(assignments.jobId, [...ids]), eq(assignments.workerId, this.id)));
    this.#wake();
  }

  /** Jobs of workers that were killed go back into the queue. */
  async #takeBack(silentSeconds: number): Promise<void> {
    for (const { queue } of this.options.kinds) {
      await queue.releaseWaiting();
      await queue.giveBack(await queue.abandoned(silentSeconds), 'its worker disappeared');
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
