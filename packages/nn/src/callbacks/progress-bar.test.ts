import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import type { BatchLogs, Callback, EpochLogs, TrainingControl } from './callback.js';
import { progressBar } from './progress-bar.js';
import { describeEpoch, formatDuration } from './progress-text.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A stream that remembers, of 100 columns when it is a terminal. */
function openStream({ isTTY }: { isTTY: boolean }): { stream: NodeJS.WriteStream; written: () => string } {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 100 });
  let text = '';
  stream.on('data', (data) => {
    text += data;
  });
  return { stream: stream as unknown as NodeJS.WriteStream, written: () => text };
}

const batchLogs = (images: number, more: Partial<BatchLogs> = {}): BatchLogs => ({
  epoch: 2,
  epochs: 20,
  step: images / 32 - 1,
  steps: 100,
  batchSize: 32,
  images,
  totalImages: 3200,
  loss: 0.18344,
  accuracy: 0.9512,
  learningRate: 0.001,
  imagesPerSecond: 16,
  phase: 'train',
  ...more,
});
const epochLogs: EpochLogs = {
  loss: 0.18344,
  accuracy: 0.9512,
  val_loss: 0.2,
  val_accuracy: 0.94,
  learning_rate: 0.00091,
  seconds: 212.3,
  images_per_second: 15.07,
};
const control: TrainingControl = { stopTraining() {}, getWeights: () => ({}), setWeights() {} };

/** An epoch of 100 batches, 2 seconds each. */
async function runEpoch(callback: Callback): Promise<void> {
  await callback.onTrainBegin?.(control, 20);
  for (let step = 1; step <= 100; step++) {
    vi.advanceTimersByTime(2000);
    await callback.onBatchEnd?.(batchLogs(32 * step));
  }
  await callback.onEpochEnd?.(2, epochLogs, control);
}

const EPOCH_LINE =
  'epoch 3/20  loss 0.1834  accuracy 0.9512  val_loss 0.2000  val_accuracy 0.9400  learning rate 9.1e-4\n' +
  '            15.1 images/s  3:32  about 1:00:09 left';

describe('progressBar, not on a terminal', () => {
  it('writes a line each 30 seconds and one for the epoch, without control characters', async () => {
    const { stream, written } = openStream({ isTTY: false });
    await runEpoch(progressBar({ stream }));
    const lines = written().split('\n').slice(0, -1);
    expect(lines).toHaveLength(Math.floor(200 / 30) + 2);
    expect(lines[0]).toBe('epoch 3/20: 480/3200  16.0 images/s  2:50 left  loss 0.1834  accuracy 0.9512');
    expect(lines.slice(-2).join('\n')).toBe(EPOCH_LINE);
  });

  it('writes nothing but the line of a short epoch', async () => {
    const { stream, written } = openStream({ isTTY: false });
    const callback = progressBar({ stream });
    await callback.onTrainBegin?.(control, 3);
    await callback.onBatchEnd?.(batchLogs(3200));
    const logs = { loss: 0.5, learning_rate: 1, seconds: 2, images_per_second: 1600 };
    await callback.onEpochEnd?.(2, logs, control);
    expect(written()).toBe('epoch 3/3  loss 0.5000  learning rate 1e+0  1600 images/s  0:02\n');
  });
});

/** What a terminal shows in its current line: what came after the last move to the line's beginning. */
const lastDrawn = (written: string) =>
  written
    .replaceAll('\x1b7', '')
    .split('\x1b[1G')
    .map(stripVTControlCharacters)
    .filter((part) => part !== '')
    .at(-1);

describe('progressBar, on a terminal', () => {
  it('draws a bar with speed, time left, loss and accuracy, within the width', async () => {
    const { stream, written } = openStream({ isTTY: true });
    const callback = progressBar({ stream });
    await callback.onTrainBegin?.(control, 20);
    await callback.onBatchEnd?.(batchLogs(1600));
    vi.advanceTimersByTime(1000);
    const bar = '█'.repeat(13) + '░'.repeat(13);
    const line = `epoch 3/20 ${bar}  50 %  16.0 images/s  1:40 left  loss 0.1834  accuracy 0.9512`;
    expect(lastDrawn(written())).toBe(line);
    expect(line).toHaveLength(99);
    await callback.onTrainEnd?.(control);
  });

  it('continues with the validation, then leaves the line of the epoch', async () => {
    const { stream, written } = openStream({ isTTY: true });
    const callback = progressBar({ stream });
    await callback.onTrainBegin?.(control, 20);
    await callback.onBatchEnd?.(batchLogs(3200));
    await callback.onBatchEnd?.(batchLogs(256, { phase: 'validation', totalImages: 512 }));
    vi.advanceTimersByTime(1000);
    expect(lastDrawn(written())).toMatch(/^epoch 3\/20 validation █+░+ {2}50 % {2}16\.0 images\/s/);
    await callback.onEpochEnd?.(2, epochLogs, control);
    expect(written().endsWith(`${EPOCH_LINE}\n`)).toBe(true);
    const length = written().length;
    vi.advanceTimersByTime(10_000);
    expect(written()).toHaveLength(length);
  });

  it('never touches the wrapping or the cursor of the terminal', async () => {
    const { stream, written } = openStream({ isTTY: true });
    await runEpoch(progressBar({ stream }));
    expect(written()).not.toContain('\x1b[?');
  });
});

test('where nothing says how wide a line may be, an epoch fits 80 columns', () => {
  const lines = describeEpoch(99, 200, epochLogs).split('\n');
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  expect(lines[0]).toBe('epoch 100/200  loss 0.1834  accuracy 0.9512  val_loss 0.2000');
});

test.each([
  [0, '0:00'],
  [59.6, '1:00'],
  [754, '12:34'],
  [3600, '1:00:00'],
  [36_061, '10:01:01'],
  [Number.POSITIVE_INFINITY, '?'],
  [Number.NaN, '?'],
])('%d seconds are written as %s', (seconds, expected) => {
  expect(formatDuration(seconds)).toBe(expected);
});
