import type { BatchLogs, EpochLogs, SessionKind } from '@giemsa/nn';
import type { Metrics } from '../metrics/metrics-schema.js';

/** The network that is trained was built. */
export interface NetworkBuiltEvent {
  readonly type: 'network-built';
  readonly name: string;
  readonly layers: number;
  readonly parameters: { readonly total: number; readonly trainable: number; readonly nonTrainable: number };
  /** The table of its layers, as Keras' `summary` gives it. */
  readonly summary: string;
}

/** What computes the training, and how its results come back. */
export interface SessionChosenEvent {
  readonly type: 'session-chosen';
  readonly device: string;
  readonly kind: SessionKind;
  /** Why it is not `c-api`, which is the faster one. */
  readonly reason?: string;
}

/** A training begins to write into its run folder. */
export interface RunStartedEvent {
  readonly type: 'run-started';
  readonly folder: string;
  /** Whether it continues with what is there. */
  readonly resumed: boolean;
}

/** There is nothing left to train in a run folder. */
export interface RunFinishedBeforeEvent {
  readonly type: 'run-finished-before';
  readonly folder: string;
  readonly epochs: number;
  readonly report: string;
}

/** From here on what is finished is kept if the process is ended: the same call with `resume` continues. */
export interface ResumableEvent {
  readonly type: 'resumable';
  readonly what: 'training' | 'cross-validation' | 'sweep';
  /** For `out`. */
  readonly folder: string;
}

/** The network took weights from a file, layer by layer. */
export interface WeightsLoadedEvent {
  readonly type: 'weights-loaded';
  readonly file: string;
  /** Name of the network. */
  readonly network: string;
  /** How many layers took weights. */
  readonly loaded: number;
  /** Layers whose shapes differ from the file's. */
  readonly skipped: readonly {
    readonly layer: string;
    readonly expected: string;
    readonly found: string;
  }[];
  /** Layers that the file does not have, which stay random. */
  readonly missing: readonly string[];
}

/** The network begins with random weights, although its recipe names others. */
export interface WeightsNotUsedEvent {
  readonly type: 'weights-not-used';
  /** The weights of the recipe. */
  readonly weights: string;
  readonly architecture: string;
  /** Whether they are for this architecture, so that the choice was the caller's. */
  readonly fits: boolean;
}

/** Where a training stands after a batch, of training or of validation. It comes often. */
export interface EpochProgressEvent extends BatchLogs {
  readonly type: 'epoch-progress';
}

/** An epoch has ended. */
export interface EpochEvent {
  readonly type: 'epoch';
  /** Counted from 0, as in Keras. */
  readonly epoch: number;
  readonly epochs: number;
  /** Its numbers, by the names of `history.csv`. */
  readonly logs: EpochLogs;
}

/** A training has ended, and its run folder is complete. */
export interface TrainedEvent {
  readonly type: 'trained';
  readonly folder: string;
  readonly report: string;
  readonly epochs: number;
  /** Time spent on the epochs. */
  readonly seconds: number;
  /** Of patients that the temperature was not fitted on; left out where none could be fitted. */
  readonly expectedCalibrationError?: number;
  /** What of the calibration was left out, and why. */
  readonly leftOut: readonly string[];
  /** Of the validation cells. */
  readonly metrics: Metrics;
}

/** What one training reports. */
export type TrainingEvent =
  | NetworkBuiltEvent
  | SessionChosenEvent
  | RunStartedEvent
  | RunFinishedBeforeEvent
  | ResumableEvent
  | WeightsLoadedEvent
  | WeightsNotUsedEvent
  | EpochProgressEvent
  | EpochEvent
  | TrainedEvent;
