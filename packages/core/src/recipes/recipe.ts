import type { LossConfig, Optimizer } from '@giemsa/nn';
import type { ArchitectureName } from '../architectures/architectures.js';
import type { AugmentationConfig } from '../augment/augmentation.js';
import type { SplitKind } from '../dataset/split.js';
import type { Interpolation } from '../pictures/resize.js';

/**
 * Initial weights that giemsa knows by name: those of Keras' ImageNet file, which is fetched, and those that ship, of a
 * network that was trained on from ImageNet's and has seen no cells but drawn ones.
 */
export const NAMED_WEIGHTS = ['imagenet', 'drawn-cells'] as const;
export type NamedWeights = (typeof NAMED_WEIGHTS)[number];

export const isNamedWeights = (name: string): name is NamedWeights =>
  (NAMED_WEIGHTS as readonly string[]).includes(name);

/** Whether an architecture has the layers that these weights are for. */
export const fitsNamedWeights = (architecture: string): boolean => architecture.startsWith('resnet50v2');

/** What an optimizer and its schedule depend on. */
export interface OptimizerPlan {
  /** The recipe's, or the user's. */
  readonly learningRate: number;
  readonly epochs: number;
  readonly stepsPerEpoch: number;
}

/** Named settings of a training; each can be overridden on the command line. */
export interface Recipe {
  readonly name: string;
  /** One line for `--help` and reports. */
  readonly description: string;
  readonly architecture: ArchitectureName;
  /** Rows and columns that cells are resized to. */
  readonly imageSize: number;
  readonly colorMode: 'rgb' | 'grayscale';
  /** How cells are resized. Default `bilinear`, with antialias. */
  readonly interpolation?: Interpolation;
  /** What the network computes from a byte: `byte · scale + offset`. */
  readonly rescaling: { readonly scale: number; readonly offset: number };
  readonly augmentation: AugmentationConfig;
  /** The tutorial's generator also augments the validation images. */
  readonly augmentsValidation: boolean;
  readonly split: SplitKind;
  /** Share of the cells used for validation, in (0, 1). */
  readonly validationFraction: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly loss: LossConfig;
  /** The highest learning rate that the schedule reaches. */
  readonly learningRate: number;
  /**
   * How much a cell of the positive class counts in the loss, where the other class counts 1; with three
   * classes or more all count 1. Default 1. In patients never seen, parasites look less like those of the
   * training, so models miss infected cells more often than they call healthy ones infected.
   */
  readonly positiveWeight?: number;
  /** Makes the optimizer with its schedule. */
  readonly optimizer: (plan: OptimizerPlan) => Optimizer;
  readonly emaMomentum?: number;
  readonly globalClipnorm?: number;
  /** Initial weights that the recipe is made for. Random ones when left out. */
  readonly weights?: NamedWeights;
  /**
   * Gradual unfreezing: for each epoch the stage up to which the network is frozen, or null for none; the last holds
   * for those after it.
   */
  readonly freeze?: readonly (string | null)[];
  /** What the learning rate is multiplied by, by stage (`conv2`: all layers whose name begins with `conv2_`). */
  readonly learningRateMultipliers?: Readonly<Record<string, number>>;
}
