import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { TrainRequest } from '@giemsa/core';
import { TrainingFailed } from '@giemsa/core/internal/errors/kinds';
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

type Output = Parameters<TrainAll>[1];

const LOOK_MS = 1000;
/** Workers that start at the same time are not missed yet. */
const NO_WORKER_MS = 20_000;

/**
 * Has workers train: each training is a job on a PostgreSQL, for any `giemsa worker` there.
 * @param url of the PostgreSQL
 * @returns what sends trainings, tells of their progress, and is done when all have ended. It throws UserError when the
 * database cannot be used, and, after the others have ended, when some failed. Stopped, it leaves them to the workers;
 * called again, it goes on waiting.
 */
export const distribute =
  (url: string): TrainAll =>
  async (trainings, output) => {
    const database = await openDatabase('', url);
    const boss = createBoss(database, (error) => output.warn(error.message));
    try {
      await database.inTurn(() => boss.start());
      const queue = new TrainQueue(boss, database);
      await queue.create();
      const sent = await send(trainings, database, queue, output);
      await follow(sent, database.tables, output);
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
  output: Output,
): Promise<Map<string, SentTraining>> {
  const sent = new Map<string, SentTraining>();
  for (const { name, request } of trainings) {
    const { finished, settings } = await openRun({ ...request, resume: true });
    const folder = new RunFolder(resolve(request.out!));
    if (finished) {
      output.say(`${name}: finished before`);
      continue;
    }
    await mkdir(folder.path, { recursive: true });
    const id = await addTraining(tables, folder.path, withFullPaths(request));
    // Where a killed process noted the training only, or where it waits already, this changes nothing else.
    await queue.insert([{ id, data: {} }]);
    sent.set(id, { name, folder, epochs: settings.epochs });
  }
  output.say(
    `Sent to the workers: ${sent.size} trainings. Stopping this command does not stop them; --resume waits again.`,
  );
  return sent;
}

/** Workers run in other folders. */
function withFullPaths({ data, out, choices, ...rest }: TrainRequest): TrainRequest {
  const full = (path: string | undefined) => (path === undefined ? undefined : resolve(path));
  const { splitFile, exclude, resumeFrom, weights } = choices;
  const isFile = weights !== undefined && weights !== 'none' && !isNamedWeights(weights);
  return {
    ...rest,
    data: resolve(data),
    out: full(out),
    choices: {
      ...choices,
      splitFile: full(splitFile),
      exclude: full(exclude),
      resumeFrom: full(resumeFrom),
      weights: isFile ? full(weights) : weights,
    },
  };
}

/** Tells of every change until all have ended. @throws UserError when some failed */
async function follow(
  sent: ReadonlyMap<string, SentTraining>,
  tables: Tables,
  output: Output,
): Promise<void> {
  const told = new Map<string, string>();
  let watched: FollowedTraining[] = [];
  let outage = false;
  let quietSince = Date.now();
  while (sent.size > 0) {
    try {
      watched = await followTrainings(tables, [...sent.keys()]);
      for (const training of watched) {
        const { name, folder, epochs } = sent.get(training.id)!;
        const state = await describe(training, folder, epochs);
        if (told.get(training.id) !== state) output.say(`${name}: ${state}`);
        told.set(training.id, state);
      }
      if (watched.every(({ status }) => status !== 'waiting')) break;
      if (watched.some(({ worker }) => worker !== null)) quietSince = Date.now();
      if (Date.now() - quietSince > NO_WORKER_MS && (await countTrainers(tables)) === 0) {
        output.warn('no worker is there; start one or more: giemsa worker --database URL');
        quietSince = Date.now() + 5 * NO_WORKER_MS;
      }
      outage = false;
    } catch (error) {
      if (!outage) output.warn(`the database does not answer (${(error as Error).message}); trying again`);
      outage = true;
    }
    await setTimeout(LOOK_MS);
  }
  await checkEnds(watched, sent);
}

async function describe(
  { status, reason, worker }: FollowedTraining,
  folder: RunFolder,
  epochs: number,
): Promise<string> {
  const rows = await readHistory(folder);
  const last = rows.at(-1);
  const accuracy = last?.val_accuracy;
  const measured = typeof accuracy === 'number' ? `, val_accuracy ${accuracy.toFixed(4)}` : '';
  const progress = `epoch ${rows.length} of ${epochs}${measured}`;
  if (status === 'failed') return `failed ${reason}`;
  if (status === 'done') return `finished, ${progress}`;
  const tried = reason === null ? '' : ` (the last try ended ${reason})`;
  return worker === null ? `waits for a worker, ${progress}${tried}` : `${progress}, on ${worker}`;
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
        `${name} is finished, but ${folder.report} is not here: the worker wrote into another folder of this path, or the share is not mounted here`,
      );
    }
  }
  if (failures.length === 0) return;
  throw new TrainingFailed(`${failures.join('; ')}. Fix that, then continue with --resume`);
}
