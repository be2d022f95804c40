import type { ApiModel } from '@giemsa/server';
import { useSyncExternalStore } from 'react';

/** A model that was taught in this tab: nobody else has it. */
export interface Taught {
  /** As the server describes its own models. */
  readonly model: ApiModel;
  /** With heat maps. */
  readonly graph: Uint8Array;
}

let taught: readonly Taught[] = [];
const listeners = new Set<() => void>();

export function addTaught(one: Taught): void {
  taught = [one, ...taught.filter(({ model }) => model.id !== one.model.id)];
  for (const changed of listeners) changed();
}

/** `undefined` where the model is the server's. */
export const taughtGraph = (id: string): Uint8Array | undefined =>
  taught.find(({ model }) => model.id === id)?.graph;

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};
export const useTaught = (): readonly Taught[] => useSyncExternalStore(subscribe, () => taught);
