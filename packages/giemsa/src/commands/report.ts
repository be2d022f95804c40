import { basename, resolve } from 'node:path';
import { counted } from '@giemsa/core/internal/counted';
import { openDevice } from '@giemsa/core/internal/device/open-device';
import { checkThreshold } from '@giemsa/core/internal/errors/check-option';
import { InvalidOption } from '@giemsa/core/internal/errors/kinds';
import { MODEL_HELP, modelAndFiles } from '@giemsa/core/internal/formats/model-files';
import { writeBatchReport } from '@giemsa/core/internal/predicting/batch-report';
import type { Command } from 'commander';
import { noteShipped } from '../terminal/note-shipped.js';
import { createOutput } from '../terminal/output.js';
import { tellingEvents } from '../terminal/tell-events.js';
import { examples } from './examples.js';
import { type MeaningFlags, withMeaningOptions } from './meaning-options.js';
import { numberOption, printJson } from './parse.js';

interface ReportOptions extends MeaningFlags {
  out: string;
  title?: string;
  threshold?: number;
  threads?: number;
  json?: boolean;
}

export function register(program: Command): void {
  withMeaningOptions(program.command('report'))
    .summary('one HTML page about a batch of cells')
    .description(
      'Predicts images of single cells and writes one HTML page, which works offline and can be printed: counts, patients, the most ' +
        'probable and the unsure cells with heat maps, settings.',
    )
    .usage('[options] [model] <files...>')
    .argument(
      '<files...>',
      `a model (default: the one that ships), then images, folders or zip archives. ${MODEL_HELP}`,
    )
    .option('--out <file>', 'file to write', 'report.html')
    .option('--title <text>', 'title (default: the name of the first file or folder)')
    .option(
      '--threshold <number>',
      'probability from which a cell is called positive (default: the model’s)',
      numberOption('--threshold'),
    )
    .option('--threads <number>', 'processor threads (default: all)', numberOption('--threads'))
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('report cells/', 'report runs/NAME cells.zip --title "Film 12"'))
    .action(report);
}

async function report(words: string[], options: ReportOptions): Promise<void> {
  const { out, threshold, threads, json = false, classes, positiveClass, rescale } = options;
  checkThreshold(threshold);
  const { model, files, hides } = await modelAndFiles(words);
  const notes = createOutput({ json: true });
  if (hides) noteShipped(notes, model);
  if (files.includes('-'))
    throw new InvalidOption(
      'files',
      '-',
      'report reads its images twice, so it cannot read them from standard input',
    );
  const title = options.title ?? basename(resolve(files[0] ?? '.'));
  const device = await openDevice({ threads });
  const meaning = { classes, positiveClass, rescale };
  const counts = await tellingEvents(notes, (onEvent) =>
    writeBatchReport({ model, files, out, title, threshold, device, meaning, onEvent }),
  );
  if (json) return printJson({ report: out, ...counts });
  const { predicted, refused, skipped } = counts;
  createOutput().say(
    `${out}: ${counted(predicted, 'image')}, ${refused} refused, ${skipped} could not be read`,
  );
}
