import type { Command } from 'commander';
import { evaluateFolder } from '../run/evaluate-folder.js';
import { createOutput } from '../run/output.js';
import { collect, numberOption, printJson } from './parse.js';

interface EvaluateOptions {
  threshold?: number;
  splitFile?: string;
  subset?: string;
  with?: string[];
  tta?: number;
  targetSensitivity?: number;
  exclude?: string;
  gate?: boolean;
  out?: string;
  json?: boolean;
}

export function register(program: Command): void {
  program
    .command('evaluate')
    .summary('metrics and pictures of a model on a labelled folder')
    .description('Evaluates a model on a folder with one folder of images per class.')
    .argument(
      '<model>',
      'run folder, .onnx file that giemsa wrote, or folder of a cross-validation (all its folds)',
    )
    .argument('<dir>', 'folder with one folder of images per class')
    .option(
      '--threshold <number>',
      'probability from which a cell is called positive (default: the model’s)',
      numberOption('--threshold'),
    )
    .option('--split-file <file>', 'evaluate only a subset by this file, such as the split.csv of a run')
    .option('--subset <name>', 'which one: validation or train (default: validation)')
    .option(
      '--target-sensitivity <number>',
      'choose the threshold that reaches it on these very cells',
      numberOption('--target-sensitivity'),
    )
    .option('--with <model>', 'another model whose answers are averaged in; can be repeated', collect)
    .option('--tta <views>', 'average over 2, 4 or 8 flips and right-angle turns', numberOption('--tta'))
    .option('--exclude <file>', 'also give the figures without these cells, such as those of data audit')
    .option('--gate', 'count the cells that the model’s input gate would refuse')
    .option('--out <folder>', 'write metrics, predictions, pictures and a report there')
    .option('--json', 'print the metrics as one JSON document')
    .action(async (model: string, data: string, { json = false, ...options }: EvaluateOptions) => {
      const metrics = await evaluateFolder({ model, data, ...options }, createOutput({ json }));
      if (json) printJson(metrics);
    });
}
