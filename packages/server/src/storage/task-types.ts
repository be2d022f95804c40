import type { TrainingChoices } from '@giemsa/core/internal/recipes/choices';
import type { FieldRule } from '@giemsa/core/smear';

/** A batch that a task takes its fields from. */
export interface TaskBatch {
  readonly id: string;
  readonly name: string;
}

/** The model that a task begins with. */
export interface TaskModel {
  readonly id: string;
  readonly sha256: string;
}

/** What is done apart, and may take long. */
export type TaskRequest = AdoptTask | CalibrateTask | TrainTask | CompareTask;

/** Adapts a model on the corrected fields of some batches. */
export interface AdoptTask {
  readonly kind: 'adopt';
  readonly batches: readonly TaskBatch[];
  readonly model: TaskModel;
  /** The folder of runs, as all machines see it. */
  readonly runs: string;
  /** Name of the folder in it. */
  readonly name: string;
}

/** Measures a microscope on the fields of patients without malaria. */
export interface CalibrateTask {
  readonly kind: 'calibrate';
  readonly batches: readonly TaskBatch[];
  readonly model: TaskModel;
  readonly microscope: string;
  readonly falseAlarmsPer1000: number;
  readonly accept?: readonly FieldRule[] | undefined;
}

/** What a training learns from. */
export type TrainingData =
  /** One of the folders that the server was started with. */
  | { readonly kind: 'folder'; readonly folder: string }
  /** Pictures that were uploaded in folders of their classes. */
  | { readonly kind: 'set'; readonly id: string; readonly name: string }
  /** Single cells with what persons said of them. */
  | { readonly kind: 'batches'; readonly batches: readonly TaskBatch[] };

/** A training: what its run folder is, and what is in it. */
interface OfRun {
  /** The folder of runs, as all machines see it. */
  readonly runs: string;
  /** Name of the run folder in it. */
  readonly name: string;
  readonly data: TrainingData;
}

/** Trains a model; what it has learned stays when it is stopped. */
export interface TrainTask extends OfRun {
  readonly kind: 'train';
  readonly choices: TrainingChoices;
  /** The model that is trained further, in place of new weights. */
  readonly from?: TaskModel | undefined;
}

/** Compares a model with that of a finished training, on the cells that the training held out. */
export interface CompareTask extends OfRun {
  readonly kind: 'compare';
  readonly model: TaskModel;
}

/** Tasks of one training. */
export type RunTask = TrainTask | CompareTask;

/** The steps of adoptions and calibrations, in their order. */
export const TASK_STEPS = ['collecting', 'counting', 'preparing', 'training', 'comparing'] as const;

/** The steps of trainings and comparisons, in their order. */
export const RUN_STEPS = ['collecting', 'reading', 'training', 'evaluating', 'comparing'] as const;

/** How far a task is. */
export interface TaskProgress {
  readonly step: (typeof TASK_STEPS | typeof RUN_STEPS)[number];
  readonly done: number;
  /** 0 where it is not known. */
  readonly total: number;
  /** Of this step; null as long as it cannot be told. */
  readonly secondsLeft: number | null;
}
