import { flagOf, toText } from '@giemsa/core/internal/errors/text';
import { afterEach, expect, test, vi } from 'vitest';
import { endOnSignals, howToGoOn } from './interruption.js';
import { tellingEvents } from './tell-events.js';

afterEach(() => vi.restoreAllMocks());

function recorder() {
  const lines: string[] = [];
  return {
    lines,
    output: {
      say: (...said: Parameters<typeof toText>[0][]) =>
        void lines.push(...said.map((line) => toText(line).in(flagOf))),
      warn: (line: Parameters<typeof toText>[0]) => void lines.push(`warning: ${toText(line).in(flagOf)}`),
    },
  };
}

test('events become lines; options are flags', async () => {
  const { lines, output } = recorder();
  const result = await tellingEvents(output, async (onEvent) => {
    const fact = { what: 'classes', value: 'a, b', source: 'assumed', option: 'classes' } as const;
    onEvent({ type: 'model-opened', models: [{ path: 'm.keras', meaning: [fact] }] });
    onEvent({ type: 'left-out', reasons: ['1.png is empty'] });
    onEvent({ type: 'warning', about: 'calibration-not-used', threshold: 0.9 });
    return 7;
  });
  expect(result).toBe(7);
  expect(lines).toEqual([
    'm.keras:',
    '  classes        a, b  assumed: --classes',
    'Set aside: 1.png is empty',
    'warning: the calibration holds for its threshold 0.9 only: at another one there are counts, and no percentage and no density',
  ]);
});

test('what fails is thrown on, and the bar that was shown is ended', async () => {
  const written: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const wasTerminal = process.stderr.isTTY;
  process.stderr.isTTY = true;
  try {
    const work = tellingEvents(recorder().output, async (onEvent) => {
      onEvent({ type: 'progress', task: 'counting fields', done: 1, total: 3 });
      throw new Error('no more');
    });
    await expect(work).rejects.toThrow('no more');
  } finally {
    process.stderr.isTTY = wasTerminal;
  }
  // The cursor is hidden by a bar, and shown again at its end.
  expect(written.join('')).toContain('counting');
  expect(written.join('').lastIndexOf('\u001b[?25h')).toBeGreaterThan(
    written.join('').lastIndexOf('\u001b[?25l'),
  );
});

const LOGS = { loss: 0.5, accuracy: 0.9, learning_rate: 0.001, seconds: 2, images_per_second: 100 };

test('a training: its data, its split, a line for each epoch', async () => {
  const { lines, output } = recorder();
  const written: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  await tellingEvents(output, async (onEvent) => {
    onEvent({
      ...{ type: 'data-read', folder: 'cells', cells: 1200, patients: 0, skipped: [], leftOut: [] },
      cellsPerClass: { Parasitized: 600, Uninfected: 600 },
      subsets: { train: 1000, validation: 0, test: 200 },
    });
    const sides = { train: { cells: 1000, patients: 9 }, validation: { cells: 200, patients: 1 } };
    onEvent({ type: 'split', by: 'patient', ...sides, shared: { count: 20, share: 0.1 } });
    onEvent({ type: 'run-started', folder: 'run', resumed: true });
    onEvent({ type: 'epoch', epoch: 0, epochs: 2, logs: LOGS });
  });
  expect(lines).toEqual([
    'Data:  1,200 cells (Parasitized 600, Uninfected 600) patients unknown, in cells',
    '       in folders of a ready-made split: train 1,000, test 200',
    'Split: by patient: 1,000 training cells of 9 patients, 200 validation cells of 1 patient',
    '       20 of 200 validation cells (10.0 %) come from patients that are also in training',
    'Continuing run',
  ]);
  expect(written.join('')).toBe(
    'epoch 1/2  loss 0.5000  accuracy 0.9000  learning rate 1e-3  100 images/s  0:02\n           about 0:02 left\n',
  );
});

test.each([
  [{ state: 'finished-before', epoch: 8 }, 'finished before'],
  [
    { state: 'waiting', epoch: 2, reason: 'on a' },
    'waits for a worker, epoch 2 of 8 (the last try ended on a)',
  ],
  [{ state: 'running', epoch: 3, accuracy: 0.91, worker: 'b' }, 'epoch 3 of 8, val_accuracy 0.9100, on b'],
  [{ state: 'finished', epoch: 8, accuracy: 0.5 }, 'finished, epoch 8 of 8, val_accuracy 0.5000'],
  [{ state: 'failed', epoch: 0, reason: 'on a: no data' }, 'failed on a: no data'],
] as const)('a training of workers that is %j', async (state, said) => {
  const { lines, output } = recorder();
  const event = { type: 'training-state', name: 'Fold 1 of 3', epochs: 8, ...state } as const;
  await tellingEvents(output, async (onEvent) => onEvent(event));
  expect(lines).toEqual([`Fold 1 of 3: ${said}`]);
});

test.each([
  [
    { cells: 9 },
    'the model was trained on a part of this data set, so these figures flatter it; choose the cells it was not trained on by --split-file',
  ],
  [
    { cells: 9, trained: 3, splitFile: 's.csv' },
    'the model was trained on 3 of these 9 cells, so these figures flatter it; add --split-file s.csv',
  ],
  [
    { cells: 9, trained: 3 },
    'the model was trained on 3 of these 9 cells, so these figures flatter it; models that answer together need cells that none of them was trained on',
  ],
])('cells of the training, %j', async (known, said) => {
  const { lines, output } = recorder();
  await tellingEvents(output, async (onEvent) =>
    onEvent({ type: 'warning', about: 'trained-on-these-cells', ...known }),
  );
  expect(lines).toEqual([`warning: ${said}`]);
});

test('what can be resumed is noted for the case that a signal ends the command', async () => {
  const { lines, output } = recorder();
  const leave = endOnSignals([]);
  await tellingEvents(output, async (onEvent) =>
    onEvent({ type: 'resumable', what: 'cross-validation', folder: 'cv out' }),
  );
  expect(lines).toEqual([]);
  expect(howToGoOn(['cv', 'cells', '--folds', '2'])).toBe(
    "finished folds and epochs are kept; continue with: giemsa cv cells --folds 2 --out 'cv out' --resume",
  );
  leave();
});

test('layers without weights are named by stage, others by their own name', async () => {
  const { lines, output } = recorder();
  const missing = ['conv5_block1_1_conv', 'conv5_block1_1_bn', 'post_bn', 'conv1_conv', 'dense', 'dense_1'];
  const skipped = [{ layer: 'top', expected: '[2]', found: '[3]' }];
  await tellingEvents(output, async (onEvent) =>
    onEvent({ type: 'weights-loaded', file: 'w.h5', network: 'resnet', loaded: 4, skipped, missing }),
  );
  expect(lines).toEqual([
    'Weights: 4 layers of "resnet" loaded, 1 skipped, 6 missing, from w.h5',
    '         skipped: top has shapes [2], the file [3]',
    '         missing, random: conv5 (2 layers), post_bn, conv1_conv, dense, dense_1',
  ]);
});
