// The program of the process in which a worker trains: it is sent the training, and says how it ended.

import { type TrainRequest, trainRun, UserError } from '@giemsa/core';
import { createOutput } from '@giemsa/core/internal/terminal/output';
import type { TrainingEnd } from './train-in-process.js';

process.once('message', (request: TrainRequest) => {
  void train(request).then((end) => process.send!(end, () => process.disconnect()));
});
// Its worker was killed, and another goes on from the newest checkpoint.
process.once('disconnect', () => process.exit());

async function train(request: TrainRequest): Promise<TrainingEnd> {
  try {
    await trainRun({ ...request, resume: true }, createOutput({ json: true }));
    return { done: true };
  } catch (error) {
    return { reason: (error as Error).message, code: error instanceof UserError ? error.code : undefined };
  }
}
