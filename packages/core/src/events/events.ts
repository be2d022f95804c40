/** A model, as far as what its answers rest on is to be told. */
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

/** What takes a while, and what is counted of it. */
export type Task =
  | 'decoding cells'
  | 'searching for duplicates'
  | 'looking for odd pictures'
  | 'counting fields';

/** How far a task is. It comes often; the last one of a task that ends well has `done` equal to `total`. */
export interface ProgressEvent {
  readonly type: 'progress';
  readonly task: Task;
  readonly done: number;
  readonly total: number;
}

/** A model was opened; what its answers rest on, where its file does not say it all. */
export interface ModelOpenedEvent {
  readonly type: 'model-opened';
  readonly models: readonly ModelFacts[];
}

/** What was given and is not used, with the reasons. */
export interface LeftOutEvent {
  readonly type: 'left-out';
  readonly reasons: readonly string[];
}

/** Something that makes figures worse than they could be, or say less. */
export type WarningEvent =
  /** The threshold is the model's own, for cells cut out by others, and was never measured on whole fields. */
  | { readonly type: 'warning'; readonly about: 'threshold-not-measured' }
  /** A calibration holds for its own threshold only, and another one is used. */
  | { readonly type: 'warning'; readonly about: 'calibration-not-used'; readonly threshold: number };

/** What the library tells of while it works. It prints nothing: the listener decides what becomes of it. */
export type GiemsaEvent = ProgressEvent | ModelOpenedEvent | LeftOutEvent | WarningEvent;

/** Is called while a function works, in the order of things. It must not throw. */
export type OnEvent = (event: GiemsaEvent) => void;
