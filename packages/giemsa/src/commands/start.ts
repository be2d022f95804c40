import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SYNTHETIC_DEFAULTS } from '@giemsa/core/internal/dataset/synthetic/plan';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { defaultRunPath } from '@giemsa/core/internal/run-folder/run-folder';
import { trainRun } from '@giemsa/core/internal/training/train';
import type { Command } from 'commander';
import { goOnBy } from '../terminal/interruption.js';
import { createOutput } from '../terminal/output.js';
import { showProgress } from '../terminal/progress.js';
import { tellingEvents } from '../terminal/tell-events.js';
import { examples } from './examples.js';
import { FOLDER_CLASSES, POSITIVE_CLASS } from './meaning-options.js';

const DRAWN_FOLDER = join('data', 'synthetic');

interface StartOptions {
  classes?: string[];
  positiveClass?: string;
}

export function register(program: Command): void {
  program
    .command('start')
    .summary('train and report in minutes, on drawn cells or your own')
    .description(
      `Without a folder: draws synthetic cells into ${DRAWN_FOLDER}, trains a small network on them (recipe synthetic), ` +
        'evaluates it and writes a report. With a folder: the same on its images (recipe fast).',
    )
    .argument('[dir]', 'folder with one folder of images per class')
    .option(...FOLDER_CLASSES)
    .option(...POSITIVE_CLASS)
    .addHelpText('after', examples('start', 'start cells'))
    .action(async (folder: string | undefined, given: StartOptions) => {
      const output = createOutput();
      if (folder === undefined) await drawCells();
      const choices = { ...given, recipe: folder === undefined ? 'synthetic' : 'fast' };
      const data = folder ?? DRAWN_FOLDER;
      const out = defaultRunPath(choices.recipe, data);
      const command = ['train', data, '--recipe', choices.recipe, '--out', out, '--resume'];
      goOnBy({ kept: 'finished epochs are kept', command });
      await tellingEvents(output, (onEvent) => trainRun({ data, out, choices, device: {}, onEvent }));
    });
}

async function drawCells(): Promise<void> {
  if (await stat(DRAWN_FOLDER).catch(() => undefined)) return;
  const progress = showProgress('drawing', 'cells');
  try {
    await writeSyntheticDataset(DRAWN_FOLDER, SYNTHETIC_DEFAULTS, progress.update);
  } finally {
    progress.stop();
  }
}
