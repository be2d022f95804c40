import { ARCHITECTURE_NAMES } from '../architectures/architectures.js';
import type { SplitChoice } from '../dataset/split.js';
import { didYouMean } from '../did-you-mean.js';
import { UserError } from '../errors.js';
import type { RescaleName } from '../formats/rescale.js';
import type { ColorMode } from '../pictures/fit-pixels.js';

/** What a user may choose of a training; what is left out comes from the recipe. */
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
  checkName('--arch', choices.architecture, ARCHITECTURE_NAMES);
  checkName('--split', choices.split, SPLITS);
  checkName('--color-mode', choices.colorMode, COLOR_MODES);
  checkResumeFrom(choices);
  if (choices.rescale !== undefined && choices.resumeFrom === undefined)
    throw new UserError('--rescale says what a model of others does not: it goes with --resume-from MODEL');
  checkInteger('--epochs', choices.epochs, 1, 100_000);
  checkInteger('--batch-size', choices.batchSize, 1, 4096);
  checkInteger('--image-size', choices.imageSize, 32, 512);
  checkInteger('--seed', choices.seed, 0, 2 ** 32 - 1);
  checkBetween('--learning-rate', choices.learningRate, 0, 10);
  checkBetween('--validation-fraction', choices.validationFraction, 0, 1);
  if (choices.split === 'folders' && choices.validationFraction !== undefined) {
    throw new UserError('--split folders takes the folders of the data set; leave out --validation-fraction');
  }
  if (choices.splitFile !== undefined && (choices.split ?? choices.validationFraction) !== undefined) {
    throw new UserError(
      '--split-file says which cells validate; leave out --split and --validation-fraction',
    );
  }
}

function checkResumeFrom({ resumeFrom, architecture, weights, imageSize, colorMode }: TrainingChoices): void {
  if (resumeFrom === undefined) return;
  const taken = Object.entries({
    '--arch': architecture,
    '--weights': weights,
    '--image-size': imageSize,
    '--color-mode': colorMode,
  });
  const given = taken.filter(([, value]) => value !== undefined).map(([option]) => option);
  if (given.length === 0) return;
  throw new UserError(
    `--resume-from takes the network from ${resumeFrom}; leave out ${given.join(', ')}, or begin another network with its ` +
      'weights: --weights FILE instead of --resume-from',
  );
}

export function checkName<Name extends string>(
  option: string,
  value: string | undefined,
  names: readonly Name[],
): asserts value is Name | undefined {
  if (value === undefined || (names as readonly string[]).includes(value)) return;
  throw new UserError(
    `${option} "${value}" is unknown; choose one of ${names.join(', ')}${didYouMean(value, names)}`,
  );
}

export function checkInteger(option: string, value: number | undefined, low: number, high: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= low && value <= high)) return;
  throw new UserError(`${option} must be an integer from ${low} to ${high}. Received ${value}`);
}

function checkBetween(option: string, value: number | undefined, low: number, high: number): void {
  if (value === undefined || (value > low && value < high)) return;
  throw new UserError(`${option} must be above ${low} and below ${high}. Received ${value}`);
}

export function checkThreshold(value: number | undefined): void {
  if (value === undefined || (value >= 0 && value <= 1)) return;
  throw new UserError(`--threshold must be a probability from 0 to 1. Received ${value}`);
}

export function checkTargetSensitivity(value: number | undefined): void {
  if (value === undefined || (value > 0 && value <= 1)) return;
  throw new UserError(`--target-sensitivity must be above 0 and at most 1. Received ${value}`);
}
