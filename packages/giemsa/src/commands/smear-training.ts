import { counted } from '@giemsa/core/internal/counted';
import { inSnakeCase } from '@giemsa/core/internal/files/snake-case';
import { writeTrainingSet } from '@giemsa/core/internal/smear/training-set';
import { writeCrops } from '@giemsa/core/internal/smear/write-crops';
import type { Command } from 'commander';
import { createOutput } from '../terminal/output.js';
import { showProgress } from '../terminal/progress.js';
import { examples } from './examples.js';
import { LABEL_AS, LABELLED_FIELDS } from './label-options.js';
import { numberOption, printJson } from './parse.js';

/** Adds `smear crops` and `smear training-set`: cells of fields to train on. */
export function registerTraining(smear: Command): void {
  smear
    .command('crops')
    .summary('cut cells out of labelled fields, for training')
    .description(
      'Cuts the cells out of labelled fields, exactly as smear gives them to its model, into one folder per class. Their names use ' +
        'the field as the patient, so that no field is in both parts of a split.',
    )
    .argument('<fields>', LABELLED_FIELDS)
    .argument('<out>', 'folder to write; must be new')
    .option(...LABEL_AS)
    .option('--half <name>', 'only the first or the second half of the fields: first, second')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('smear crops fields crops', 'smear crops fields crops --half first'))
    .action(async (fields: string, out: string, _own: unknown, command: Command) =>
      crops(fields, out, command.optsWithGlobals()),
    );
  smear
    .command('training-set')
    .summary('combine cells and crops in one folder, for training')
    .description(
      'Combines cells and crops of fields in one folder, to train a model for smears. The folder holds links: the files must stay where they are.',
    )
    .argument('<cells>', 'folder with Parasitized/ and Uninfected/, such as the NIH cells')
    .argument('<crops>', 'folder written by smear crops')
    .argument('<out>', 'folder to write; must be new')
    .option('--every <number>', 'take only every Nth of the cells', numberOption('--every'), 1)
    .option('--repeat <number>', 'how often each infected crop is repeated', numberOption('--repeat'), 10)
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('smear training-set cells crops set --every 4 --repeat 10'))
    .action(async (cells: string, cut: string, out: string, _own: unknown, command: Command) =>
      trainingSet({ cells, crops: cut, out }, command.optsWithGlobals()),
    );
}

/** Keys below these are the types of the labels. */
const COUNTS_BY_TYPE = ['written', 'notFound'];

async function crops(
  fields: string,
  out: string,
  { half, labelAs, json = false }: { half?: string; labelAs?: string[]; json?: boolean },
): Promise<void> {
  const progress = showProgress('cutting', 'fields');
  const result = await writeCrops({ fields, out, half, labelAs }, progress.update).finally(() =>
    progress.stop(),
  );
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([type, count]) => `${type} ${count}`)
      .join(', ') || 'none';
  if (json) return printJson(inSnakeCase({ directory: out, ...result }, COUNTS_BY_TYPE));
  createOutput().say(
    ...result.leftOut.map((reason) => `Left out: ${reason}`),
    `${out}: cells of ${counted(result.fields, 'field')}, in Parasitized/ and Uninfected/`,
    `Written: ${list(result.written)}`,
    `Labelled, but not found as whole cells: ${list(result.notFound)}`,
  );
}

interface SetOptions {
  every: number;
  repeat: number;
  json?: boolean;
}

async function trainingSet(
  folders: { cells: string; crops: string; out: string },
  { every, repeat, json = false }: SetOptions,
): Promise<void> {
  const classes = await writeTrainingSet({ ...folders, every, repeat });
  if (json) return printJson({ directory: folders.out, classes });
  createOutput().say(
    ...classes.map(({ name, cells: own, crops: taken, copies }) => {
      const often = copies > 1 ? `, each ${copies} times` : '';
      return `${name}: ${counted(own, 'cell')}, ${counted(taken, 'crop')}${often}`;
    }),
  );
}
