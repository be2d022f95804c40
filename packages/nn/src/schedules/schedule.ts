import type { MonitoredLogs, MonitoredName, MonitorMode } from '../metrics/monitor.js';

/** What a checkpoint stores of a schedule; `getSchedule` makes the schedule again from it. */
export type ScheduleConfig =
  | { readonly name: 'constant'; readonly learningRate: number }
  | ({ readonly name: 'cosineDecay' } & CosineDecayOptions)
  | ({ readonly name: 'oneCycle' } & OneCycleOptions)
  | ({ readonly name: 'reduceOnPlateau' } & ReduceOnPlateauOptions);

/** The learning rate over the course of training. */
export interface Schedule {
  /** The learning rate of an optimizer step, counted from 0. */
  learningRate(step: number): number;
  /** Told the logs of each finished epoch by schedules that react to them. */
  onEpochEnd?(logs: MonitoredLogs): void;
  /** What must be stored, as JSON, for a resumed run to continue alike. */
  getState?(): unknown;
  /** Gives back what `getState` gave. */
  setState?(state: unknown): void;
  readonly config: ScheduleConfig;
}

/** Arguments of Keras' `CosineDecay`. */
export interface CosineDecayOptions {
  /** Where the warm-up starts; without one, where the decay starts. */
  readonly initialLearningRate: number;
  /** How many steps the decay takes, after the warm-up. */
  readonly decaySteps: number;
  /** The last learning rate as a share of the highest; 0 by default. */
  readonly alpha?: number;
  /** The learning rate that the warm-up ends with; left out, there is no warm-up. */
  readonly warmupTarget?: number;
  readonly warmupSteps?: number;
}

/** Arguments of PyTorch's `OneCycleLR`. */
export interface OneCycleOptions {
  readonly maxLearningRate: number;
  readonly totalSteps: number;
  /** The share of the steps in which the learning rate rises; 0.3 by default. */
  readonly pctStart?: number;
  /** The first learning rate is `maxLearningRate / divFactor`; 25 by default. */
  readonly divFactor?: number;
  /** The last learning rate is the first one divided by `finalDivFactor`; 1e4 by default. */
  readonly finalDivFactor?: number;
}

/** Arguments of Keras' `ReduceLROnPlateau`. */
export interface ReduceOnPlateauOptions {
  /** The learning rate before any reduction. */
  readonly learningRate: number;
  /** The name of the watched number in the epoch's logs; `val_loss` by default. */
  readonly monitor?: MonitoredName;
  /** The learning rate is multiplied by it, below 1; 0.1 by default. */
  readonly factor?: number;
  /** After how many epochs without improvement; 10 by default. */
  readonly patience?: number;
  /** `auto` (the default): higher is better for an accuracy, lower for all else. */
  readonly mode?: MonitorMode;
  /** Smaller changes count as none; 1e-4 by default. */
  readonly minDelta?: number;
  /** How many epochs after a reduction are not counted; 0 by default. */
  readonly cooldown?: number;
  /** 0 by default. */
  readonly minLearningRate?: number;
}

/** @throws RangeError naming the option when `value` is not a number above 0. */
export function requirePositive(schedule: string, option: string, value: number): void {
  if (value > 0 && Number.isFinite(value)) return;
  throw new RangeError(`${schedule}: ${option} must be a number above 0, got ${value}.`);
}
