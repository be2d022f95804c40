import type { History } from '@giemsa/nn';
import type { HistoryRow } from '../report/curves.js';

/** What `fit` returns, as the curves take it: epochs counted from 1. */
export function historyRows({ epochs }: History): HistoryRow[] {
  return epochs.map(({ accuracy = 0, val_loss = null, val_accuracy = null, ...logs }, index) => ({
    ...logs,
    epoch: index + 1,
    accuracy,
    val_loss,
    val_accuracy,
  }));
}
