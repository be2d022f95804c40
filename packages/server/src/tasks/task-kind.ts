import { mkdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { UserError } from '@giemsa/core';
import { AdoptionFolder } from '@giemsa/core/internal/adopting/adoption-file';
import { Mismatch, NotFound, TrainingFailed } from '@giemsa/core/internal/errors/kinds';
import { exists } from '@giemsa/core/internal/files/exists';
import { readSmearCalibration } from '@giemsa/core/smear';
import type PgBoss from 'pg-boss';
import type { JobKind } from '../jobs/job-kind.js';
import { type HeldJob, Queue } from '../jobs/queue.js';
import type { ModelEntry } from '../models/registry.js';
import { addCalibration } from '../storage/calibrations.js';
import type { Database, Tables } from '../storage/database.js';
import type { AdoptTask, CalibrateTask, TaskModel } from '../storage/task-types.js';
import { changeTask, findTask, type Task, waitingTasks } from '../storage/tasks.js';
import { workInProcess } from '../training/train-in-process.js';
import { TaskFollower } from './follow-task.js';
import { compareTask, keepWhy, trainTask } from './run-task.js';
import { type FieldPlaces, writeBlanks, writeDataset } from './task-fields.js';
import { withoutNames } from './without-names.js';

/** The job's id is that of its row in `tasks`. */
export type TaskJob = Record<string, never>;

export class TaskQueue extends Queue<TaskJob> {
  constructor(boss: PgBoss, database: Database) {
    super(boss, database, 'tasks');
  }
}

/** A task is given up after so many ends of its process, or of its server, in its midst. */
const MAXIMUM_ATTEMPTS = 3;

export interface TaskKindOptions extends FieldPlaces {
  readonly threads: number | undefined;
  readonly say: (line: string) => void;
  readonly onError: (error: Error) => void;
}

/** Writes down what a task led to, together with its end. */
type Keep = (within: Tables) => Promise<void>;

/** What was started in the page and is done apart, one at a time, each in a separate process. */
export class TaskKind implements JobKind<TaskJob> {
  readonly atOnce = 1;
  readonly together = 1;
  readonly isLong = true;

  constructor(
    private readonly options: TaskKindOptions,
    readonly queue: TaskQueue,
  ) {}

  async work([job]: readonly HeldJob<TaskJob>[], signal: AbortSignal): Promise<void> {
    const { tables, onError } = this.options;
    const task = await findTask(tables, job!.id);
    if (task?.status !== 'waiting') return this.#remove(job!.id, task);
    if (task.attempts === MAXIMUM_ATTEMPTS) throw new TrainingFailed(givenUp(task.reason));
    const follower = new TaskFollower(tables, task.id, task.request.kind, onError);
    await changeTask(tables, task.id, { attempts: task.attempts + 1 });
    const ends = AbortSignal.any([signal, follower.stopped]);
    let keep: Keep | undefined;
    try {
      const { request } = task;
      if (request.kind === 'adopt') await this.#adopt(task, request, follower, ends);
      else if (request.kind === 'calibrate') keep = await this.#calibrate(task, request, follower, ends);
      else {
        const folder = this.#folderOf(task.id);
        await mkdir(folder, { recursive: true });
        const modelOf = (model: TaskModel) => this.#modelOf(model);
        const tools = { ...this.options, modelOf, folder, follower, signal: ends };
        await (request.kind === 'train' ? trainTask(request, tools) : compareTask(request, tools));
      }
    } catch (error) {
      if (follower.stopped.aborted) return this.#remove(task.id, task);
      // Stopped with its server: that is no failed attempt.
      if (signal.aborted) await changeTask(tables, task.id, { attempts: task.attempts });
      throw error;
    } finally {
      follower.end();
    }
    // Of one that was stopped in its last second nothing is kept.
    const isWanted = await tables.transaction(async (within) => {
      const wanted = await changeTask(within, task.id, { status: 'done', reason: null });
      if (wanted) await keep?.(within);
      return wanted;
    });
    await (isWanted
      ? rm(this.#folderOf(task.id), { recursive: true, force: true })
      : this.#remove(task.id, task));
    this.options.say(`Done: ${task.request.kind} ${task.id}`);
  }

  async failed({ id }: HeldJob<TaskJob>, error: Error): Promise<boolean> {
    const { tables, say } = this.options;
    const isOver = error instanceof UserError;
    // The reason may name pictures and so patients, which no log holds: the page tells it.
    if (isOver) say(`Given up the task ${id}: the page says why`);
    const status = isOver ? 'failed' : 'waiting';
    const reason = isOver ? error.message : `on ${hostname()}: ${error.message}`;
    const task = await findTask(tables, id);
    const isWanted = await changeTask(tables, id, { status, reason });
    if (!isWanted || !isOver) return isOver;
    if (task?.request.kind === 'train') await keepWhy(task.request, task.createdAt, error);
    await this.#remove(id, task);
    return isOver;
  }

  /** A server that was killed may have written down a task and not queued it. */
  async begin(): Promise<void> {
    const waiting = await waitingTasks(this.options.tables);
    // One that is queued stays as it is.
    if (waiting.length > 0) await this.queue.insert(waiting.map((id) => ({ id, data: {} })));
  }

  logged(): Error {
    return new Error('what was started in the page failed and is tried again; the page says why');
  }

  async #adopt(task: Task, request: AdoptTask, follower: TaskFollower, ends: AbortSignal): Promise<void> {
    const { batches, runs, name } = request;
    if (!(await stat(runs).catch(() => undefined))?.isDirectory()) {
      throw new NotFound(
        runs,
        `this worker does not see the folder of runs ${runs}; server and workers need one that all see under one path`,
      );
    }
    const { file } = await this.#modelOf(request.model);
    const out = join(runs, name);
    // Finished just before its server was killed.
    if (await exists(new AdoptionFolder(out).record)) return;
    const folder = this.#folderOf(task.id);
    const dataset = join(folder, 'dataset');
    if (!(await exists(dataset))) {
      // What was learned from other copies of the fields, on another machine, does not continue here.
      await rm(folder, { recursive: true, force: true });
      await rm(out, { recursive: true, force: true });
      await writeDataset(this.options, batches, folder, (done, total) =>
        follower.reach('collecting', done, total),
      );
    }
    ends.throwIfAborted();
    const fieldsName = `corrected in the reading room: ${batches.map((batch) => batch.name).join(', ')}`;
    const adoption = { fields: dataset, fieldsName, from: file, out, session: this.#session() };
    await workInProcess({ kind: 'adopt', request: adoption }, follower.onEvent, ends);
  }

  async #calibrate(
    task: Task,
    request: CalibrateTask,
    follower: TaskFollower,
    ends: AbortSignal,
  ): Promise<Keep> {
    const { batches, microscope, falseAlarmsPer1000, accept } = request;
    const { file, sha256 } = await this.#modelOf(request.model);
    const folder = this.#folderOf(task.id);
    await rm(folder, { recursive: true, force: true });
    const blanks = await writeBlanks(this.options, batches, folder, (done, total) =>
      follower.reach('collecting', done, total),
    );
    ends.throwIfAborted();
    await mkdir(folder, { recursive: true });
    const out = join(folder, 'calibration.json');
    const { folder: negatives, umPerPixel } = blanks;
    const settings = { model: file, negatives, out, falseAlarmsPer1000, umPerPixel, accept };
    const calibration = { ...settings, session: this.#session() };
    await workInProcess({ kind: 'calibrate', request: calibration }, follower.onEvent, ends);
    const measured = withoutNames(await readSmearCalibration(out, sha256), blanks.patients);
    return (within) =>
      addCalibration(within, {
        ...{ microscope, modelId: request.model.id, modelSha256: sha256, calibration: measured },
        ...{ batches: batches.map(({ name }) => name), statedBy: task.startedBy },
      });
  }

  async #modelOf({ id, sha256 }: TaskModel): Promise<ModelEntry> {
    const entry = await this.options.registry.find(id);
    if (entry.sha256 === sha256) return entry;
    throw new Mismatch(`the model ${id} was replaced since this was started; start it again`);
  }

  #session = () => {
    const { threads } = this.options;
    return threads === undefined ? {} : { threads };
  };

  /** Copies of pictures stay in the folder of pictures and database, and only as long as they are needed. */
  #folderOf = (id: string): string => join(this.options.files.root, 'tasks', id);

  /** Nothing stays of a task that did not end well, but what a training had learned. */
  async #remove(id: string, task: Task | undefined): Promise<void> {
    await rm(this.#folderOf(id), { recursive: true, force: true });
    if (task?.request.kind !== 'adopt' || task.status === 'done') return;
    await rm(join(task.request.runs, task.request.name), { recursive: true, force: true });
  }
}

const givenUp = (reason: string | null): string =>
  `it was interrupted ${MAXIMUM_ATTEMPTS} times, by the end of its server or of its process; start it again` +
  (reason === null ? '' : `. The last time: ${reason}`);
