import { calibrateModel } from '@giemsa/core/internal/evaluating/calibrate-model';
import { exists } from '@giemsa/core/internal/files/exists';
import { CvFolder } from '@giemsa/core/internal/files/run-paths';
import { inSnakeCase } from '@giemsa/core/internal/files/snake-case';
import { refuseModelBehind } from '@giemsa/core/internal/formats/model-files';
import type { Command } from 'commander';
import { describeMetrics } from '../terminal/describe-metrics.js';
import { noteHidden } from '../terminal/note-shipped.js';
import { createOutput } from '../terminal/output.js';
import { tellingEvents } from '../terminal/tell-events.js';
import { examples } from './examples.js';
import { type MeaningFlags, withMeaningOptions } from './meaning-options.js';
import { numberOption, printJson } from './parse.js';

interface CalibrateOptions extends MeaningFlags {
  targetSensitivity?: number;
  unsureShare?: number;
  gate?: string;
  out?: string;
  json?: boolean;
}

export function register(program: Command): void {
  withMeaningOptions(program.command('calibrate'))
    .summary('fit temperature, threshold and unsure band of a model')
    .description(
      'Fits a temperature, a threshold and the unsure band (the cells left to a person) on labelled cells that the model ' +
        'was not trained on, or on a cross-validation of the same recipe. Stores them in the model file.',
    )
    .argument('<model>', 'run folder, .onnx file that giemsa wrote, or with --out a Keras file')
    .argument('<source>', 'folder with one folder of images per class, or folder of a cross-validation')
    .option(
      '--target-sensitivity <number>',
      'choose the threshold that reaches this sensitivity, such as 0.98 (default: keep the model’s)',
      numberOption('--target-sensitivity'),
    )
    .option(
      '--unsure-share <number>',
      'share of the cells left to a person (default: 0.05)',
      numberOption('--unsure-share'),
    )
    .option('--gate <dir>', 'fit a new input gate on the cells of this folder')
    .option('--out <file>', 'write another .onnx file (default: change the model itself)')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples('calibrate runs/NAME other-cells --target-sensitivity 0.98', 'calibrate runs/NAME cv'),
    )
    .action(
      async (
        model: string,
        source: string,
        { json = false, classes, positiveClass, rescale, ...options }: CalibrateOptions,
      ) => {
        // The folder of a cross-validation is a model too, but here it is the source.
        if (!(await exists(new CvFolder(source).plan))) await refuseModelBehind([model, source]);
        const output = createOutput({ json });
        await noteHidden(output, [model]);
        const meaning = { classes, positiveClass, rescale };
        const { leftOut, ...result } = await tellingEvents(output, (onEvent) =>
          calibrateModel({ model, source, ...options, meaning, onEvent }),
        );
        output.say(
          ...leftOut.map((reason) => `Left out: ${reason}`),
          ...describeMetrics(result.metrics),
          'These are the cells it was fitted on: evaluate on others.',
          `Written: ${result.path}`,
        );
        if (json) printJson(inSnakeCase(result, ['metrics']));
      },
    );
}
