import type { Output } from '../terminal/output.js';
import { type TrainRequest, trainRun } from './train.js';

/** One training of several, with the name that it goes by in messages. */
export interface PlannedTraining {
  readonly name: string;
  /** With `out`. What the folder holds of the run is gone on with. */
  readonly request: TrainRequest;
}

/** Does several trainings, here or elsewhere; all have a report when it is done. */
export type TrainAll = (trainings: readonly PlannedTraining[], output: Output) => Promise<void>;

/** One after the other, in this process. */
export const trainHere: TrainAll = async (trainings, output) => {
  for (const { name, request } of trainings) {
    output.say('', name);
    await trainRun({ ...request, resume: true }, output);
  }
};
