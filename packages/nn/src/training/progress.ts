import type { Callback, EpochLogs } from '../callbacks/callback.js';
import { attachArrays, detachArrays } from '../checkpoint/arrays.js';
import type { Json, TrainingState } from '../checkpoint/training-state.js';
import type { Schedule } from '../schedules/schedule.js';
import type { TrainingBuffers } from './training-buffers.js';

/** Where a training stands: all that is not in the buffers. */
export interface Progress {
  /** Epoch that is under way, from 0. */
  epoch: number;
  /** Optimizer steps done in this epoch. */
  stepInEpoch: number;
  /** Optimizer steps done in all. */
  step: number;
  /** The step after which the optimizer began anew. */
  optimizerStart: number;
  /** Sums over the examples of this epoch. */
  lossSum: number;
  correct: number;
  images: number;
  /** Seconds spent on this epoch's training steps, in this and in earlier processes. */
  seconds: number;
  history: EpochLogs[];
  /** Best value of what chooses the best checkpoint. */
  best: number | null;
  stopped: string | null;
}

export const initialProgress = (): Progress => ({
  epoch: 0,
  stepInEpoch: 0,
  step: 0,
  optimizerStart: 0,
  lossSum: 0,
  correct: 0,
  images: 0,
  seconds: 0,
  history: [],
  best: null,
  stopped: null,
});

/** Everything that a later process needs to go on as if this one had not been stopped. */
export function captureState(
  buffers: TrainingBuffers,
  progress: Progress,
  settings: Json,
  schedule: Schedule,
  callbacks: readonly Callback[],
): TrainingState {
  const callbackStates = detachArrays(
    callbacks.map((callback) => callback.getState?.() ?? null),
    'callbacks',
  );
  const metadata = {
    settings,
    progress: structuredClone(progress) as unknown as Json,
    schedule: (schedule.getState?.() ?? null) as Json,
    callbacks: callbackStates.json,
  };
  return { tensors: { ...buffers.tensors(), ...callbackStates.tensors }, metadata };
}

/**
 * Puts a saved state back into place.
 * @throws Error that lists what differs when the checkpoint belongs to a training with other settings
 */
export function restoreState(
  state: TrainingState,
  buffers: TrainingBuffers,
  settings: Json,
  schedule: Schedule,
  callbacks: readonly Callback[],
): Progress {
  const saved = state.metadata as { settings: Json; progress: Json; schedule: Json; callbacks: Json };
  const changes = differences(saved.settings, settings);
  if (changes.length > 0) {
    throw new Error(
      `the checkpoint was made with other settings: ${changes.join('; ')}. ` +
        'Resume with the settings it was made with, or train into another folder.',
    );
  }
  buffers.restore(state.tensors);
  if (saved.schedule !== null) schedule.setState?.(saved.schedule);
  const states = attachArrays(saved.callbacks, state.tensors) as unknown[];
  callbacks.forEach((callback, index) => {
    if (states[index] != null) callback.setState?.(states[index]);
  });
  return saved.progress as unknown as Progress;
}

/** The paths at which two JSON values differ, with both values. */
function differences(before: Json, now: Json, path = ''): string[] {
  const isObject = (value: Json): value is { [name: string]: Json } =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isObject(before) && isObject(now)) {
    const names = new Set([...Object.keys(before), ...Object.keys(now)]);
    return [...names].flatMap((name) =>
      differences(before[name] ?? null, now[name] ?? null, path ? `${path}.${name}` : name),
    );
  }
  if (JSON.stringify(before) === JSON.stringify(now)) return [];
  return [`${path} was ${JSON.stringify(before)}, now ${JSON.stringify(now)}`];
}
