import { type Command, Option } from 'commander';
import { EXPORT_FORMATS, type ExportFormat, exportModel } from '../formats/keras-write/export-model.js';
import { createOutput } from '../run/output.js';
import { printJson } from './parse.js';

interface ExportOptions {
  format: ExportFormat;
  out?: string;
  calibrate?: string;
  json?: boolean;
}

export function register(program: Command): void {
  program
    .command('export')
    .summary('a model file for somewhere else')
    .description('Writes a trained model for Keras or ONNX Runtime. A file that exists is not overwritten.')
    .argument('<run>', 'run folder, or .onnx file that giemsa wrote')
    .addOption(new Option('--format <format>', 'kind of file').choices(EXPORT_FORMATS).makeOptionMandatory())
    .option('--out <file>', 'file to write (default: the name of the run, in this folder)')
    .option('--calibrate <folder>', 'onnx-int8: folder of cells that sets the ranges of the activations')
    .option('--json', 'print one JSON document')
    .action(run);
}

async function run(model: string, { format, out, calibrate, json }: ExportOptions): Promise<void> {
  const exported = await exportModel({ model, format, out, calibrate });
  const { path, bytes, architecture, parameters, hasTrainingState } = exported;
  if (json) {
    return printJson({
      ...{ path, format, bytes, architecture, parameters },
      has_training_state: hasTrainingState,
    });
  }
  const keras = hasTrainingState
    ? ', settings of the training, state of the optimizer'
    : ', without the state of the training';
  createOutput().say(
    `${path}: ${(bytes / 1e6).toFixed(1)} MB, ${format}, ${architecture}`,
    `${parameters.toLocaleString('en')} parameters${format.startsWith('keras') ? keras : ''}`,
  );
}
