import { ARCHITECTURE_NAMES } from '@giemsa/core/internal/architectures/architectures';
import type { OnEvent } from '@giemsa/core/internal/events/events';
import { RECIPES } from '@giemsa/core/internal/recipes/recipes';
import { openRun } from '@giemsa/core/internal/training/open-run';
import { type SweepRequest, sweep, sweepTable } from '@giemsa/core/internal/training/sweep';
import { type TrainedRun, type TrainRequest, trainRun } from '@giemsa/core/internal/training/train';
import type { TrainAll } from '@giemsa/core/internal/training/train-all';
import { DEVICES } from '@giemsa/nn';
import type { Command } from 'commander';
import { noteHidden } from '../terminal/note-shipped.js';
import { createOutput, type Output } from '../terminal/output.js';
import { tellingEvents } from '../terminal/tell-events.js';
import { warnOfNewFolder } from '../terminal/warn-of-new-folder.js';
import { DISTRIBUTE, trainAllBy } from './distributed.js';
import { examples } from './examples.js';
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
  sweep?: string[];
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
      `settings to start from: ${RECIPES.map(({ name }) => name).join(', ')}; "giemsa recipes" shows them (default: fast)`,
    )
    .option('--arch <name>', `network: ${ARCHITECTURE_NAMES.join(', ')} (default: the recipe's)`)
    .option(
      '--split <kind>',
      'patient (no patient on both sides), image (by file order, as Keras’ validation_split) or folders (train/, valid/ and test/ of the data) (default: the recipe’s)',
    )
    .option('--split-file <file>', 'take the split from this CSV file (columns file, patient, class, subset)')
    .option(
      '--exclude <file>',
      'leave these cells out of training, such as those of data audit; figures are given with and without them',
    )
    .option(
      '--relabel <file>',
      'train these cells with another label, such as in labels.csv of data audit; figures are given with both',
    )
    .option('--color-mode <mode>', 'rgb or grayscale (default: the recipe’s)')
    .option(...FOLDER_CLASSES)
    .option(...POSITIVE_CLASS)
    .addOption(rescaleOption('with --resume-from a model of another program: how pixels are scaled'))
    .option(
      '--weights <file>',
      'initial weights, matched by layer name: imagenet, drawn-cells, none, a Keras .h5 file, or a model of giemsa (default: the recipe’s)',
    )
    .option(
      '--resume-from <model>',
      'train this model further: a run folder, an .onnx file, or a Keras .h5 or .keras file',
    )
    .option(
      '--freeze <stages>',
      'freeze the network up to this stage, such as conv3; a list is one stage per epoch: conv4,conv2,none (default: the recipe’s)',
    )
    .option('--no-augmentation', 'train on unchanged cells (default: the recipe’s changes)')
    .option('--out <run>', 'run folder to write (default: a new one under runs/)')
    .option('--resume', 'continue the run in --out, with its settings')
    .option(
      '--sweep <axis>',
      'train once for each value of recipe, arch, split or seed, such as seed=0,1,2; repeat it for every combination',
      collect,
    )
    .option(...DISTRIBUTE)
    .option('--device <name>', `${DEVICES.join(', ')} (default: cpu)`)
    .option('--json', 'print the result as one JSON document');
  option(
    command,
    '--validation-fraction',
    'share of the cells used for validation, between 0 and 1 (default: the recipe’s)',
  );
  option(command, '--epochs', 'passes over all training cells (default: the recipe’s)');
  option(command, '--batch-size', 'cells per step (default: the recipe’s)');
  option(command, '--image-size', 'rows and columns that cells are resized to (default: the recipe’s)');
  option(command, '--learning-rate', 'highest learning rate (default: the recipe’s)');
  option(command, '--seed', 'random seed (default: 0)');
  option(command, '--threads', 'processor threads (default: all)');
  option(
    command,
    '--target-sensitivity',
    'choose the threshold that reaches this sensitivity on the validation cells, such as 0.98 (default: keep 0.5)',
  );
  command
    .addHelpText(
      'after',
      examples(
        'train cells',
        'train cells --recipe best --out runs/best',
        'train cells --out runs/best --resume',
        'train cells --sweep seed=0,1,2',
      ),
    )
    .action(run);
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
    sweep: axes = [],
    ...rest
  } = options;
  const output = createOutput({ json });
  const choices = trainingChoices(rest);
  const request = { data, out, resume, targetSensitivity, device: { device, threads }, choices };
  if (resume && out !== undefined) await warnOfNewFolder(output, out);
  await noteHidden(output, [choices.resumeFrom, choices.weights]);
  const trainAll = await trainAllBy(distribute);
  if (axes.length > 0) return runSweep({ ...request, axes }, trainAll, output, json);
  const { folder, metrics } = await tellingEvents(output, (onEvent) =>
    distribute === undefined ? trainRun({ ...request, onEvent }) : trainElsewhere(request, trainAll, onEvent),
  );
  if (json) printJson({ run: folder.path, report: folder.report, metrics });
}

/** By workers; what is finished is then read here. */
async function trainElsewhere(
  request: TrainRequest,
  trainAll: TrainAll,
  onEvent: OnEvent,
): Promise<TrainedRun> {
  const { path: out } = (await openRun(request)).folder;
  await trainAll([{ name: out, request: { ...request, out } }], onEvent);
  return trainRun({ ...request, out, resume: true, onEvent });
}

async function runSweep(
  request: SweepRequest,
  trainAll: TrainAll,
  output: Output,
  json: boolean,
): Promise<void> {
  const { folder, table, runs } = await tellingEvents(output, (onEvent) =>
    sweep({ ...request, onEvent }, trainAll),
  );
  output.say(
    '',
    ...tableLines(sweepTable(request.axes, runs), process.stdout.columns),
    '',
    `Table: ${table}`,
  );
  if (json) printJson({ folder, table, runs });
}
