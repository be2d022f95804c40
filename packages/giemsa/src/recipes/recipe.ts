import type { LossConfig, Optimizer } from '@giemsa/nn';
import type { ArchitectureName } from '../architectures/architectures.js';
import type { AugmentationConfig } from '../augment/augmentation.js';
import type { SplitKind } from '../dataset/split.js';

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
  /** What the network computes from a byte: `byte · scale + offset`. */
  readonly rescaling: { readonly scale: number; readonly offset: number };
  readonly augmentation: AugmentationConfig;
  /** The tutorial's generator also augments the validation images. */
  readonly augmentsValidation: boolean;
  readonly split: SplitKind;
  /** Share of the cells that validate, in (0, 1). */
  readonly validationFraction: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly loss: LossConfig;
  /** The highest learning rate that the schedule reaches. */
  readonly learningRate: number;
  readonly optimizer: (plan: OptimizerPlan) => Optimizer;
  readonly emaMomentum?: number;
  readonly globalClipnorm?: number;
  /** Initial weights that the recipe is made for: `imagenet`. Random ones when left out. */
  readonly weights?: 'imagenet';
  /**
   * Gradual unfreezing: for each epoch the stage up to which the network is frozen, or null for none; the last holds
   * for those after it.
   */
  readonly freeze?: readonly (string | null)[];
  /** What the learning rate is multiplied by, by stage (`conv2`: all layers whose name begins with `conv2_`). */
  readonly learningRateMultipliers?: Readonly<Record<string, number>>;
}
