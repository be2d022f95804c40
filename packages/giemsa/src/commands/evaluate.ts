import type { Command } from 'commander';
import { evaluateFolder } from '../run/evaluate-folder.js';
import { createOutput } from '../run/output.js';
import { numberOption, printJson } from './parse.js';

interface EvaluateOptions {
  threshold?: number;
  splitFile?: string;
  subset?: string;
  out?: string;
  json?: boolean;
}

export function register(program: Command): void {
  program
    .command('evaluate')
    .summary('metrics and pictures of a model on a labelled folder')
    .description('Evaluates a model on a folder with one folder of images per class.')
    .argument('<model>', 'run folder, or .onnx file that giemsa wrote')
    .argument('<dir>', 'folder with one folder of images per class')
    .option(
      '--threshold <number>',
      'probability from which a cell is called positive (default: the model’s)',
      numberOption('--threshold'),
    )
    .option('--split-file <file>', 'evaluate only a subset by this file, such as the split.csv of a run')
    .option('--subset <name>', 'which one: validation or train (default: validation)')
    .option('--out <folder>', 'write metrics, predictions, pictures and a report there')
    .option('--json', 'print the metrics as one JSON document')
    .action(async (model: string, data: string, { json = false, ...options }: EvaluateOptions) => {
      const metrics = await evaluateFolder({ model, data, ...options }, createOutput({ json }));
      if (json) printJson(metrics);
    });
}
