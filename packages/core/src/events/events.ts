import type { CellsChosenEvent, DataReadEvent, SplitEvent } from './data-events.js';
import type { EvaluatedEvent, EvaluationStartedEvent, ReportWrittenEvent } from './evaluation-events.js';
import type { FoldsPlannedEvent, SweepPlannedEvent, TrainingsEvent } from './plan-events.js';
import type { TrainingEvent } from './training-events.js';
import type { WarningEvent } from './warnings.js';

/** What to report about a model: what its answers are based on. */
export interface ModelFacts {
  readonly path: string;
  readonly meaning?:
    | readonly {
        readonly what: string;
        readonly value: string;
        readonly source: 'file' | 'given' | 'assumed' | 'name';
        /** The option that says it, where it was assumed. */
        readonly option?: string | undefined;
      }[]
    | undefined;
  /** Why the file could not be checked for damage; left out where it was. */
  readonly unchecked?: string | undefined;
}

/** Tasks that take a while, and what is counted. */
export type Task =
  | 'decoding cells'
  | 'searching for duplicates'
  | 'looking for odd pictures'
  | 'counting fields'
  | 'checking fields'
  | 'predicting pictures';

/** How far a task is. It comes often; the last one of a task that ends well has `done` equal to `total`. */
export interface ProgressEvent {
  readonly type: 'progress';
  readonly task: Task;
  readonly done: number;
  readonly total: number;
}

/** How far the download of starting weights is. It comes often. */
export interface DownloadEvent {
  readonly type: 'download';
  /** Name of the weights, such as `imagenet`. */
  readonly weights: string;
  /** Bytes on disk. */
  readonly done: number;
  /** Bytes of the whole file, where the server tells. */
  readonly total: number | undefined;
}

/** A model was opened. Says what its answers are based on, if its file does not say all of it. */
export interface ModelOpenedEvent {
  readonly type: 'model-opened';
  readonly models: readonly ModelFacts[];
}

/** What was given and is not used, with the reasons. */
export interface LeftOutEvent {
  readonly type: 'left-out';
  readonly reasons: readonly string[];
}

/**
 * What the library reports while it works, as data. It prints nothing: the listener decides what becomes of it. All of it can
 * be sent to another process as JSON.
 */
export type GiemsaEvent =
  | ProgressEvent
  | DownloadEvent
  | ModelOpenedEvent
  | LeftOutEvent
  | DataReadEvent
  | SplitEvent
  | CellsChosenEvent
  | TrainingEvent
  | FoldsPlannedEvent
  | SweepPlannedEvent
  | TrainingsEvent
  | EvaluationStartedEvent
  | EvaluatedEvent
  | ReportWrittenEvent
  | WarningEvent;

/** Is called while a function works, in the order of things. It must not throw. */
export type OnEvent = (event: GiemsaEvent) => void;
