import { checkResumable } from '@giemsa/core/internal/run-folder/run-folder';
import { createOutput } from '@giemsa/core/internal/terminal/output';
import { crossValidate } from '@giemsa/core/internal/training/cross-validate';
import { Command } from 'commander';
import { DISTRIBUTE, trainAllBy } from './distributed.js';
import { numberOption, printJson } from './parse.js';
import { register as registerTrain } from './train.js';
import { type ChoiceOptions, trainingChoices } from './training-choices.js';

interface CvOptions extends Omit<ChoiceOptions, 'split' | 'splitFile' | 'validationFraction'> {
  folds?: number;
  fold?: number;
  targetSensitivity?: number;
  out?: string;
  resume?: boolean;
  distribute?: string | true;
  device?: string;
  threads?: number;
  json?: boolean;
}

/** Options of `train` that say which cells validate: here the folds do. */
const NOT_HERE = ['--split', '--split-file', '--validation-fraction', '--out', '--resume', '--sweep'];

export function register(program: Command): void {
  const command = program
    .command('cv')
    .summary('patient-level cross-validation')
    .description(
      'Trains one model per fold on the patients of the other folds, and sums up what they say of patients never seen: ' +
        'mean ± sd, pooled figures, published ones beside them. Each fold is a run folder; a stopped one goes on with --resume.',
    )
    .argument('<dir>', 'folder with one folder of images per class')
    .option('--folds <number>', 'how many (default: 5)', numberOption('--folds'))
    .option(
      '--fold <number>',
      'train this one only, from 1 on: folds can run side by side',
      numberOption('--fold'),
    )
    .option('--out <folder>', 'folder of the cross-validation (default: a new one under runs/)')
    .option('--resume', 'go on with the cross-validation in --out; what is finished is not done again')
    .option(...DISTRIBUTE);
  for (const option of trainingOptions()) {
    const isTaken = command.options.some(({ long }) => long === option.long);
    if (!isTaken && !NOT_HERE.includes(option.long!)) command.addOption(option);
  }
  command.action(run);
}

/** Everything else is chosen as for `train`. */
function trainingOptions() {
  const scratch = new Command();
  registerTrain(scratch);
  return scratch.commands[0]!.options;
}

async function run(data: string, options: CvOptions): Promise<void> {
  const { folds, fold, targetSensitivity, out, resume, distribute, ...rest } = options;
  const { device, threads, json = false, ...choices } = rest;
  if (resume && out !== undefined) await checkResumable(out, createOutput({ json }));
  const request = {
    ...{ data, out, resume, folds, fold, targetSensitivity },
    device: { device, threads },
    choices: trainingChoices(choices),
  };
  const trainAll = await trainAllBy(distribute);
  const { folder, summary } = await crossValidate(request, createOutput({ json }), trainAll);
  if (json) printJson({ folder: folder.path, report: summary && folder.report, ...summary });
}
