import { createMonitor, type MonitoredName, type MonitorMode } from '../metrics/monitor.js';
import type { Callback } from './callback.js';

/** What is watched, and how many epochs without improvement are allowed; Keras' names and defaults. */
export interface EarlyStoppingOptions {
  /** The number to watch; `val_loss` by default. */
  readonly monitor?: MonitoredName;
  /** After how many epochs without improvement training stops; 0 by default. */
  readonly patience?: number;
  /** Smaller changes count as none; 0 by default. */
  readonly minDelta?: number;
  /** `auto` (the default): higher is better for an accuracy, lower for a loss. */
  readonly mode?: MonitorMode;
  /** Whether training ends with the weights of the best epoch instead of the last; false by default. */
  readonly restoreBestWeights?: boolean;
}

interface EarlyStoppingState {
  best: number | null;
  bestEpoch: number;
  wait: number;
  bestWeights: Record<string, Float32Array> | null;
}

const initialState = (): EarlyStoppingState => ({ best: null, bestEpoch: 0, wait: 0, bestWeights: null });

/**
 * Stops the training when a watched number no longer improves.
 *
 * Source: `EarlyStopping` in keras/src/callbacks/early_stopping.py (Keras 3.15): training never stops in the first
 * epoch, and the best weights are restored at the end of training however it ended.
 * @throws Error (at the end of an epoch) when the logs do not hold the watched number.
 * @example
 * ```ts
 * import { type Dataset, earlyStopping, type Model } from '@giemsa/nn';
 *
 * async function train(model: Model, dataset: Dataset) {
 *   const callbacks = [earlyStopping({ patience: 3, restoreBestWeights: true })];
 *   return model.fit(dataset, { epochs: 100, validationSplit: 0.2, callbacks });
 * }
 * ```
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): Callback {
  const {
    monitor = 'val_loss',
    patience = 0,
    minDelta = 0,
    mode = 'auto',
    restoreBestWeights = false,
  } = options;
  const watched = createMonitor('earlyStopping', { monitor, mode, minDelta });
  let state = initialState();
  let resumed = false;

  return {
    onTrainBegin() {
      // A callback may serve several calls of fit(); only a resumed one continues from a stored state.
      if (!resumed) state = initialState();
    },
    onEpochEnd(epoch, logs, control) {
      const current = watched.read(logs);
      state.wait++;
      const improved = watched.isImprovement(current, state.best);
      if (restoreBestWeights && (improved || state.bestWeights === null)) {
        state.bestWeights = control.getWeights();
        state.bestEpoch = epoch;
      }
      if (improved) {
        state.best = current;
        state.bestEpoch = epoch;
        state.wait = 0;
      } else if (state.wait >= patience && epoch > 0) {
        control.stopTraining(
          `${monitor} has not improved for ${state.wait} epochs; its best value, ${state.best}, was in epoch ` +
            `${state.bestEpoch + 1}.`,
        );
      }
    },
    onTrainEnd(control) {
      if (state.bestWeights !== null) control.setWeights(state.bestWeights);
      resumed = false;
    },
    getState: () => ({ ...state }),
    setState(stored) {
      state = { ...(stored as EarlyStoppingState) };
      resumed = true;
    },
  };
}
