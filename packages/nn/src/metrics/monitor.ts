/** The numbers of an epoch that can be watched for improvement. */
export type MonitoredName = 'loss' | 'accuracy' | 'val_loss' | 'val_accuracy';
/** Numbers of a finished epoch that can be watched, by name. */
export type MonitoredLogs = Readonly<Partial<Record<MonitoredName, number>>>;
/** `auto`: higher is better for an accuracy, lower for a loss. */
export type MonitorMode = 'auto' | 'min' | 'max';

/** Watches one number of the epochs' logs for improvement. */
export interface Monitor {
  /** @throws Error when the logs do not hold the watched number. */
  read(logs: MonitoredLogs): number;
  /** Whether `value` is better than `best` by more than `minDelta`; `best` is null as long as there is none. */
  isImprovement(value: number, best: number | null): boolean;
}

/**
 * Source of the rule: `MonitorCallback` in keras/src/callbacks/monitor_callback.py (Keras 3.15), except that NaN is
 * never an improvement: Keras takes a NaN in the first epoch as the best value, which nothing later can beat.
 * @param watcher name of the watching callback, for error messages.
 */
export function createMonitor(
  watcher: string,
  { monitor, mode, minDelta }: { monitor: MonitoredName; mode: MonitorMode; minDelta: number },
): Monitor {
  const higherIsBetter = mode === 'max' || (mode === 'auto' && monitor.endsWith('accuracy'));
  const margin = Math.abs(minDelta);
  return {
    read(logs) {
      const value = logs[monitor];
      if (value !== undefined) return value;
      const advice = monitor.startsWith('val_')
        ? `Give fit() validation data, or watch "${monitor.slice('val_'.length)}".`
        : 'Watch one of those, or compile the model with that metric.';
      throw new Error(
        `${watcher} watches "${monitor}", but the epoch gave ${Object.keys(logs).join(', ')}. ${advice}`,
      );
    },
    isImprovement(value, best) {
      if (Number.isNaN(value)) return false;
      if (best === null) return true;
      return higherIsBetter ? value - margin > best : value + margin < best;
    },
  };
}
