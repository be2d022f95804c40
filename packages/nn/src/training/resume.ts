import type { Callback } from '../callbacks/callback.js';
import { attachArrays } from '../checkpoint/arrays.js';
import type { Json, TrainingState } from '../checkpoint/training-state.js';
import type { Dataset } from '../data/dataset.js';
import { modelConfig } from '../network/model-config.js';
import type { Network } from '../network/network.js';
import type { Schedule } from '../schedules/schedule.js';
import type { FitOptions } from './fit-options.js';
import type { Progress } from './progress.js';
import type { TrainingBuffers } from './training-buffers.js';
import type { TrainingSettings } from './training-graph.js';

/**
 * What a checkpoint must agree with to be resumed. The number of epochs may change; a schedule that depends on it may not.
 * @param options with the batch size and the seed that are used
 */
export function describeTraining(
  model: Network,
  settings: TrainingSettings,
  dataset: Dataset,
  options: FitOptions,
): Json {
  const { loss, optimizer, globalClipnorm = null, emaMomentum = null, transform } = settings;
  const { batchSize, seed, shuffle = true, classWeight = null } = options;
  const description = {
    model: modelConfig(model),
    loss,
    optimizer: optimizer.config,
    globalClipnorm,
    emaMomentum,
    // Checkpoints from before the warm-up hold other averages.
    ...(emaMomentum === null ? {} : { averageOf: 'weights and statistics, warmed up' }),
    learningRateMultipliers: settings.learningRateMultipliers ?? null,
    transform: transform?.config ?? null,
    batchSize,
    seed,
    shuffle,
    classWeight,
    examples: dataset.length,
  };
  return JSON.parse(JSON.stringify(description)) as Json;
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
