import { DEVICES } from '@giemsa/nn';
import type { Command } from 'commander';
import { ARCHITECTURE_NAMES } from '../architectures/architectures.js';
import { RECIPES } from '../recipes/recipes.js';
import { createOutput } from '../run/output.js';
import { trainRun } from '../run/train.js';
import { numberOption, printJson } from './parse.js';
import { type ChoiceOptions, trainingChoices } from './training-choices.js';

interface TrainOptions extends ChoiceOptions {
  out?: string;
  resume?: boolean;
  device?: string;
  threads?: number;
  targetSensitivity?: number;
  json?: boolean;
}

export function register(program: Command): void {
  const number = (flags: string) => [`${flags} <number>`, numberOption(flags)] as const;
  const option = (command: Command, flags: string, text: string) =>
    command.option(number(flags)[0], text, number(flags)[1]);
  const command = program
    .command('train')
    .summary('train and evaluate a model, write a run folder')
    .description(
      'Trains a model on a folder with one folder of images per class, evaluates it and writes a run folder.',
    )
    .argument('<dir>', 'folder with one folder of images per class')
    .option(
      '--recipe <name>',
      `settings to start from: ${RECIPES.map(({ name }) => name).join(', ')} (default: fast)`,
    )
    .option('--arch <name>', `network: ${ARCHITECTURE_NAMES.join(', ')} (default: the recipe's)`)
    .option('--split <kind>', 'image (Keras’ validation_split) or patient (no patient on both sides)')
    .option('--split-file <file>', 'train and validate by this file (columns file, patient, class, subset)')
    .option(
      '--exclude <file>',
      'cells that do not train, such as those of data audit; figures are given with them and without',
    )
    .option('--color-mode <mode>', 'rgb or grayscale')
    .option(
      '--weights <file>',
      'initial weights: imagenet, none, or a Keras .h5 weights file, whose layers are found by name',
    )
    .option(
      '--resume-from <model>',
      'train on from a run folder, an .onnx file, or a Keras .h5 or .keras file',
    )
    .option(
      '--freeze <stages>',
      'freeze the network up to this stage (conv3); several for one epoch each: conv4,conv2,none',
    )
    .option('--no-augmentation', 'train on the cells as they are')
    .option('--out <run>', 'run folder to write (default: a new one under runs/)')
    .option('--resume', 'go on with the run in --out; settings left out are taken from it')
    .option('--device <name>', `${DEVICES.join(', ')} (default: cpu)`)
    .option('--json', 'print the result as one JSON document');
  option(command, '--validation-fraction', 'share of the cells that validate, between 0 and 1');
  option(command, '--epochs', 'how often all training cells are seen');
  option(command, '--batch-size', 'cells per step');
  option(command, '--image-size', 'rows and columns that cells are resized to');
  option(command, '--learning-rate', 'highest learning rate');
  option(command, '--seed', 'everything random follows from it (default: 0)');
  option(command, '--threads', 'processor threads (default: all)');
  option(
    command,
    '--target-sensitivity',
    'choose the threshold that reaches this sensitivity on the validation cells, such as 0.98 (default: 0.5 stays)',
  );
  command.action(async (data: string, options: TrainOptions) => {
    const { out, resume, device, threads, json, targetSensitivity, ...choices } = options;
    const output = createOutput({ json: json ?? false });
    const request = {
      data,
      out,
      resume,
      targetSensitivity,
      device: { device, threads },
      choices: trainingChoices(choices),
    };
    const { folder, metrics } = await trainRun(request, output);
    if (json) printJson({ run: folder.path, report: folder.report, metrics });
  });
}
