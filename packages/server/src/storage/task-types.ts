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
export type TaskRequest = AdoptTask | CalibrateTask;

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

/** The steps of tasks, in their order. */
export const TASK_STEPS = ['collecting', 'counting', 'preparing', 'training', 'comparing'] as const;

/** How far a task is. */
export interface TaskProgress {
  readonly step: (typeof TASK_STEPS)[number];
  readonly done: number;
  /** 0 where it is not known. */
  readonly total: number;
  /** Of this step; null as long as it cannot be told. */
  readonly secondsLeft: number | null;
}
