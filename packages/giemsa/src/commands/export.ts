import { EXPORT_FORMATS, type ExportFormat, exportModel } from '@giemsa/core/internal/exporting/export-model';
import { MODEL_HELP } from '@giemsa/core/internal/formats/model-files';
import { describeMeaning } from '@giemsa/core/internal/formats/model-meaning';
import { type Command, Option } from 'commander';
import { noteHidden } from '../terminal/note-shipped.js';
import { createOutput } from '../terminal/output.js';
import { tellingEvents } from '../terminal/tell-events.js';
import { examples } from './examples.js';
import { type MeaningFlags, withMeaningOptions } from './meaning-options.js';
import { printJson } from './parse.js';

interface ExportOptions extends MeaningFlags {
  format: ExportFormat;
  out?: string;
  calibrate?: string;
  json?: boolean;
}

export function register(program: Command): void {
  withMeaningOptions(program.command('export'))
    .summary('write a model for Keras or ONNX Runtime')
    .description('Writes a trained model for Keras or ONNX Runtime. An existing file is not overwritten.')
    .argument('<model>', MODEL_HELP)
    .addOption(
      new Option('--format <format>', 'format of the file').choices(EXPORT_FORMATS).makeOptionMandatory(),
    )
    .option('--out <file>', 'file to write (default: the name of the run, in this folder)')
    .option(
      '--calibrate <folder>',
      'for onnx-int8: folder of cells from which the ranges of the activations are measured',
    )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples('export runs/NAME --format keras-h5', 'export runs/NAME --format onnx-int8 --calibrate cells'),
    )
    .action(run);
}

async function run(
  model: string,
  { format, out, calibrate, json, ...meaning }: ExportOptions,
): Promise<void> {
  const notes = createOutput({ json: true });
  await noteHidden(notes, [model]);
  const exported = await tellingEvents(notes, (onEvent) =>
    exportModel({ model, format, out, calibrate, meaning, onEvent }),
  );
  const { path, bytes, architecture, parameters, hasTrainingState, metadata } = exported;
  const { temperature, unknownToKeras } = exported;
  notes.say(...describeMeaning([{ path: model, meaning: metadata.meaning }]));
  if (json) {
    return printJson({
      ...{ path, format, bytes, architecture, parameters },
      has_training_state: hasTrainingState,
      ...(format.startsWith('keras') && { temperature, unknown_to_keras: unknownToKeras }),
      ...(metadata.meaning && { meaning: metadata.meaning }),
    });
  }
  const keras = hasTrainingState
    ? ', settings of the training, state of the optimizer'
    : ', without the state of the training';
  createOutput().say(
    `${path}: ${(bytes / 1e6).toFixed(1)} MB, ${format}, ${architecture}`,
    `${parameters.toLocaleString('en')} parameters${format.startsWith('keras') ? keras : ''}`,
    ...(temperature === null ? [] : [`Its last layers are the temperature ${temperature} and a softmax`]),
    ...(unknownToKeras.length === 0
      ? []
      : [`Used by giemsa, but not by Keras: ${unknownToKeras.join(', ')}`]),
  );
}
