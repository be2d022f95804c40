import type { ApiRun } from '@giemsa/server';
import { texts } from '../texts.js';

export const epochsText = ({ history, epochs }: ApiRun): string =>
  epochs === null
    ? texts.runs.epochsSoFar({ done: history.length })
    : texts.runs.epochs({ done: history.length, total: epochs });

/** Whether nothing is done with a run, until a person starts it. */
export const isOver = ({ state, comparing }: ApiRun): boolean =>
  state !== 'waiting' && state !== 'training' && (comparing === null || comparing.reason !== null);
