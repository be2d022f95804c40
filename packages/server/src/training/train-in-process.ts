import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { GiemsaEvent, OnEvent, TrainRequest } from '@giemsa/core';
import type { ErrorCode } from '@giemsa/core/internal/errors/codes';
import { ToldError } from '@giemsa/core/internal/errors/kinds';
import type { CompareRunRequest } from '@giemsa/core/internal/evaluating/compare-run';
import type { MeasureRequest } from '@giemsa/core/internal/training/measure-rate';
import type { AdoptRequest, SmearCalibrateRequest } from '@giemsa/core/smear';

/** What is done in a separate process. */
export type Work =
  | { readonly kind: 'train'; readonly request: TrainRequest }
  | { readonly kind: 'adopt'; readonly request: AdoptRequest }
  | { readonly kind: 'calibrate'; readonly request: SmearCalibrateRequest }
  | { readonly kind: 'compare'; readonly request: CompareRequest }
  | { readonly kind: 'measure'; readonly request: MeasureRequest & { readonly out: string } };

/** A comparison with the model of a run. */
export interface CompareRequest extends Omit<CompareRunRequest, 'root'> {
  /** Left out: the folder that the run was trained on. */
  readonly root: string | undefined;
  /** The file that the result goes into. */
  readonly out: string;
}

/** What the process says at its end. */
export type WorkEnd =
  | { readonly done: true }
  | { readonly reason: string; readonly code?: ErrorCode | undefined };

/** What the process sends: what the work reports, and at last how it ended. */
export type WorkMessage = { readonly event: GiemsaEvent } | { readonly end: WorkEnd };

/** Always the built one: Node.js cannot run the source. */
const PROGRAM = fileURLToPath(new URL('../../dist/training/training-process.js', import.meta.url));
const KEPT_CHARACTERS = 2000;

/**
 * Trains in a separate process, which tells `onEvent` of all; of progress within tasks and epochs twice a second at most. What it has
 * finished stays in its run folder.
 * @throws as {@link workInProcess}
 */
export const trainInProcess = ({ onEvent, ...request }: TrainRequest, signal: AbortSignal): Promise<void> =>
  workInProcess({ kind: 'train', request }, onEvent, signal);

/**
 * Works in a separate process, so that a long computation keeps no worker from saying that it is there. The process ends when this one
 * does.
 * @param work without `onEvent`, which cannot be sent
 * @param signal ends it
 * @throws ToldError on a mistake of the user's; Error when it ends otherwise
 */
export async function workInProcess(
  work: Work,
  onEvent: OnEvent | undefined,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const child = fork(PROGRAM, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const stop = () => void child.kill('SIGTERM');
  signal.addEventListener('abort', stop);
  try {
    child.send(work);
    const end = await endOf(child, onEvent);
    if ('done' in end) return;
    throw end.code ? new ToldError(end.code, end.reason) : new Error(end.reason);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function endOf(child: ChildProcess, onEvent: OnEvent | undefined): Promise<WorkEnd> {
  let said = '';
  let reached = '';
  let end: WorkEnd | undefined;
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-KEPT_CHARACTERS);
  });
  child.on('message', (message: WorkMessage) => {
    if ('end' in message) {
      end = message.end;
      return;
    }
    const { event } = message;
    if (event.type === 'epoch') reached = ` after epoch ${event.epoch + 1} of ${event.epochs}`;
    onEvent?.(event);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, killed) => {
      const how = killed === null ? `with code ${code}` : `by ${killed}`;
      const last = said.trim().split('\n').at(-1);
      resolve(end ?? { reason: `its process ended ${how}${reached}${last ? `: ${last}` : ''}` });
    });
  });
}
