import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyAtomically, isLeftOver } from './atomic-file.js';
import { type Checkpoints, type LoadedCheckpoint, newestWhole } from './checkpoints.js';
import { readState, writeState } from './safetensors.js';
import type { TrainingState } from './training-state.js';

/**
 * The checkpoints of one training: `last.safetensors`, `previous.safetensors` and `best.safetensors` in a folder.
 *
 * Opening it makes the folder and removes what killed processes left half written. From the first `save` on, at no moment
 * would a kill or a power cut leave the folder without a valid checkpoint.
 * @example
 * ```ts
 * import { CheckpointStore, type Dataset, type Model } from '@giemsa/nn';
 *
 * async function train(model: Model, dataset: Dataset) {
 *   const store = new CheckpointStore('run/checkpoint');
 *   // Killed at any moment and started again, it ends with the same weights.
 *   return model.fit(dataset, { epochs: 20, checkpoints: { store, resume: true } });
 * }
 * ```
 */
export class CheckpointStore implements Checkpoints {
  private readonly last: string;
  private readonly previous: string;
  private readonly best: string;
  private lastIsDamaged = false;

  constructor(directory: string) {
    this.last = join(directory, 'last.safetensors');
    this.previous = join(directory, 'previous.safetensors');
    this.best = join(directory, 'best.safetensors');
    mkdirSync(directory, { recursive: true });
    for (const name of readdirSync(directory)) {
      const path = join(directory, name);
      if (isLeftOver(path)) rmSync(path, { force: true });
    }
  }

  /**
   * Saves a state as the last one; the last one so far becomes the previous one. With the label `best` it is also kept as
   * the best one.
   * @throws Error when the disk is full; the checkpoints saved before are untouched.
   */
  async save(state: TrainingState, label: 'last' | 'best' = 'last'): Promise<void> {
    await writeState(this.last, state, async (temporary) => {
      // In this order, a kill in between makes the resumed training write the best one again; none is lost.
      if (label === 'best') await copyAtomically(temporary, this.best);
      if (!this.lastIsDamaged) await copyAtomically(this.last, this.previous).catch(ignoreMissing);
    });
    this.lastIsDamaged = false;
  }

  /**
   * The newest checkpoint that is whole, or null when there is none at all: the last one, and when that is damaged or
   * missing the previous one, with a warning that says so.
   * @throws Error when there are checkpoints, but none is whole.
   */
  async loadLatest(): Promise<LoadedCheckpoint | null> {
    const read = (path: string) => readState(path).catch(ignoreMissing);
    const found = await newestWhole(this.last, this.previous, read);
    this.lastIsDamaged = found.lastIsDamaged;
    return found.checkpoint;
  }

  /**
   * The best checkpoint, or null when none was saved.
   * @throws DamagedFileError when it is not what was written.
   */
  async loadBest(): Promise<TrainingState | null> {
    return await readState(this.best).catch(ignoreMissing);
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
