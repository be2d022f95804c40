import { readFile } from 'node:fs/promises';
import { writeAtomically } from '../checkpoint/atomic-file.js';
import type { Callback, EpochLogs } from './callback.js';

const columns = [
  'loss',
  'accuracy',
  'val_loss',
  'val_accuracy',
  'learning_rate',
  'seconds',
  'images_per_second',
] as const satisfies (keyof EpochLogs)[];
const header = ['epoch', ...columns].join(',');

/**
 * Writes one row per finished epoch to a CSV file, atomically: `epoch` (counted from 1, as people do), then the epoch's
 * logs by their names, empty where the training has no such number.
 *
 * A training that begins at its first epoch begins a new file. One that is resumed keeps the rows of the epochs before,
 * and replaces a row that a killed run wrote for an epoch that is now trained again.
 * @throws Error (at the end of an epoch) when a resumed training finds a file with other columns.
 */
export function historyCsv(path: string): Callback {
  return {
    async onEpochEnd(epoch, logs) {
      const rows = await readRows(path, epoch);
      rows.push([epoch + 1, ...columns.map((name) => logs[name] ?? '')].join(','));
      const text = `${[header, ...rows].join('\n')}\n`;
      await writeAtomically(path, (file) => file.writeFile(text));
    },
  };
}

/** The rows of the epochs before `epoch`, which is counted from 0. */
async function readRows(path: string, epoch: number): Promise<string[]> {
  if (epoch === 0) return [];
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return `${header}\n`;
    throw error;
  });
  const [found, ...rows] = text.trimEnd().split(/\r?\n/);
  if (found !== header) {
    throw new Error(
      `${path} has the columns "${found}", expected "${header}". Move it; the training starts a new one.`,
    );
  }
  return rows.filter((row) => Number.parseInt(row, 10) <= epoch);
}
