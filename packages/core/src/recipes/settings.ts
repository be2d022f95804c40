import { resolve } from 'node:path';
import type { LossConfig, Optimizer } from '@giemsa/nn';
import { type AugmentationConfig, changesNothing, NO_AUGMENTATION } from '../augment/augmentation.js';
import type { SplitChoice } from '../dataset/split.js';
import type { RescaleName } from '../formats/rescale.js';
import { RESIZE_RULES, type ResizeRule } from '../pictures/resize.js';
import { checkChoices, type TrainingChoices } from './choices.js';
import { fitsNamedWeights, isNamedWeights, type Recipe } from './recipe.js';
import { findRecipe } from './recipes.js';

/** Everything that determines the weights, except the data: a run is only resumed with the same settings. */
export interface TrainingSettingsRecord {
  readonly recipe: string;
  readonly architecture: string;
  readonly imageSize: number;
  readonly colorMode: 'rgb' | 'grayscale';
  /** How pictures are resized, where it is not bilinear with antialias. */
  readonly resizeRule?: ResizeRule;
  readonly rescaling: { readonly scale: number; readonly offset: number };
  readonly augmentation: AugmentationConfig;
  readonly augmentsValidation: boolean;
  /** `image` and `patient` as in the recipes; `folders` of the data set; `file` for a split file of the user's. */
  readonly split: SplitChoice | 'file';
  readonly splitFile: string | null;
  readonly validationFraction: number | null;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly loss: LossConfig;
  /** What a cell of the positive class counts in the loss; others count 1. */
  readonly positiveWeight: number;
  readonly emaMomentum: number | null;
  readonly globalClipnorm: number | null;
  readonly seed: number;
  /** The order of the class folders, where it was given. */
  readonly classes?: readonly string[];
  /** What is done to pixels before the model of `resumeFrom`, where it was given. */
  readonly rescale?: RescaleName;
  /** The class of infected cells, where it was given. */
  readonly positiveClass?: string;
  /** The list of cells that do not train, by its full path. */
  readonly exclude: string | null;
  /** The list of cells that train with another label, by its full path, where it was given. */
  readonly relabel?: string;
  /** Where the initial weights come from: a name, a file, or null for random ones. */
  readonly weights: string | null;
  /** A model file whose network and weights are trained on, in place of `architecture` and `weights`. */
  readonly resumeFrom: string | null;
  /** For each epoch the stage up to which the network is frozen, or null for none; the last holds for those after it. */
  readonly freeze: readonly (string | null)[];
  /** What the learning rate is multiplied by in the stages that came with weights. */
  readonly learningRateMultipliers: Readonly<Record<string, number>>;
}

/**
 * A recipe with the user's choices in place of its own.
 * @throws UserError on an unknown name or a value out of range
 */
export function resolveSettings(choices: TrainingChoices): TrainingSettingsRecord {
  const recipe = findRecipe(choices.recipe ?? 'fast');
  checkChoices(choices);
  const { splitFile } = choices;
  const architecture = choices.architecture ?? recipe.architecture;
  // Another network than the recipe's begins with random weights where the recipe's do not fit it.
  const recipeWeights = fitsNamedWeights(architecture) ? recipe.weights : undefined;
  const weights = choices.resumeFrom === undefined ? resolveWeights(choices.weights ?? recipeWeights) : null;
  // Random weights are not worth keeping.
  const isTrained = weights !== null || choices.resumeFrom !== undefined;
  const recipeFreeze = (isTrained && recipe.freeze) || [];
  return {
    recipe: recipe.name,
    architecture,
    imageSize: choices.imageSize ?? recipe.imageSize,
    colorMode: (choices.colorMode as Recipe['colorMode'] | undefined) ?? recipe.colorMode,
    ...(recipe.interpolation && { resizeRule: RESIZE_RULES[recipe.interpolation] }),
    rescaling: recipe.rescaling,
    augmentation: choices.augmentation === false ? NO_AUGMENTATION : recipe.augmentation,
    augmentsValidation: recipe.augmentsValidation,
    split: splitFile === undefined ? ((choices.split as SplitChoice | undefined) ?? recipe.split) : 'file',
    splitFile: splitFile ?? null,
    validationFraction:
      splitFile === undefined && choices.split !== 'folders'
        ? (choices.validationFraction ?? recipe.validationFraction)
        : null,
    epochs: choices.epochs ?? recipe.epochs,
    batchSize: choices.batchSize ?? recipe.batchSize,
    learningRate: choices.learningRate ?? recipe.learningRate,
    loss: recipe.loss,
    positiveWeight: recipe.positiveWeight ?? 1,
    emaMomentum: recipe.emaMomentum ?? null,
    globalClipnorm: recipe.globalClipnorm ?? null,
    seed: choices.seed ?? 0,
    ...(choices.classes && { classes: choices.classes }),
    ...(choices.rescale && { rescale: choices.rescale }),
    ...(choices.positiveClass !== undefined && { positiveClass: choices.positiveClass }),
    exclude: choices.exclude === undefined ? null : resolve(choices.exclude),
    ...(choices.relabel !== undefined && { relabel: resolve(choices.relabel) }),
    weights,
    resumeFrom: choices.resumeFrom === undefined ? null : resolve(choices.resumeFrom),
    freeze: choices.freeze === undefined ? recipeFreeze : parseFreeze(choices.freeze),
    learningRateMultipliers: recipe.learningRateMultipliers ?? {},
  };
}

/** `conv4,conv2,none`: the first epoch freezes up to conv4, the second up to conv2, all others nothing. */
const parseFreeze = (stages: string): (string | null)[] =>
  stages.split(',').map((stage) => (stage.trim() === 'none' ? null : stage.trim()));

/** Files by their full path, so that a run can be resumed from another folder. */
function resolveWeights(weights = 'none'): string | null {
  if (weights === 'none') return null;
  return isNamedWeights(weights) ? weights : resolve(weights);
}

/** The optimizer of a run, with a schedule for its length. */
export function createOptimizer(settings: TrainingSettingsRecord, trainingCells: number): Optimizer {
  const { epochs, batchSize, learningRate } = settings;
  const stepsPerEpoch = Math.ceil(trainingCells / Math.min(batchSize, trainingCells));
  return findRecipe(settings.recipe).optimizer({ learningRate, epochs, stepsPerEpoch });
}

/** The choices that lead to these settings: a resumed run uses them unless the user says otherwise. */
export function choicesOf(settings: TrainingSettingsRecord): TrainingChoices {
  const { recipe, architecture, split, splitFile, validationFraction, colorMode, weights } = settings;
  const { epochs, batchSize, imageSize, learningRate, seed, resumeFrom, freeze, augmentation } = settings;
  const { classes, positiveClass, rescale } = settings;
  return {
    ...{ recipe, epochs, batchSize, learningRate, seed, augmentation: !changesNothing(augmentation) },
    ...(resumeFrom === null
      ? { architecture, colorMode, imageSize, weights: weights ?? 'none' }
      : { resumeFrom }),
    ...(classes && { classes }),
    ...(rescale && { rescale }),
    ...(positiveClass !== undefined && { positiveClass }),
    ...(settings.exclude !== null && { exclude: settings.exclude }),
    ...(settings.relabel !== undefined && { relabel: settings.relabel }),
    ...(freeze.length > 0 && { freeze: freeze.map((stage) => stage ?? 'none').join() }),
    ...(splitFile === null ? { split } : { splitFile }),
    ...(validationFraction !== null && { validationFraction }),
  };
}
