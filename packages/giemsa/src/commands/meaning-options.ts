import { InvalidOption } from '@giemsa/core/internal/errors/kinds';
import { RESCALE_NAMES, type RescaleName } from '@giemsa/core/internal/formats/rescale';
import { type Command, Option } from 'commander';

/** `--classes a,b`: names in the order of the outputs. @throws UserError when there are fewer than two, or one comes twice */
function classNames(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.length > 1 && !names.includes('') && new Set(names).size === names.length) return names;
  throw new InvalidOption(
    'classes',
    text,
    `--classes must be two or more different names with commas between, such as Parasitized,Uninfected. Received "${text}"`,
  );
}

/** For the commands that read class folders. */
export const FOLDER_CLASSES = [
  '--classes <names>',
  'order of the class folders, such as healthy,malaria (default: alphabetical, as in Keras)',
  classNames,
] as const;

export const POSITIVE_CLASS = [
  '--positive-class <name>',
  'class of infected cells (default: recognised by its name)',
] as const;

/** `caffe` and `torch` are modes of Keras' `preprocess_input`. */
export const rescaleOption = (text: string): Option =>
  new Option('--rescale <how>', `${text} (default: what its file says, else 1/255)`).choices(RESCALE_NAMES);

/** Options for what a model's file does not say. */
export interface MeaningFlags {
  classes?: string[];
  positiveClass?: string;
  rescale?: RescaleName;
}

/** For the commands that take a model: what its file may not say. */
export const withMeaningOptions = (command: Command): Command =>
  command
    .option(
      '--classes <names>',
      'names of the model’s outputs, in order (default: those in its file)',
      classNames,
    )
    .option(...POSITIVE_CLASS)
    .addOption(rescaleOption('how pixels are scaled for a model of another program'));
