import { access, constants, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { type GiemsaEvent, type TrainRequest, UserError } from '@giemsa/core';
import { CannotWrite, NotFound, TrainingFailed } from '@giemsa/core/internal/errors/kinds';
import { RunFolder } from '@giemsa/core/internal/files/run-paths';
import { readHistory } from '@giemsa/core/internal/run-folder/read-run';
import type PgBoss from 'pg-boss';
import type { Database, Tables } from '../storage/database.js';
import { changeTraining, findTraining } from '../storage/trainings.js';
import { trainInProcess } from '../training/train-in-process.js';
import type { JobKind } from './job-kind.js';
import { type HeldJob, Queue } from './queue.js';

/** The job's id is that of its row in `trainings`. */
export type TrainJob = Record<string, never>;

export class TrainQueue extends Queue<TrainJob> {
  constructor(boss: PgBoss, database: Database) {
    super(boss, database, 'train');
  }
}

/** A training is set aside after this many attempts without a finished epoch. */
const MAXIMUM_ATTEMPTS = 3;

export interface TrainKindOptions {
  readonly tables: Tables;
  /** Where the request names no number. */
  readonly threads: number | undefined;
  readonly say: (line: string) => void;
}

/** Trainings, one at a time, each in a separate process that continues from the newest checkpoint of its run folder. */
export class TrainKind implements JobKind<TrainJob> {
  readonly atOnce = 1;
  readonly together = 1;
  readonly isLong = true;

  constructor(
    private readonly options: TrainKindOptions,
    readonly queue: TrainQueue,
  ) {}

  async work([job]: readonly HeldJob<TrainJob>[], signal: AbortSignal): Promise<void> {
    const { tables, threads, say } = this.options;
    const { id } = job!;
    const training = await findTraining(tables, id);
    if (training?.status !== 'waiting') return;
    const { run, request, attempts: before } = training;
    const epochs = (await readHistory(new RunFolder(run))).length;
    const attempts = epochs > training.epochs ? 1 : before + 1;
    if (attempts > MAXIMUM_ATTEMPTS) throw new TrainingFailed(setAside(training.reason));
    await changeTraining(tables, id, { attempts, epochs });
    await checkSeen(request, run);
    const device = { ...request.device, threads: request.device.threads ?? threads };
    say(`Training ${run}${epochs > 0 ? ` from epoch ${epochs + 1} on` : ''}`);
    try {
      const onEvent = (event: GiemsaEvent) => {
        const line = lineOf(event);
        if (line !== undefined) say(`${run}: ${line}`);
      };
      await trainInProcess({ ...request, device, onEvent }, signal);
    } catch (error) {
      // Stopped normally: that is not a failed attempt.
      if (signal.aborted) await changeTraining(tables, id, { attempts: before });
      throw error;
    }
    await changeTraining(tables, id, { status: 'done', reason: null });
    say(`Trained ${run}`);
  }

  async failed({ id }: HeldJob<TrainJob>, error: Error): Promise<boolean> {
    const isOver = error instanceof UserError;
    // The reason may name pictures and so patients, which no log holds: it is told where the training was ordered.
    if (isOver) this.options.say(`Given up the training ${id}: giemsa where it was ordered says why`);
    const status = isOver ? 'failed' : 'waiting';
    await changeTraining(this.options.tables, id, { status, reason: `on ${hostname()}: ${error.message}` });
    return isOver;
  }

  logged(): Error {
    return new Error('a training failed and is tried again; where it was ordered giemsa says why');
  }
}

/** What a worker's log holds of a training: its epochs, and warnings without what they name. */
function lineOf(event: GiemsaEvent): string | undefined {
  if (event.type === 'epoch') {
    const { val_accuracy: accuracy } = event.logs;
    const measured = accuracy === undefined ? '' : `, val_accuracy ${accuracy.toFixed(4)}`;
    return `epoch ${event.epoch + 1} of ${event.epochs}${measured}`;
  }
  return event.type === 'warning' ? `warning: ${event.about.replaceAll('-', ' ')}` : undefined;
}

const setAside = (reason: string | null): string =>
  `set aside: workers began it ${MAXIMUM_ATTEMPTS} times without finishing another epoch` +
  (reason === null ? '' : `; the last ended with: ${reason}`);

/** @throws UserError when this machine does not see what the one that sent the training sees */
async function checkSeen({ data }: TrainRequest, run: string): Promise<void> {
  for (const [what, path] of [
    ['the data', data],
    ['the run folder', run],
  ] as const) {
    if ((await stat(path).catch(() => undefined))?.isDirectory()) continue;
    throw new NotFound(
      path,
      `this worker does not see ${what} ${path}; data and --out must be folders that all machines see under one path ` +
        '(a network share mounted at the same place everywhere)',
    );
  }
  await access(run, constants.W_OK).catch(() => {
    throw new CannotWrite(run, `this worker must not write into ${run}; give its user permission`);
  });
}
