import { appendFile, readFile } from 'node:fs/promises';
import type { Callback } from '@giemsa/nn';
import { writeFileAtomic } from '../files/atomic-file.js';
import type { RunFolder } from '../files/run-paths.js';

const COLUMNS = 'epoch,step,steps,loss,accuracy,learning_rate';
const WRITTEN_MS = 1000;

/**
 * Writes a row for each step of a training: `epoch` and `step` counted from 1, `steps` of the epoch, loss and accuracy of this
 * step's batch alone. A training that is resumed replaces the rows of steps that it takes again.
 */
export function stepsCsv({ steps: path }: Pick<RunFolder, 'steps'>): Callback {
  let waiting = '';
  let writtenAt = 0;
  let isOpen = false;
  const write = async () => {
    const rows = waiting;
    waiting = '';
    writtenAt = performance.now();
    if (rows !== '') await appendFile(path, rows);
  };
  return {
    onTrainBegin() {
      isOpen = false;
    },
    async onBatchEnd({ phase, epoch, step, steps, batchLoss, batchAccuracy, learningRate }) {
      if (phase !== 'train') return;
      if (!isOpen) await writeFileAtomic(path, await textBefore(path, epoch + 1, step + 1));
      isOpen = true;
      waiting += `${[epoch + 1, step + 1, steps, batchLoss, batchAccuracy ?? '', learningRate].join(',')}\n`;
      if (step + 1 === steps || performance.now() - writtenAt > WRITTEN_MS) await write();
    },
    onTrainEnd: write,
  };
}

/** What the file holds of the steps before one. */
async function textBefore(path: string, epoch: number, step: number): Promise<string> {
  const rows = (await readRows(path)).filter(
    (row) => row[0]! < epoch || (row[0] === epoch && row[1]! < step),
  );
  return `${[COLUMNS, ...rows.map((row) => row.map((value) => value ?? '').join(','))].join('\n')}\n`;
}

/** A line that was not written whole when its process was killed is none. */
async function readRows(path: string): Promise<(number | null)[][]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const [header, ...lines] = text.slice(0, text.lastIndexOf('\n')).split('\n');
  if (header !== COLUMNS) return [];
  return lines.map((line) => line.split(',').map((cell) => (cell === '' ? null : Number(cell))));
}

/** Some steps of a training that follow each other, as one point of a curve. */
export interface StepPoint {
  /** The last of them, counted from 1 over all epochs. */
  readonly step: number;
  /** How far the training is there: 1.5 is half of the second epoch. */
  readonly epoch: number;
  /** Means over these steps. */
  readonly loss: number;
  readonly accuracy: number | null;
  readonly learning_rate: number;
}

/**
 * The steps that are finished, thinned to a number of points.
 * @param most points at most
 * @returns none where the run does not tell
 */
export async function readSteps(
  { steps: path }: Pick<RunFolder, 'steps'>,
  most: number,
): Promise<StepPoint[]> {
  const rows = await readRows(path);
  const each = Math.max(1, Math.ceil(rows.length / most));
  const points: StepPoint[] = [];
  for (let first = 0; first < rows.length; first += each) {
    const some = rows.slice(first, first + each);
    const [epoch, step, steps, , , rate] = some.at(-1)!;
    points.push({
      step: first + some.length,
      epoch: epoch! - 1 + step! / steps!,
      loss: mean(some.map((row) => row[3]!)),
      accuracy: some.some((row) => row[4] === null) ? null : mean(some.map((row) => row[4]!)),
      learning_rate: rate!,
    });
  }
  return points;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
