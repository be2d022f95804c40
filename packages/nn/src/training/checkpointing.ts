import type { Callback, EpochLogs } from '../callbacks/callback.js';
import { detachArrays } from '../checkpoint/arrays.js';
import type { Json, TrainingState } from '../checkpoint/training-state.js';
import { createMonitor } from '../metrics/monitor.js';
import type { Schedule } from '../schedules/schedule.js';
import type { CheckpointOptions } from './fit-options.js';
import type { Progress } from './progress.js';
import { restoreState } from './resume.js';
import type { TrainingBuffers } from './training-buffers.js';

/** What a checkpoint holds beside the progress. */
interface Parts {
  readonly buffers: TrainingBuffers;
  /** What it must agree with to be resumed. */
  readonly settings: Json;
  readonly schedule: Schedule;
  readonly callbacks: readonly Callback[];
}

/** Saves a training's checkpoints and resumes from them; does nothing if no checkpoints were requested. */
export class Checkpointing {
  #savedAt = performance.now();

  constructor(
    private readonly options: CheckpointOptions | undefined,
    private readonly parts: Parts,
  ) {}

  /** Whether enough time has passed to save one within the epoch. */
  isDue(): boolean {
    if (!this.options) return false;
    return performance.now() - this.#savedAt > (this.options.everySeconds ?? 120) * 1000;
  }

  /** At the end of an epoch, with its logs; the best epoch so far is kept as such. */
  async saveEpoch(progress: Progress, logs: EpochLogs): Promise<void> {
    await this.save(progress, isBest(progress, logs) ? 'best' : 'last');
  }

  async save(progress: Progress, label: 'last' | 'best'): Promise<void> {
    if (!this.options) return;
    await this.options.store.save(captureState(progress, this.parts), label);
    this.#savedAt = performance.now();
  }

  /**
   * Puts the newest checkpoint back into place.
   * @returns where the training stood; `undefined` where it begins
   */
  async resume(): Promise<Progress | undefined> {
    if (!this.options?.resume) return undefined;
    const loaded = await this.options.store.loadLatest();
    if (!loaded) return undefined;
    for (const warning of loaded.warnings) this.options.onWarning?.(warning);
    const { buffers, settings, schedule, callbacks } = this.parts;
    return restoreState(loaded.state, buffers, settings, schedule, callbacks);
  }
}

/** Notes the new best value, too. */
function isBest(progress: Progress, logs: EpochLogs): boolean {
  const monitor = createMonitor('checkpoints', {
    monitor: logs.val_loss === undefined ? 'loss' : 'val_loss',
    mode: 'min',
    minDelta: 0,
  });
  const value = monitor.read(logs);
  if (!monitor.isImprovement(value, progress.best)) return false;
  progress.best = value;
  return true;
}

/** Everything that a later process needs to continue as if this one had not been stopped. */
function captureState(progress: Progress, { buffers, settings, schedule, callbacks }: Parts): TrainingState {
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
