import { ARCHITECTURE_NAMES } from '@giemsa/core/internal/architectures/architectures';
import { RECIPES } from '@giemsa/core/internal/recipes/recipes';
import { checkResumable } from '@giemsa/core/internal/run-folder/run-folder';
import { createOutput, type Output } from '@giemsa/core/internal/terminal/output';
import { openRun } from '@giemsa/core/internal/training/open-run';
import { type SweepRequest, sweep, sweepTable } from '@giemsa/core/internal/training/sweep';
import { type TrainedRun, type TrainRequest, trainRun } from '@giemsa/core/internal/training/train';
import type { TrainAll } from '@giemsa/core/internal/training/train-all';
import { DEVICES } from '@giemsa/nn';
import type { Command } from 'commander';
import { DISTRIBUTE, trainAllBy } from './distributed.js';
import { tableLines } from './format-table.js';
import { FOLDER_CLASSES, POSITIVE_CLASS, rescaleOption } from './meaning-options.js';
import { collect, numberOption, printJson } from './parse.js';
import { type ChoiceOptions, trainingChoices } from './training-choices.js';

interface TrainOptions extends ChoiceOptions {
  out?: string;
  resume?: boolean;
  device?: string;
  threads?: number;
  targetSensitivity?: number;
  distribute?: string | true;
  sweep: string[];
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
    .option(
      '--split <kind>',
      'image (Keras’ validation_split), patient (no patient on both sides) or folders (train/ and valid/ or test/ of the data)',
    )
    .option('--split-file <file>', 'train and validate by this file (columns file, patient, class, subset)')
    .option(
      '--exclude <file>',
      'cells that do not train, such as those of data audit; figures are given with them and without',
    )
    .option('--color-mode <mode>', 'rgb or grayscale')
    .option(...FOLDER_CLASSES)
    .option(...POSITIVE_CLASS)
    .addOption(rescaleOption('with --resume-from: what is done to pixels before a model of others'))
    .option(
      '--weights <file>',
      'initial weights, layers found by name: imagenet, drawn-cells, none, a Keras .h5 file, or a model of giemsa’s',
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
    .option(
      '--sweep <axis>',
      'train for each of several values of recipe, arch, split or seed, such as seed=0,1,2; repeatable, for every combination',
      collect,
      [],
    )
    .option(...DISTRIBUTE)
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
  command.action(run);
}

async function run(data: string, options: TrainOptions): Promise<void> {
  const {
    out,
    resume,
    device,
    threads,
    json = false,
    targetSensitivity,
    distribute,
    sweep: axes,
    ...rest
  } = options;
  const output = createOutput({ json });
  const choices = trainingChoices(rest);
  const request = { data, out, resume, targetSensitivity, device: { device, threads }, choices };
  if (resume && out !== undefined) await checkResumable(out, output);
  const trainAll = await trainAllBy(distribute);
  if (axes.length > 0) return runSweep({ ...request, axes }, trainAll, output, json);
  const { folder, metrics } = await (distribute === undefined
    ? trainRun(request, output)
    : trainElsewhere(request, trainAll, output));
  if (json) printJson({ run: folder.path, report: folder.report, metrics });
}

/** By workers; what is finished is then read here. */
async function trainElsewhere(
  request: TrainRequest,
  trainAll: TrainAll,
  output: Output,
): Promise<TrainedRun> {
  const { path: out } = (await openRun(request)).folder;
  await trainAll([{ name: out, request: { ...request, out } }], output);
  return trainRun({ ...request, out, resume: true }, output);
}

async function runSweep(
  request: SweepRequest,
  trainAll: TrainAll,
  output: Output,
  json: boolean,
): Promise<void> {
  const { folder, table, runs } = await sweep(request, output, trainAll);
  output.say('', ...tableLines(sweepTable(request.axes, runs)), '', `Table: ${table}`);
  if (json) printJson({ folder, table, runs });
}
