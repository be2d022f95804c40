/** Something that makes figures worse or less meaningful than they could be, or that hinders the work. */
export type WarningEvent = { readonly type: 'warning' } & Warning;

/** What a {@link WarningEvent} is about. */
export type Warning =
  /** The threshold is the model's own, for cells cut out by others, and was never measured on whole fields. */
  | { readonly about: 'threshold-not-measured' }
  /** A calibration holds for its own threshold only, and another one is used. */
  | { readonly about: 'calibration-not-used'; readonly threshold: number }
  /** The threshold was chosen on the cells that it is evaluated on. */
  | { readonly about: 'threshold-chosen-on-these-cells'; readonly threshold: number }
  | TrainedOnThese
  | ClassesReversed
  /** Decoded pictures are used, but could not be cached for the next time. */
  | { readonly about: 'cache-not-written'; readonly path: string; readonly reason: string }
  | ListedCellsMissing
  /** A checkpoint of the run is damaged; an older one is used. */
  | { readonly about: 'damaged-checkpoint'; readonly reason: string }
  /** Trainings wait for workers, and none is there. */
  | { readonly about: 'no-worker' }
  /** The database of the workers does not answer; it is asked again. */
  | { readonly about: 'database-away'; readonly reason: string }
  /** The queue of the workers' database had an error of its own. */
  | { readonly about: 'queue-error'; readonly reason: string };

/** A model is evaluated on cells that it was trained on, which flatters it. */
export interface TrainedOnThese {
  readonly about: 'trained-on-these-cells';
  /** Cells that it is evaluated on. */
  readonly cells: number;
  /** How many of them it was trained on; left out where only that it was trained on some is known. */
  readonly trained?: number;
  /** The split that tells them apart; left out where several models answer together. */
  readonly splitFile?: string;
}

/** The model ranks the cells the wrong way round: its classes are probably swapped. */
export interface ClassesReversed {
  readonly about: 'classes-reversed';
  readonly auc: number;
  /** In the order that was taken. */
  readonly classes: readonly string[];
  /** Whether the model's file says that order itself. */
  readonly saidByFile: boolean;
}

/** A list of cells, such as those to exclude, names cells that the data set does not have; the others are used. */
export interface ListedCellsMissing {
  readonly about: 'listed-cells-missing';
  /** The list's path. */
  readonly list: string;
  readonly listed: number;
  readonly missing: number;
  /** One of them. */
  readonly first: string;
}
