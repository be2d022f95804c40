import type { ApiModel } from '@giemsa/server';
import { useSyncExternalStore } from 'react';
import type { DroppedFile } from '../data/upload.js';
import { texts } from '../texts.js';
import type { Loading } from './private-model.js';
import type { PrivateBatch } from './run-private.js';

/** What private mode holds: in the memory of this tab, whichever of its pages is shown. */
export interface PrivateWork {
  readonly batch: PrivateBatch | undefined;
  /** What is done before the first picture. */
  readonly loading: Loading | undefined;
  readonly isBusy: boolean;
  /** A threshold that is tried out. */
  readonly threshold: number | undefined;
  readonly error: string | undefined;
}

let work: PrivateWork = {
  ...{ batch: undefined, loading: undefined, isBusy: false, threshold: undefined, error: undefined },
};
/** Answers that are in no saved table. */
let unsaved = 0;
const listeners = new Set<() => void>();

export function setWork(change: Partial<PrivateWork>): void {
  work = { ...work, ...change };
  for (const changed of listeners) changed();
}

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};
export const usePrivateWork = (): PrivateWork => useSyncExternalStore(subscribe, () => work);

/** The browser asks before the tab is left: what is not saved would be lost. */
const warn = (event: BeforeUnloadEvent) => event.preventDefault();
function setUnsaved(count: number): void {
  unsaved = count;
  if (count > 0) window.addEventListener('beforeunload', warn);
  else window.removeEventListener('beforeunload', warn);
}

/** The answers are in a file now. */
export const noteSaved = (): void => setUnsaved(0);

/** Reads pictures in place of those before. @returns false where a person keeps those, because their answers are not saved */
export function startPrivate(model: ApiModel, software: string, files: readonly DroppedFile[]): boolean {
  if (unsaved > 0 && !window.confirm(texts.private.replaceSure)) return false;
  setUnsaved(0);
  void run(model, software, files);
  return true;
}

async function run(model: ApiModel, software: string, files: readonly DroppedFile[]): Promise<void> {
  setWork({ batch: undefined, threshold: undefined, isBusy: true });
  let answered = 0;
  try {
    const { runPrivate } = await import('./run-private.js');
    await runPrivate(model, software, files, {
      onLoading: (loading) => setWork({ loading }),
      onBatch: (batch) => {
        if (batch.answered !== answered) setUnsaved(batch.answered);
        answered = batch.answered;
        setWork({ batch });
      },
    });
  } catch (reason) {
    setWork({ error: texts.private.failed({ reason: (reason as Error).message }) });
  }
  setWork({ loading: undefined, isBusy: false });
}

/** Fetches and keeps what a model needs, and reads nothing. */
export async function getReady(model: ApiModel): Promise<void> {
  setWork({ error: undefined, isBusy: true });
  try {
    const { loadPrivateModel } = await import('./private-model.js');
    await loadPrivateModel(model, (loading) => setWork({ loading }));
  } catch (reason) {
    setWork({ error: texts.private.failed({ reason: (reason as Error).message }) });
  }
  setWork({ loading: undefined, isBusy: false });
}
