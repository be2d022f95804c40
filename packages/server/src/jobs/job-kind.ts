import type { HeldJob, Queue } from './queue.js';

/** What a worker does with the jobs of one queue. */
export interface JobKind<Data extends object> {
  readonly queue: Queue<Data>;
  /** How many groups of jobs of this kind a worker does at a time. */
  readonly atOnce: number;
  /** Jobs that it takes each time, to be done as one piece of work. */
  readonly together: number;
  /** Whether a job is interrupted and given back when the worker stops; else the worker ends after it. */
  readonly isLong: boolean;
  /** Whether jobs of this kind can be done here by now; left out, they can. */
  isReady?(): Promise<boolean>;
  /**
   * @param jobs new ones, up to `together`; or one that was tried before, alone
   * @param signal aborted when they are not this worker's any more
   */
  work(jobs: readonly HeldJob<Data>[], signal: AbortSignal): Promise<void>;
  /**
   * A job that was worked on alone ended in an error: notes the reason where people see it.
   * @returns whether the job is over; else it is tried again
   */
  failed(job: HeldJob<Data>, error: Error): Promise<boolean>;
  /** The part of an error that may be logged, if the error can name pictures; left out: all of it. */
  logged?(error: Error): Error;
  /** Housekeeping at the start, @param isAlone when no other process can have jobs */
  begin?(isAlone: boolean): Promise<void>;
  /** Housekeeping every few seconds. */
  look?(): Promise<void>;
}
