import { InvalidOption } from '@giemsa/core/internal/errors/kinds';
import { evaluateFolder } from '@giemsa/core/internal/evaluating/evaluate-folder';
import { DEFAULT_MODEL, MODEL_HELP, refuseModelBehind } from '@giemsa/core/internal/formats/model-files';
import type { Command } from 'commander';
import { noteHidden } from '../terminal/note-shipped.js';
import { createOutput } from '../terminal/output.js';
import { tellingEvents } from '../terminal/tell-events.js';
import { examples } from './examples.js';
import { type MeaningFlags, withMeaningOptions } from './meaning-options.js';
import { collect, numberOption, printJson } from './parse.js';

interface EvaluateOptions extends MeaningFlags {
  threshold?: number;
  splitFile?: string;
  subset?: string;
  with?: string[];
  tta?: number;
  targetSensitivity?: number;
  exclude?: string;
  relabel?: string;
  gate?: boolean;
  out?: string;
  threads?: number;
  json?: boolean;
}

export function register(program: Command): void {
  withMeaningOptions(program.command('evaluate'))
    .summary('metrics and charts of a model on labelled cells')
    .description('Evaluates a model on a folder with one folder of images per class.')
    .usage('[options] [model] <dir>')
    .argument(
      '<dir...>',
      `a model (default: the one that ships), then a folder with one folder of images per class. ${MODEL_HELP}`,
    )
    .option(
      '--threshold <number>',
      'probability from which a cell is called positive (default: the model’s)',
      numberOption('--threshold'),
    )
    .option('--split-file <file>', 'evaluate only a subset of this split, such as the split.csv of a run')
    .option(
      '--subset <name>',
      'subset: validation, train or test (default: validation; test if the data has a test/ folder)',
    )
    .option(
      '--target-sensitivity <number>',
      'choose the threshold that reaches this sensitivity on these same cells',
      numberOption('--target-sensitivity'),
    )
    .option('--with <model>', 'average with this model; repeatable', collect)
    .option(
      '--tta <views>',
      'average over 2, 4 or 8 flips and right-angle turns (default: 1 view)',
      numberOption('--tta'),
    )
    .option('--exclude <file>', 'also report figures without these cells, such as those of data audit')
    .option(
      '--relabel <file>',
      'also report figures with other labels, of a file such as labels.csv of data audit',
    )
    .option('--gate', 'count the cells that the model’s input gate would refuse')
    .option('--out <folder>', 'write metrics, predictions, charts and a report into this folder')
    .option('--threads <number>', 'processor threads (default: all)', numberOption('--threads'))
    .option('--json', 'print the metrics as one JSON document')
    .addHelpText(
      'after',
      examples(
        'evaluate runs/NAME cells',
        'evaluate model.h5 cells --out report',
        'evaluate runs/NAME cells --split-file runs/NAME/split.csv',
      ),
    )
    .action(
      async (
        words: string[],
        { json = false, classes, positiveClass, rescale, ...options }: EvaluateOptions,
      ) => {
        if (words.length > 2)
          throw new InvalidOption(
            'files',
            words,
            `evaluate takes a model and one data set. Received ${words.join(', ')}`,
          );
        await refuseModelBehind(words);
        const meaning = { classes, positiveClass, rescale };
        const data = words.at(-1)!;
        const model = words.length === 2 ? words[0]! : DEFAULT_MODEL;
        const output = createOutput({ json });
        await noteHidden(output, [model, ...(options.with ?? [])]);
        const metrics = await tellingEvents(output, (onEvent) =>
          evaluateFolder({ model, data, meaning, ...options, onEvent }),
        );
        if (json) printJson(metrics);
      },
    );
}
