/** The folds of a new cross-validation were laid out. */
export interface FoldsPlannedEvent {
  readonly type: 'folds-planned';
  readonly folder: string;
  /** Cells that each fold keeps out, one number for each fold. */
  readonly heldOut: readonly number[];
  /** Whether folders of a ready-made split were merged for it. */
  readonly joinsSubsets: boolean;
}

/** The trainings of a sweep were laid out. */
export interface SweepPlannedEvent {
  readonly type: 'sweep-planned';
  readonly folder: string;
  readonly trainings: number;
}

/** One of several trainings begins in this process; what follows is about it. */
export interface NextTrainingEvent {
  readonly type: 'next-training';
  /** Such as `Fold 2 of 5`. */
  readonly name: string;
  /** Counted from 1. */
  readonly number: number;
  readonly of: number;
}

/** Trainings were given to workers elsewhere. */
export interface TrainingsSentEvent {
  readonly type: 'trainings-sent';
  readonly trainings: number;
}

/** A training that workers do has moved on. */
export interface TrainingStateEvent {
  readonly type: 'training-state';
  /** Such as `Fold 2 of 5`. */
  readonly name: string;
  readonly state: 'finished-before' | 'waiting' | 'running' | 'finished' | 'failed';
  /** Finished ones. */
  readonly epoch: number;
  readonly epochs: number;
  /** `val_accuracy` of the last epoch. */
  readonly accuracy?: number | undefined;
  /** The machine and process that trains. */
  readonly worker?: string | undefined;
  /** Of a failure, or how the last try ended. */
  readonly reason?: string | undefined;
}

/** What a group of trainings reports, besides the events of each. */
export type TrainingsEvent = NextTrainingEvent | TrainingsSentEvent | TrainingStateEvent;
