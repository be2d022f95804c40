import { openDevice } from '@giemsa/core/internal/device/open-device';
import { inSnakeCase } from '@giemsa/core/internal/files/snake-case';
import { MODEL_HELP, modelAndFiles, SMEAR_MODEL } from '@giemsa/core/internal/formats/model-files';
import { checkSmear } from '@giemsa/core/internal/smear/check/check-run';
import { describeCheck } from '@giemsa/core/internal/smear/check/describe-check';
import type { FieldRule } from '@giemsa/core/internal/smear/field-quality';
import type { Command } from 'commander';
import { noteShipped } from '../terminal/note-shipped.js';
import { createOutput } from '../terminal/output.js';
import { tellingEvents } from '../terminal/tell-events.js';
import { ACCEPT } from './accept-option.js';
import { examples } from './examples.js';
import { type MeaningFlags, withMeaningOptions } from './meaning-options.js';
import { optionsOf } from './options-of.js';
import { numberOption, printJson } from './parse.js';

interface CheckOptions extends MeaningFlags {
  out: string;
  umPerPixel?: number;
  accept?: FieldRule[];
  threads?: number;
  json?: boolean;
}

/** Adds `smear check`: a look at own fields before any is counted. */
export function registerCheck(smear: Command): void {
  withMeaningOptions(smear.command('check'))
    .summary('look at ten fields of your microscope first')
    .description(
      'Looks at about ten fields of your microscope before you count any: size of the cells, focus, light, which fields are set aside and ' +
        'why, white cells, and whether the cells look like those that the model knows. Says for each what to do, and writes a page with ' +
        'galleries of cells. Needs no labels and measures no accuracy: for that see smear calibrate.',
    )
    .usage('[options] [model] <images...>')
    .argument(
      '<images...>',
      `a model (default: the one that ships), then about ten fields of one microscope, or a folder of them. ${MODEL_HELP}`,
    )
    .option('--out <folder>', 'folder to write the page to', 'smear-check')
    .option(
      '--um-per-pixel <number>',
      'size of a pixel in µm (default: estimated from the size of the cells)',
      numberOption('--um-per-pixel'),
    )
    .option(...ACCEPT)
    .option('--threads <number>', 'processor threads (default: all)', numberOption('--threads'))
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('smear check ten-fields/', 'smear check ten-fields/ --out check --json'))
    .action(async (words: string[], _own: unknown, command: Command) => check(words, optionsOf(command)));
}

async function check(words: string[], options: CheckOptions): Promise<void> {
  const { json = false, threads, umPerPixel, accept, out, classes, positiveClass, rescale } = options;
  const output = createOutput({ json });
  const { model, files, hides } = await modelAndFiles(words, SMEAR_MODEL);
  if (hides) noteShipped(output, model);
  const session = await openDevice({ threads });
  const meaning = { classes, positiveClass, rescale };
  const request = { model, images: files, out, umPerPixel, accept, session, meaning };
  const result = await tellingEvents(output, (onEvent) => checkSmear({ ...request, onEvent }));
  output.say(...describeCheck(result), `Report: ${out}/report.html`);
  if (json) printJson(inSnakeCase(result));
}
