import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { UserError } from '@giemsa/core';
import { NotFound } from '@giemsa/core/internal/errors/kinds';
import { exists } from '@giemsa/core/internal/files/exists';
import { RunFolder } from '@giemsa/core/internal/files/run-paths';
import { readPredictions } from '@giemsa/core/internal/run-folder/read-predictions';
import type { ModelEntry } from '../models/registry.js';
import { addComparison } from '../runs/compared.js';
import { keepFailure } from '../runs/failure.js';
import type { PictureFiles } from '../storage/picture-files.js';
import type { CompareTask, TaskModel, TrainTask } from '../storage/task-types.js';
import { workInProcess } from '../training/train-in-process.js';
import type { TaskFollower } from './follow-task.js';
import { checkWhole, copyCells, readCells } from './training-cells.js';

/** What a training or a comparison is done with. */
export interface RunTaskTools {
  readonly files: PictureFiles;
  readonly threads: number | undefined;
  /** The model that was chosen when the task was started. @throws UserError when it is another one now */
  readonly modelOf: (model: TaskModel) => Promise<ModelEntry>;
  /** For copies of pictures, which is deleted when the task ends. */
  readonly folder: string;
  readonly follower: TaskFollower;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Trains into the run folder, from its newest checkpoint where there is one. */
export async function trainTask(
  { runs, name, data, choices, from }: TrainTask,
  tools: RunTaskTools,
): Promise<void> {
  const run = new RunFolder(join(runs, name));
  await checkRuns(runs);
  // Finished just before its server was killed.
  if (await exists(run.report)) return;
  const { folder, threads, follower, signal } = tools;
  const cells = data.kind === 'folder' ? data.folder : await copiesOf(run, tools);
  if (!(await exists(cells))) throw new NotFound(cells, `${cells}: there is no such folder`);
  const base = from && { resumeFrom: (await tools.modelOf(from)).file };
  // Decoded pictures of patients stay in the folder of the task, too.
  const cache = data.kind === 'folder' ? undefined : join(folder, 'cache');
  const request = {
    data: cells,
    out: run.path,
    choices: { ...choices, ...base },
    device: { threads },
    cache,
  };
  await workInProcess({ kind: 'train', request }, follower.onEvent, signal);
}

/** Compares a model with the one of a finished training, and keeps the result in the run folder. */
export async function compareTask(task: CompareTask, tools: RunTaskTools): Promise<void> {
  const { runs, name, data, model } = task;
  const run = new RunFolder(join(runs, name));
  await checkRuns(runs);
  const { folder, threads, follower, signal } = tools;
  const { file } = await tools.modelOf(model);
  const root = data.kind === 'folder' ? undefined : await heldOutOf(run, tools);
  const out = join(folder, 'compared.json');
  const request = { run: run.path, root, model: file, out, threads };
  await workInProcess({ kind: 'compare', request }, follower.onEvent, signal);
  await addComparison(run, model.id, out);
}

/** Why a training failed stays in its run folder. */
export async function keepWhy(
  { runs, name, choices, kind }: TrainTask,
  started: Date,
  error: UserError,
): Promise<void> {
  const { recipe = kind, epochs = null } = choices;
  await keepFailure(join(runs, name), { started: started.toISOString(), recipe, epochs }, error);
}

async function checkRuns(runs: string): Promise<void> {
  if ((await stat(runs).catch(() => undefined))?.isDirectory()) return;
  throw new NotFound(
    runs,
    `this worker does not see the folder of runs ${runs}; server and workers need one that all see under one path`,
  );
}

async function copiesOf(run: RunFolder, { files, folder, follower, signal }: RunTaskTools): Promise<string> {
  const cells = await readCells(run);
  const copies = join(folder, 'dataset');
  const reach = (done: number, total: number) => follower.reach('collecting', done, total);
  const gone = await copyCells(files, cells, copies, reach, signal);
  checkWhole(gone, cells.length);
  return copies;
}

/** Only the pictures that the training held out; those that are gone are told by the comparison. */
async function heldOutOf(run: RunFolder, { files, folder, follower, signal }: RunTaskTools): Promise<string> {
  const copies = join(folder, 'held-out');
  await rm(copies, { recursive: true, force: true });
  const held = new Set((await readPredictions(run.predictions)).cells.map(({ file }) => file));
  const wanted = (await readCells(run)).flatMap(({ file, sha256 }) => {
    // The folder that holds the classes may lie within what was uploaded.
    const place = file.split('/').map((_, index, parts) => parts.slice(index).join('/'));
    const own = place.find((path) => held.has(path));
    return own === undefined ? [] : [{ file: own, sha256 }];
  });
  const reach = (done: number, total: number) => follower.reach('collecting', done, total);
  await copyCells(files, wanted, copies, reach, signal);
  return copies;
}
