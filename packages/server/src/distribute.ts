import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { OnEvent, TrainRequest } from '@giemsa/core';
import { TrainingFailed } from '@giemsa/core/internal/errors/kinds';
import type { TrainingStateEvent } from '@giemsa/core/internal/events/plan-events';
import { exists } from '@giemsa/core/internal/files/exists';
import { RunFolder } from '@giemsa/core/internal/files/run-paths';
import { isNamedWeights } from '@giemsa/core/internal/recipes/recipe';
import { readHistory } from '@giemsa/core/internal/run-folder/read-run';
import { openRun } from '@giemsa/core/internal/training/open-run';
import type { PlannedTraining, TrainAll } from '@giemsa/core/internal/training/train-all';
import { createBoss, stopBoss } from './jobs/queue.js';
import { TrainQueue } from './jobs/train-kind.js';
import { type Database, openDatabase, type Tables } from './storage/database.js';
import { addTraining, countTrainers, type FollowedTraining, followTrainings } from './storage/trainings.js';

const LOOK_MS = 1000;
/** Workers that start at the same time are not missed yet. */
const NO_WORKER_MS = 20_000;

/**
 * Has workers train: each training is a job on a PostgreSQL, for any `giemsa worker` there.
 * @param url of the PostgreSQL
 * @returns what sends trainings, reports their progress, and is done when all have ended. It throws UserError when the
 * database cannot be used, and, after the others have ended, when some failed. Stopped, it leaves them to the workers;
 * called again, it continues waiting.
 */
export const distribute =
  (url: string): TrainAll =>
  async (trainings, onEvent = () => {}) => {
    const database = await openDatabase('', url);
    const boss = createBoss(database, ({ message: reason }) =>
      onEvent({ type: 'warning', about: 'queue-error', reason }),
    );
    try {
      await database.inTurn(() => boss.start());
      const queue = new TrainQueue(boss, database);
      await queue.create();
      const sent = await send(trainings, database, queue, onEvent);
      await follow(sent, database.tables, onEvent);
    } finally {
      await stopBoss(boss);
      await database.close();
    }
  };

interface SentTraining {
  readonly name: string;
  readonly folder: RunFolder;
  readonly epochs: number;
}

/** @returns trainings by their ids; what is finished is not sent */
async function send(
  trainings: readonly PlannedTraining[],
  { tables }: Database,
  queue: TrainQueue,
  onEvent: OnEvent,
): Promise<Map<string, SentTraining>> {
  const sent = new Map<string, SentTraining>();
  for (const { name, request } of trainings) {
    const { finished, settings } = await openRun({ ...request, resume: true });
    const folder = new RunFolder(resolve(request.out!));
    if (finished) {
      const { epochs } = settings;
      onEvent({ type: 'training-state', name, state: 'finished-before', epoch: epochs, epochs });
      continue;
    }
    await mkdir(folder.path, { recursive: true });
    const id = await addTraining(tables, folder.path, withFullPaths(request));
    // If a killed process had only noted the training, or if it is waiting already, this changes nothing
    // else.
    await queue.insert([{ id, data: {} }]);
    sent.set(id, { name, folder, epochs: settings.epochs });
  }
  onEvent({ type: 'trainings-sent', trainings: sent.size });
  return sent;
}

/** Workers run in other folders. */
function withFullPaths({ data, out, choices, ...rest }: TrainRequest): TrainRequest {
  const full = (path: string | undefined) => (path === undefined ? undefined : resolve(path));
  const { splitFile, exclude, relabel, resumeFrom, weights } = choices;
  const isFile = weights !== undefined && weights !== 'none' && !isNamedWeights(weights);
  return {
    ...rest,
    data: resolve(data),
    out: full(out),
    choices: {
      ...choices,
      splitFile: full(splitFile),
      exclude: full(exclude),
      relabel: full(relabel),
      resumeFrom: full(resumeFrom),
      weights: isFile ? full(weights) : weights,
    },
  };
}

/** Tells of every change until all have ended. @throws UserError when some failed */
async function follow(
  sent: ReadonlyMap<string, SentTraining>,
  tables: Tables,
  onEvent: OnEvent,
): Promise<void> {
  const told = new Map<string, string>();
  let watched: FollowedTraining[] = [];
  let outage = false;
  let quietSince = Date.now();
  while (sent.size > 0) {
    try {
      watched = await followTrainings(tables, [...sent.keys()]);
      for (const training of watched) {
        const event = await stateOf(training, sent.get(training.id)!);
        const state = JSON.stringify(event);
        if (told.get(training.id) !== state) onEvent(event);
        told.set(training.id, state);
      }
      if (watched.every(({ status }) => status !== 'waiting')) break;
      if (watched.some(({ worker }) => worker !== null)) quietSince = Date.now();
      if (Date.now() - quietSince > NO_WORKER_MS && (await countTrainers(tables)) === 0) {
        onEvent({ type: 'warning', about: 'no-worker' });
        quietSince = Date.now() + 5 * NO_WORKER_MS;
      }
      outage = false;
    } catch (error) {
      const reason = (error as Error).message;
      if (!outage) onEvent({ type: 'warning', about: 'database-away', reason });
      outage = true;
    }
    await setTimeout(LOOK_MS);
  }
  await checkEnds(watched, sent);
}

async function stateOf(
  { status, reason, worker }: FollowedTraining,
  { name, folder, epochs }: SentTraining,
): Promise<TrainingStateEvent> {
  const rows = await readHistory(folder);
  const accuracy = rows.at(-1)?.val_accuracy;
  const running = worker === null ? 'waiting' : 'running';
  return {
    ...{ type: 'training-state', name, epoch: rows.length, epochs },
    state: status === 'done' ? 'finished' : status === 'failed' ? 'failed' : running,
    ...(typeof accuracy === 'number' && { accuracy }),
    ...(worker !== null && { worker }),
    ...(reason !== null && { reason }),
  };
}

async function checkEnds(
  ended: readonly FollowedTraining[],
  sent: ReadonlyMap<string, SentTraining>,
): Promise<void> {
  const failures: string[] = [];
  for (const { id, status, reason } of ended) {
    const { name, folder } = sent.get(id)!;
    if (status === 'failed') failures.push(`${name} failed ${reason}`);
    else if (!(await exists(folder.report))) {
      failures.push(
        `${name} is finished, but ${folder.report} is not here: the worker wrote into another folder with this path, or the share is not mounted here`,
      );
    }
  }
  if (failures.length === 0) return;
  throw new TrainingFailed(`${failures.join('; ')}. Fix that, then continue with --resume`);
}
