import { ARCHITECTURE_NAMES } from '../architectures/architectures.js';
import type { SplitChoice } from '../dataset/split.js';
import { checkBetween, checkInteger, checkName } from '../errors/check-option.js';
import { ConflictingOptions, MissingOption } from '../errors/kinds.js';
import { option, optionList, text } from '../errors/text.js';
import type { RescaleName } from '../formats/rescale.js';
import type { ColorMode } from '../pictures/fit-pixels.js';

/** The user's choices for a training; anything left out comes from the recipe. */
export interface TrainingChoices {
  readonly recipe?: string | undefined;
  readonly architecture?: string | undefined;
  readonly split?: string | undefined;
  /** A split file to train by; in place of `split` and `validationFraction`. */
  readonly splitFile?: string | undefined;
  /** In (0, 1). */
  readonly validationFraction?: number | undefined;
  readonly epochs?: number | undefined;
  readonly batchSize?: number | undefined;
  /** Rows and columns, 32 to 512. */
  readonly imageSize?: number | undefined;
  readonly learningRate?: number | undefined;
  readonly seed?: number | undefined;
  readonly colorMode?: string | undefined;
  /** The class folders in the order that the outputs follow; code-point order when left out. */
  readonly classes?: readonly string[] | undefined;
  /** What is done to pixels before the model of a file that does not say it, with `resumeFrom`. */
  readonly rescale?: RescaleName | undefined;
  /** Name of the class of infected cells; by the classes' names when left out. */
  readonly positiveClass?: string | undefined;
  /** A list of cells that do not train; figures are given with them and without. */
  readonly exclude?: string | undefined;
  /** A list of cells that train with another label; figures are given with the labels as they are and with these. */
  readonly relabel?: string | undefined;
  /** `imagenet`, `drawn-cells`, `none`, a Keras weights file, or a model of giemsa's. */
  readonly weights?: string | undefined;
  /** A run folder or model file whose network and weights are trained on; in place of `architecture` and `weights`. */
  readonly resumeFrom?: string | undefined;
  /** Stages to freeze up to, one for each epoch, by commas; `none` for no stage. The last holds for all epochs after it. */
  readonly freeze?: string | undefined;
  /** False leaves the recipe's augmentation out. */
  readonly augmentation?: boolean | undefined;
}

const SPLITS: readonly SplitChoice[] = ['image', 'patient', 'folders'];
const COLOR_MODES: readonly ColorMode[] = ['rgb', 'grayscale'];

/** @throws UserError that names the option, the value and what is allowed */
export function checkChoices(choices: TrainingChoices): void {
  checkName('architecture', choices.architecture, ARCHITECTURE_NAMES);
  checkName('split', choices.split, SPLITS);
  checkName('colorMode', choices.colorMode, COLOR_MODES);
  checkResumeFrom(choices);
  if (choices.rescale !== undefined && choices.resumeFrom === undefined)
    throw new MissingOption(
      'resumeFrom',
      text`${option('rescale')} is for models of other programs: it goes with ${option('resumeFrom')} MODEL`,
    );
  checkInteger('epochs', choices.epochs, 1, 100_000);
  checkInteger('batchSize', choices.batchSize, 1, 4096);
  checkInteger('imageSize', choices.imageSize, 32, 512);
  checkInteger('seed', choices.seed, 0, 2 ** 32 - 1);
  checkBetween('learningRate', choices.learningRate, 0, 10);
  checkBetween('validationFraction', choices.validationFraction, 0, 1);
  if (choices.split === 'folders' && choices.validationFraction !== undefined) {
    throw new ConflictingOptions(
      ['split', 'validationFraction'],
      text`${option('split')} folders uses the folders of the data set; leave out ${option('validationFraction')}`,
    );
  }
  if (choices.splitFile !== undefined && (choices.split ?? choices.validationFraction) !== undefined) {
    throw new ConflictingOptions(
      ['splitFile', 'split', 'validationFraction'],
      text`${option('splitFile')} says which cells validate; leave out ${option('split')} and ${option('validationFraction')}`,
    );
  }
}

function checkResumeFrom({ resumeFrom, architecture, weights, imageSize, colorMode }: TrainingChoices): void {
  if (resumeFrom === undefined) return;
  const taken = Object.entries({
    architecture,
    weights,
    imageSize,
    colorMode,
  });
  const given = taken.filter(([, value]) => value !== undefined).map(([name]) => name);
  if (given.length === 0) return;
  throw new ConflictingOptions(
    ['resumeFrom', ...given],
    [
      text`${option('resumeFrom')} takes the network from ${resumeFrom}; leave out ${optionList(given)}, or start another network from its `,
      text`weights: ${option('weights')} FILE instead of ${option('resumeFrom')}`,
    ],
  );
}
