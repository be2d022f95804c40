// The program of the process in which a worker trains: it is sent the training, tells what it does, and says how it ended.

import { type GiemsaEvent, type TrainRequest, trainRun, UserError } from '@giemsa/core';
import type { TrainingEnd, TrainingMessage } from './train-in-process.js';

process.once('message', (request: TrainRequest) => {
  void train(request).then((end) =>
    process.send!({ end } satisfies TrainingMessage, () => process.disconnect()),
  );
});
// Its worker was killed, and another continues from the newest checkpoint.
process.once('disconnect', () => process.exit());

async function train(request: TrainRequest): Promise<TrainingEnd> {
  try {
    await trainRun({ ...request, resume: true, onEvent: tell });
    return { done: true };
  } catch (error) {
    return { reason: (error as Error).message, code: error instanceof UserError ? error.code : undefined };
  }
}

/** What comes many times a second nobody asks for. */
const FREQUENT: readonly GiemsaEvent['type'][] = ['progress', 'download', 'epoch-progress'];

function tell(event: GiemsaEvent): void {
  if (!FREQUENT.includes(event.type)) process.send!({ event } satisfies TrainingMessage);
}
