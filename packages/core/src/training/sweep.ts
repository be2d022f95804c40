import { join } from 'node:path';
import { InvalidOption, MissingOption, OutputExists } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { toCsv } from '../files/csv.js';
import { exists } from '../files/exists.js';
import { checkOutputFolder } from '../files/output.js';
import { RunFolder } from '../files/run-paths.js';
import type { Metrics } from '../metrics/metrics-schema.js';
import type { TrainingChoices } from '../recipes/choices.js';
import { readMetrics } from '../run-folder/read-run.js';
import { defaultRunPath, folderState, writingInto } from '../run-folder/run-folder.js';
import { openRun } from './open-run.js';
import type { TrainRequest } from './train.js';
import { type PlannedTraining, type TrainAll, trainHere } from './train-all.js';

/** What a sweep varies, by the names of the options. */
const AXES = { recipe: 'recipe', arch: 'architecture', split: 'split', seed: 'seed' } as const;

/** Of `metrics.json`, in the table. */
const FIGURES = ['accuracy', 'sensitivity', 'specificity', 'mcc', 'auc_roc', 'brier', 'ece'] as const;

type AxisName = keyof typeof AXES;

/** Values of one axis, in order. */
interface Axis {
  readonly name: AxisName;
  readonly values: readonly string[];
}

export interface SweepRequest extends Omit<TrainRequest, 'fingerprint'> {
  /** Such as `seed=0,1,2`, one for each axis. */
  readonly axes: readonly string[];
}

/** One training of a sweep. */
export interface SweptRun {
  /** Of its folder, such as `fast-seed-1`. */
  readonly name: string;
  readonly run: string;
  readonly metrics: Metrics;
}

export interface Sweep {
  readonly folder: string;
  /** `sweep.csv`: a row for each run. */
  readonly table: string;
  readonly runs: readonly SweptRun[];
}

/**
 * Trains once for every combination of the axes' values, each into a run folder of its own, and writes a table of them.
 * @param trainAll what trains: one after the other here, or workers elsewhere
 * @throws UserError on a mistake of the user's, before anything is trained; finished runs are kept
 */
export async function sweep(request: SweepRequest, trainAll: TrainAll = trainHere): Promise<Sweep> {
  const { data, out, resume = false, axes: texts, choices, onEvent, ...rest } = request;
  if (resume && out === undefined)
    throw new MissingOption(
      'out',
      text`${option('resume')} needs ${option('out')} FOLDER, the one to continue`,
    );
  const axes = texts.map(readAxis);
  const folder = out ?? defaultRunPath('sweep', data);
  if (out !== undefined) await checkOutputFolder('out', out);
  const combinations = combine(axes);
  const names = combinations.map(nameOf);
  await checkFolder(folder, names, resume);
  const trainings = combinations.map((values, index): PlannedTraining => {
    const own = { ...choices, ...choicesOf(values) };
    return {
      name: names[index]!,
      request: { ...rest, data, out: join(folder, names[index]!), choices: own },
    };
  });
  for (const { request: planned } of trainings) await openRun({ ...planned, resume });
  return writingInto(folder, async () => {
    await checkFolder(folder, names, resume);
    onEvent?.({ type: 'sweep-planned', folder, trainings: trainings.length });
    onEvent?.({ type: 'resumable', what: 'sweep', folder });
    await trainAll(trainings, onEvent);
    const runs = await Promise.all(trainings.map(readRun));
    const table = join(folder, 'sweep.csv');
    await writeFileAtomic(table, toCsv(sweepTable(texts, runs)));
    return { folder, table, runs };
  });
}

function readAxis(axis: string): Axis {
  const [name, list = ''] = axis.split('=', 2);
  const values = list.split(',').map((value) => value.trim());
  const isKnown = name !== undefined && Object.hasOwn(AXES, name);
  if (name === 'seed' && !values.every((value) => /^\d+$/.test(value))) {
    throw new InvalidOption(
      'sweep',
      axis,
      text`${option('sweep')} ${axis}: seeds are integers from 0 on, such as seed=0,1,2`,
    );
  }
  if (isKnown && values.every((value) => value !== '') && new Set(values).size === values.length) {
    return { name: name as AxisName, values };
  }
  throw new InvalidOption(
    'sweep',
    axis,
    text`${option('sweep')} must be one of ${Object.keys(AXES).join(', ')} with its values, such as seed=0,1,2. Received "${axis}"`,
  );
}

type Combination = readonly (readonly [AxisName, string])[];

/** The last axis changes first. */
function combine(axes: readonly Axis[]): Combination[] {
  const repeated = axes.find(({ name }, index) => axes.findIndex((axis) => axis.name === name) !== index);
  if (repeated)
    throw new InvalidOption(
      'sweep',
      repeated.name,
      text`${option('sweep')} ${repeated.name} is given twice; give all its values at once`,
    );
  return axes.reduce<Combination[]>(
    (before, { name, values }) =>
      before.flatMap((known) => values.map((value) => [...known, [name, value] as const])),
    [[]],
  );
}

const nameOf = (values: Combination): string =>
  values.map(([name, value]) => (name === 'seed' ? `seed-${value}` : value)).join('-');

const choicesOf = (values: Combination): TrainingChoices =>
  Object.fromEntries(values.map(([name, value]) => [AXES[name], name === 'seed' ? Number(value) : value]));

async function checkFolder(folder: string, names: readonly string[], resume: boolean): Promise<void> {
  if ((await folderState(folder)) === 'empty') return;
  const isSweep = (await Promise.all(names.map((name) => exists(join(folder, name))))).some(Boolean);
  if (!isSweep)
    throw new OutputExists(folder, text`${folder} holds other files; give a new folder to ${option('out')}`);
  if (resume) return;
  throw new OutputExists(
    folder,
    text`${folder} already holds this sweep: continue it with ${option('resume')}, or give ${option('out')} another folder`,
  );
}

async function readRun({ name, request }: PlannedTraining): Promise<SweptRun> {
  const run = new RunFolder(request.out!);
  return { name, run: run.path, metrics: await readMetrics(run) };
}

/** The values of the axes and the figures of each run; a figure that is not defined is left empty. */
export function sweepTable(axes: readonly string[], runs: readonly SweptRun[]): string[][] {
  const parsed = axes.map(readAxis);
  const rows = combine(parsed).map((values, index) => {
    const figures = runs[index]!.metrics as unknown as Record<
      string,
      number | { value: number | null } | null
    >;
    const cells = FIGURES.map((name) => {
      const figure = figures[name];
      const value = typeof figure === 'object' ? figure?.value : figure;
      return value == null ? '' : value.toFixed(4);
    });
    return [runs[index]!.name, ...values.map(([, value]) => value), ...cells];
  });
  return [['run', ...parsed.map(({ name }) => name), ...FIGURES], ...rows];
}
