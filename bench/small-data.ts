// What a recipe reaches on few cells:
//   npm run bench:small -- DIR [--cells 300,1500,5000] [--giemsa OTHER/packages/giemsa/bin/giemsa.js] [-- options of train]
// Of DIR, a folder-per-class set whose file names tell the patient, it takes for each number of cells whole patients'
// shares of 60 cells, always the same ones, trains on them on one thread, split by patient, and prints a row with the
// accuracy and ROC AUC of the model that is kept, an average over the last steps, and of the weights after the last step.
// --giemsa trains by another version, such as the one before a change. Runs are kept in build/small-data/ and resumed.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, symlink } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { readCellModel, saveCellModel } from '@giemsa/core';
import { readClassFolder } from '@giemsa/core/internal/dataset/folder';
import { RunFolder } from '@giemsa/core/internal/files/run-paths';
import type { BinaryMetrics } from '@giemsa/core/internal/metrics/metrics-schema';
import { readConfig } from '@giemsa/core/internal/run-folder/config';
import { readHistory, readMetrics } from '@giemsa/core/internal/run-folder/read-run';
import { CheckpointStore } from '@giemsa/nn';
import { tellMistakes, WrongUse } from './tell-mistakes.js';

const CELLS_OF_A_PATIENT = 60;
const root = fileURLToPath(new URL('../..', import.meta.url));
const here = join(root, 'packages/giemsa/bin/giemsa.js');

await tellMistakes(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      cells: { type: 'string', default: '300,1500,5000,20000' },
      giemsa: { type: 'string', default: here },
      out: { type: 'string', default: join(root, 'build/small-data') },
    },
  });
  const [folder, ...options] = positionals;
  if (folder === undefined) throw new WrongUse('expected a folder with one folder of images per class');
  console.log(
    '| cells | patients | training steps | training accuracy | accuracy, ROC AUC | of the last weights |',
  );
  console.log('|---|---|---|---|---|---|');
  for (const cells of values.cells.split(',').map(Number)) {
    const chosen = choose(await filesByPatient(folder), cells);
    const subset = await link(folder, chosen, join(values.out, `cells-${cells}`));
    const run = join(values.out, `run-${cells}`);
    await giemsa(
      values.giemsa,
      'train',
      subset,
      '--split',
      'patient',
      '--threads',
      '1',
      '--out',
      run,
      '--resume',
      ...options,
    );
    const patients = new Set(chosen.map(patientOf)).size;
    const last = await lastWeights(run, subset);
    console.log(`| ${chosen.length} | ${patients} | ${await describe(run)} | ${last} |`);
  }
});

/** The part of an NIH cell's name that names its patient. */
function patientOf(file: string): string {
  return basename(file).split(/_?thinF?_|_IMG/i)[0]!;
}

/** Files of each patient, infected and healthy cells in turn. */
async function filesByPatient(folder: string): Promise<Map<string, string[]>> {
  const { files, classNames } = await readClassFolder(folder);
  const patients = new Map<string, string[][]>();
  files.forEach((ofClass, index) => {
    for (const file of ofClass) {
      const patient = patients.get(patientOf(file)) ?? classNames.map((): string[] => []);
      patients.set(patientOf(file), patient);
      patient[index]!.push(file);
    }
  });
  const inTurn = (lists: readonly string[][]): string[] => {
    const longest = Math.max(...lists.map(({ length }) => length));
    return Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list[place] ?? [])).flat();
  };
  return new Map([...patients].map(([patient, lists]) => [patient, inTurn(lists)]));
}

/** As many patients as have so many cells, in an order that follows from their names. All of all where that is too few. */
function choose(patients: ReadonlyMap<string, readonly string[]>, cells: number): string[] {
  const key = (patient: string): string => createHash('sha256').update(patient).digest('hex');
  const inOrder = [...patients].toSorted(([a], [b]) => (key(a) < key(b) ? -1 : 1)).map(([, files]) => files);
  const chosen: string[] = [];
  const share = inOrder.flat().length > 1.2 * cells ? CELLS_OF_A_PATIENT : Number.POSITIVE_INFINITY;
  for (const files of inOrder) {
    if (chosen.length < cells) chosen.push(...files.slice(0, Math.min(share, cells - chosen.length)));
  }
  if (chosen.length < cells && share === CELLS_OF_A_PATIENT)
    chosen.push(...inOrder.flatMap((files) => files.slice(share)).slice(0, cells - chosen.length));
  return chosen;
}

/** A folder of links to these files. */
async function link(folder: string, files: readonly string[], target: string): Promise<string> {
  const { root: source } = await readClassFolder(folder);
  for (const file of files) {
    await mkdir(join(target, file, '..'), { recursive: true });
    await symlink(resolve(source, file), join(target, file)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  return target;
}

async function giemsa(program: string, ...options: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...options], { maxBuffer: 1e9 });
  return stdout;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function figures({ accuracy, auc_roc }: Pick<BinaryMetrics, 'accuracy' | 'auc_roc'>): string {
  return `${percent(accuracy.value!)}, ${auc_roc.value!.toFixed(4)}`;
}

async function describe(run: string): Promise<string> {
  const folder = new RunFolder(run);
  const history = await readHistory(folder);
  const metrics = (await readMetrics(folder)) as BinaryMetrics;
  const { settings, split } = (await readConfig(folder.config))!;
  const steps = Math.ceil(split.train.cells / settings.batchSize) * history.length;
  return `${steps} | ${percent(history.at(-1)!.accuracy!)} | ${figures(metrics)} of ${metrics.n}`;
}

/** The accuracy of the weights after the last step, which a checkpoint holds beside their average. */
async function lastWeights(run: string, subset: string): Promise<string> {
  const folder = new RunFolder(run);
  const { model, metadata } = await readCellModel(folder.model);
  const loaded = await new CheckpointStore(folder.checkpoint).loadLatest();
  for (const weight of model.weights) weight.data = loaded!.state.tensors[weight.name]!.data.slice();
  const file = join(run, 'last-weights.onnx');
  await saveCellModel(file, model, metadata);
  const answer = await giemsa(
    here,
    'evaluate',
    file,
    subset,
    '--split-file',
    folder.split,
    '--threads',
    '1',
    '--json',
  );
  return figures(JSON.parse(answer));
}
