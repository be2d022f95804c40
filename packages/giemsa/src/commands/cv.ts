import { crossValidate } from '@giemsa/core/internal/training/cross-validate';
import { Command } from 'commander';
import { describeCv } from '../terminal/describe-cv.js';
import { noteHidden } from '../terminal/note-shipped.js';
import { createOutput } from '../terminal/output.js';
import { tellingEvents } from '../terminal/tell-events.js';
import { warnOfNewFolder } from '../terminal/warn-of-new-folder.js';
import { DISTRIBUTE, trainAllBy } from './distributed.js';
import { examples } from './examples.js';
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

/** Options of `train` that choose the validation cells; here the folds do that. */
const NOT_HERE = ['--split', '--split-file', '--validation-fraction', '--out', '--resume', '--sweep'];

export function register(program: Command): void {
  const command = program
    .command('cv')
    .summary('cross-validation by patient')
    .description(
      'Cross-validation by patient: trains one model per fold on the patients of the other folds, and reports figures for patients ' +
        'never seen, beside published figures. Each fold is a run folder. --resume continues after a stop.',
    )
    .argument('<dir>', 'folder with one folder of images per class')
    .option('--folds <number>', 'number of folds (default: 5)', numberOption('--folds'))
    .option('--fold <number>', 'train only this fold, counted from 1', numberOption('--fold'))
    .option('--out <folder>', 'folder of the cross-validation (default: a new one under runs/)')
    .option('--resume', 'continue the cross-validation in --out; finished folds are kept')
    .option(...DISTRIBUTE);
  for (const option of trainingOptions()) {
    const isTaken = command.options.some(({ long }) => long === option.long);
    if (!isTaken && !NOT_HERE.includes(option.long!)) command.addOption(option);
  }
  command
    .addHelpText(
      'after',
      examples('cv cells --recipe best --out cv', 'cv cells --out cv --resume', 'cv cells --fold 2 --out cv'),
    )
    .action(run);
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
  const output = createOutput({ json });
  if (resume && out !== undefined) await warnOfNewFolder(output, out);
  const request = {
    ...{ data, out, resume, folds, fold, targetSensitivity },
    device: { device, threads },
    choices: trainingChoices(choices),
  };
  await noteHidden(output, [request.choices.resumeFrom, request.choices.weights]);
  const trainAll = await trainAllBy(distribute);
  const result = await tellingEvents(output, (onEvent) => crossValidate({ ...request, onEvent }, trainAll));
  output.say(...describeCv(result, data));
  const { folder, summary } = result;
  if (json) printJson({ folder: folder.path, report: summary && folder.report, ...summary });
}
