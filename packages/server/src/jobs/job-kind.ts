import type { HeldJob, Queue } from './queue.js';

/** What a worker does with the jobs of one queue. */
export interface JobKind<Data extends object> {
  readonly queue: Queue<Data>;
  /** Jobs of this kind that a worker holds at a time. */
  readonly atOnce: number;
  /** Whether a job is broken off and given back when the worker stops; else the worker ends after it. */
  readonly isLong: boolean;
  /** @param signal aborted when the job is not this worker's any more */
  work(job: HeldJob<Data>, signal: AbortSignal): Promise<void>;
  /**
   * A job ended in an error: notes the reason where people see it.
   * @returns whether the job is over; else it is tried again
   */
  failed(job: HeldJob<Data>, error: Error): Promise<boolean>;
  /** Housekeeping at the start, @param isAlone when no other process can have jobs */
  begin?(isAlone: boolean): Promise<void>;
  /** Housekeeping every few seconds. */
  look?(): Promise<void>;
}
