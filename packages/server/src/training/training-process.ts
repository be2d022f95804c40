// The program of the process in which a worker trains, adapts or calibrates: it is sent the work, tells what it does, and says how it
// ended.

import { type GiemsaEvent, type OnEvent, trainRun, UserError } from '@giemsa/core';
import { compareRun } from '@giemsa/core/internal/evaluating/compare-run';
import { writeFileAtomic } from '@giemsa/core/internal/files/atomic-file';
import { RunFolder } from '@giemsa/core/internal/files/run-paths';
import { readConfig } from '@giemsa/core/internal/run-folder/config';
import { measureRate } from '@giemsa/core/internal/training/measure-rate';
import { adopt, calibrateSmear } from '@giemsa/core/smear';
import type { CompareRequest, Work, WorkEnd, WorkMessage } from './train-in-process.js';

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
  const onEvent = tellNowAndThen();
  if (work.kind === 'train') await trainRun({ ...work.request, resume: true, onEvent });
  else if (work.kind === 'adopt') await adopt({ ...work.request, onEvent });
  else if (work.kind === 'calibrate') await calibrateSmear({ ...work.request, onEvent });
  else if (work.kind === 'measure') await writeJson(work.request.out, await measureRate(work.request));
  else await compare(work.request, onEvent);
}

async function compare({ root, out, ...request }: CompareRequest, onEvent: OnEvent): Promise<void> {
  const folder = root ?? (await readConfig(new RunFolder(request.run).config))!.data.folder;
  await writeJson(out, await compareRun({ ...request, root: folder, onEvent }));
}

const writeJson = (path: string, value: unknown): Promise<void> =>
  writeFileAtomic(path, JSON.stringify(value));

/** What comes many times a second. */
const FREQUENT: readonly GiemsaEvent['type'][] = ['progress', 'download', 'epoch-progress'];
const OFTEN_ENOUGH_MS = 500;

function tell(event: GiemsaEvent): void {
  process.send!({ event } satisfies WorkMessage);
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
