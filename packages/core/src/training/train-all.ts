import type { OnEvent } from '../events/events.js';
import { type TrainRequest, trainRun } from './train.js';

/** One training of several, with the name that it goes by in messages. */
export interface PlannedTraining {
  readonly name: string;
  /** With `out`. What the folder holds of the run is continued. */
  readonly request: TrainRequest;
}

/** Does several trainings, here or elsewhere; all have a report when it is done. */
export type TrainAll = (trainings: readonly PlannedTraining[], onEvent?: OnEvent) => Promise<void>;

/** One after the other, in this process. */
export const trainHere: TrainAll = async (trainings, onEvent) => {
  for (const [index, { name, request }] of trainings.entries()) {
    onEvent?.({ type: 'next-training', name, number: index + 1, of: trainings.length });
    await trainRun({ ...request, resume: true, onEvent });
  }
};
