import { createMonitor } from '../metrics/monitor.js';
import { type ReduceOnPlateauOptions, requirePositive, type Schedule } from './schedule.js';

interface PlateauState {
  learningRate: number;
  best: number | null;
  /** Epochs since the last improvement or reduction. */
  wait: number;
  cooldownCounter: number;
}

/**
 * A constant learning rate, multiplied by `factor` whenever `patience` epochs brought no improvement of `monitor`.
 *
 * Source: `ReduceLROnPlateau` in keras/src/callbacks/reduce_lr_on_plateau.py (Keras 3.15).
 * @throws RangeError when `factor` is not between 0 and 1 or `learningRate` not above 0.
 * @throws Error (in `onEpochEnd`) when the logs do not hold the watched number.
 */
export function reduceOnPlateau(options: ReduceOnPlateauOptions): Schedule {
  const { monitor = 'val_loss', mode = 'auto', minDelta = 1e-4 } = options;
  const { factor = 0.1, patience = 10, cooldown = 0, minLearningRate = 0 } = options;
  requirePositive('reduceOnPlateau', 'learningRate', options.learningRate);
  if (!(factor > 0 && factor < 1)) {
    throw new RangeError(`reduceOnPlateau: factor must be above 0 and below 1, got ${factor}.`);
  }
  const watched = createMonitor('reduceOnPlateau', { monitor, mode, minDelta });
  let state: PlateauState = { learningRate: options.learningRate, best: null, wait: 0, cooldownCounter: 0 };

  function reduce(): void {
    if (state.learningRate <= minLearningRate) return;
    state.learningRate = Math.max(state.learningRate * factor, minLearningRate);
    state.cooldownCounter = cooldown;
    state.wait = 0;
  }

  return {
    config: { name: 'reduceOnPlateau', ...options },
    learningRate: () => state.learningRate,
    onEpochEnd(logs) {
      const current = watched.read(logs);
      if (state.cooldownCounter > 0) {
        state.cooldownCounter--;
        state.wait = 0;
      }
      if (watched.isImprovement(current, state.best)) {
        state.best = current;
        state.wait = 0;
      } else if (state.cooldownCounter === 0) {
        state.wait++;
        if (state.wait >= patience) reduce();
      }
    },
    getState: () => ({ ...state }),
    setState(stored) {
      state = { ...(stored as PlateauState) };
    },
  };
}
