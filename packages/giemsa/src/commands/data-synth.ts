import { counted } from '@giemsa/core/internal/counted';
import { SYNTHETIC_DEFAULTS } from '@giemsa/core/internal/dataset/synthetic/plan';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import type { Command } from 'commander';
import { createOutput } from '../terminal/output.js';
import { showProgress } from '../terminal/progress.js';
import { examples } from './examples.js';
import { numberOption, printJson } from './parse.js';

interface Options {
  cells: number;
  patients: number;
  seed: number;
  fields: number;
  json?: boolean;
}

/** Adds `data synth DIR`. */
export function register(data: Command): void {
  data
    .command('synth')
    .summary('draw cells and fields with known truth')
    .description(
      'Draws a synthetic data set: Giemsa-stained cells on black and whole fields, with exact truth.',
    )
    .argument('<dir>', 'folder to write; must be new')
    .option(
      '--cells <number>',
      'number of cells, half of each class',
      numberOption('--cells'),
      SYNTHETIC_DEFAULTS.cells,
    )
    .option(
      '--patients <number>',
      'number of patients, a quarter healthy',
      numberOption('--patients'),
      SYNTHETIC_DEFAULTS.patients,
    )
    .option(
      '--fields <number>',
      'number of whole fields',
      numberOption('--fields'),
      SYNTHETIC_DEFAULTS.fields,
    )
    .option(
      '--seed <number>',
      'the same seed draws the same data',
      numberOption('--seed'),
      SYNTHETIC_DEFAULTS.seed,
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('data synth drawn', 'data synth drawn --cells 200 --patients 8 --seed 1'))
    .action(synthesize);
}

async function synthesize(directory: string, { json, ...options }: Options): Promise<void> {
  const progress = showProgress('drawing', 'pictures');
  try {
    await writeSyntheticDataset(directory, options, progress.update);
  } finally {
    progress.stop();
  }
  const { cells, patients, fields } = options;
  const text = `${directory}: ${counted(cells, 'cell')} of ${counted(patients, 'patient')} in Parasitized/ and Uninfected/, ${counted(fields, 'field')} in fields/`;
  if (json) printJson({ directory, ...options });
  else createOutput().say(text);
}
