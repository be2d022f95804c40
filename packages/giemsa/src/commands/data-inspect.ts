import { counted } from '@giemsa/core/internal/counted';
import { listCells } from '@giemsa/core/internal/dataset/dataset';
import { type DatasetSummary, inspectDataset, type Range } from '@giemsa/core/internal/dataset/inspect';
import { drawSamples } from '@giemsa/core/internal/dataset/samples';
import { checkInteger } from '@giemsa/core/internal/errors/check-option';
import { writeFileAtomic } from '@giemsa/core/internal/files/atomic-file';
import { refuseForeignFile, signPng } from '@giemsa/core/internal/files/ours';
import { checkOutputFile } from '@giemsa/core/internal/files/output';
import type { SkippedFile } from '@giemsa/core/internal/files/skipped-file';
import { inSnakeCase } from '@giemsa/core/internal/files/snake-case';
import type { Command } from 'commander';
import { createOutput } from '../terminal/output.js';
import { showProgress } from '../terminal/progress.js';
import { examples } from './examples.js';
import { numberOption, printJson } from './parse.js';

interface Options {
  out: string;
  seed: number;
  json?: boolean;
}

/** Adds `data inspect DIR`. */
export function register(data: Command): void {
  data
    .command('inspect')
    .summary('count classes, patients, sizes and unreadable files')
    .description(
      'Counts classes, patients, sizes and unreadable files, and draws random samples of each class.',
    )
    .argument('<dir>', 'folder with one folder of pictures per class')
    .option('--out <file>', 'picture of the samples to write', 'samples.png')
    .option('--seed <number>', 'seed that chooses the samples', numberOption('--seed'), 0)
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('data inspect cells'))
    .action(inspect);
}

async function inspect(directory: string, { out, seed, json }: Options): Promise<void> {
  checkInteger('seed', seed, 0, 2 ** 32 - 1);
  await checkOutputFile('out', out);
  await refuseForeignFile('out', out, '.png');
  const progress = showProgress('reading', 'cells');
  let summary: DatasetSummary;
  try {
    summary = await inspectDataset(directory, progress.update);
  } finally {
    progress.stop();
  }
  const picture = await drawSamples(await listCells(directory), seed);
  await writeFileAtomic(out, signPng(picture));
  if (json) return printJson(inSnakeCase({ ...summary, samples: out }, ['formats', 'subsets']));
  createOutput().say(...describe(summary), `samples    ${out}`);
}

function describe(summary: DatasetSummary): string[] {
  const number = (value: number) => value.toLocaleString('en-US');
  const range = (values: Range | null) =>
    values ? `${values.minimum} to ${values.maximum}, median ${values.median}` : 'unknown';
  const nameWidth = Math.max(...summary.classes.map(({ name }) => name.length));
  return [
    `folder     ${summary.directory}`,
    ...summary.classes.map(({ name, cells, patients, positive }, index) => {
      const patientText = summary.patients > 0 ? ` of ${counted(patients, 'patient')}` : '';
      return `class ${index}    ${name.padEnd(nameWidth)}  ${counted(cells, 'cell')}${patientText}${positive ? ' (positive)' : ''}`;
    }),
    `cells      ${number(summary.cells)}`,
    `patients   ${number(summary.patients)}; cells of each: ${range(summary.cellsPerPatient)}`,
    ...(summary.cellsWithoutPatient > 0
      ? [`           ${counted(summary.cellsWithoutPatient, 'cell')} of no known patient`]
      : []),
    `width      ${range(summary.width)} pixels`,
    `height     ${range(summary.height)} pixels`,
    `formats    ${Object.entries(summary.formats)
      .map(([format, count]) => `${format} ${number(count)}`)
      .join(', ')}`,
    ...(summary.subsets
      ? [
          `split      ${Object.entries(summary.subsets)
            .map(([subset, count]) => `${subset} ${number(count)}`)
            .join(', ')} cells: the folders of the data set, used as they are`,
        ]
      : []),
    `unreadable ${number(summary.skipped.length)}`,
    ...firstOf(summary.skipped),
    ...(summary.leftOut.length > 0 ? [`left out   ${number(summary.leftOut.length)}`] : []),
    ...firstOf(summary.leftOut),
  ];
}

function firstOf(files: readonly SkippedFile[]): string[] {
  const lines = files.slice(0, 20).map(({ reason }) => `           ${reason}`);
  return files.length > 20 ? [...lines, '           ... (--json lists all)'] : lines;
}
