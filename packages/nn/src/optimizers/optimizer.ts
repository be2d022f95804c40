import type { Tensor } from '../graph/tensor.js';
import { constantSchedule } from '../schedules/constant-schedule.js';
import type { Schedule } from '../schedules/schedule.js';

/** A parameter's new values. */
export interface OptimizerUpdate {
  readonly parameter: Tensor;
  /** New values of the optimizer's own state of this parameter, by slot name. */
  readonly slots: Readonly<Record<string, Tensor>>;
}

/** A rule that changes parameters by their gradients, written as part of the training graph. */
export interface Optimizer {
  readonly config: Readonly<Record<string, unknown>> & { readonly name: string };
  /** The learning rate over the course of training. */
  readonly schedule: Schedule;
  /** Names of the state that is kept for each parameter; all start at 0. */
  readonly slots: readonly string[];
  /**
   * Numbers that change from step to step and are fed to the graph.
   * @param step the number of this step, from 1
   */
  scalars(step: number, learningRate: number): Readonly<Record<string, number>>;
  /** Emits the update of one parameter. `scalars` are tensors of shape [1]. */
  update(input: {
    readonly name: string;
    readonly parameter: Tensor;
    readonly gradient: Tensor;
    readonly slots: Readonly<Record<string, Tensor>>;
    readonly scalars: Readonly<Record<string, Tensor>>;
  }): OptimizerUpdate;
}

/** Keras' `learning_rate` argument: a number or a schedule. */
export type LearningRate = number | Schedule;

export const toSchedule = (learningRate: LearningRate): Schedule =>
  typeof learningRate === 'number' ? constantSchedule(learningRate) : learningRate;
