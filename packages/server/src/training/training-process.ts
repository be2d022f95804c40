// The program of the process in which a worker trains, adapts or calibrates: it is sent the work, tells what it does, and says how it
// ended.

import { type GiemsaEvent, type OnEvent, trainRun, UserError } from '@giemsa/core';
import { adopt, calibrateSmear } from '@giemsa/core/smear';
import type { Work, WorkEnd, WorkMessage } from './train-in-process.js';

process.once('message', (work: Work) => {
  void endOf(work).then((end) => process.send!({ end } satisfies WorkMessage, () => process.disconnect()));
});
// Its worker was killed, and another continues from the newest checkpoint.
process.once('disconnect', () => process.exit());

async function endOf(work: Work): Promise<WorkEnd> {
  try {
    await carryOut(work);
    return { done: true };
  } catch (error) {
    return { reason: (error as Error).message, code: error instanceof UserError ? error.code : undefined };
  }
}

async function carryOut(work: Work): Promise<void> {
  if (work.kind === 'train') await trainRun({ ...work.request, resume: true, onEvent: tellSome });
  else if (work.kind === 'adopt') await adopt({ ...work.request, onEvent: tellNowAndThen() });
  else await calibrateSmear({ ...work.request, onEvent: tellNowAndThen() });
}

/** What comes many times a second. */
const FREQUENT: readonly GiemsaEvent['type'][] = ['progress', 'download', 'epoch-progress'];
const OFTEN_ENOUGH_MS = 500;

function tell(event: GiemsaEvent): void {
  process.send!({ event } satisfies WorkMessage);
}

/** A training is followed by its epochs. */
function tellSome(event: GiemsaEvent): void {
  if (!FREQUENT.includes(event.type)) tell(event);
}

function tellNowAndThen(): OnEvent {
  let last = 0;
  return (event) => {
    if (FREQUENT.includes(event.type)) {
      if (performance.now() - last < OFTEN_ENOUGH_MS) return;
      last = performance.now();
    }
    tell(event);
  };
}
