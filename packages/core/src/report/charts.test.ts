import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Evaluation } from '../metrics/evaluation.js';
import { computeMetrics } from '../metrics/metrics.js';
import { curvesSpec, type HistoryRow } from './curves.js';
import { drawFigures } from './figures.js';
import { renderSvg, writeFigure } from './render.js';

const cells = Array.from({ length: 200 }, (_, index) => {
  const probability = Math.abs(Math.sin(index * 7.3));
  return {
    file: `cell-${index}.png`,
    patient: `C${index % 9}`,
    label: Math.abs(Math.sin(index * 3.1)) < probability ? 0 : 1,
    probabilities: [probability, 1 - probability],
  };
});
const evaluation: Evaluation = { classes: ['Parasitized', 'Uninfected'], positive: 0, threshold: 0.5, cells };

const epoch = (number: number, validation = true): HistoryRow => ({
  epoch: number,
  loss: 0.5 / number,
  accuracy: 1 - 0.2 / number,
  val_loss: validation ? 0.6 / number : null,
  val_accuracy: validation ? 1 - 0.25 / number : null,
  learning_rate: 0.001,
  seconds: 10,
  images_per_second: 100,
});

const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

describe('curves', () => {
  test('show both losses and both accuracies and name the best validation values', async () => {
    const svg = await renderSvg(curvesSpec([epoch(1), epoch(2), epoch(3)]));
    expect(texts(svg)).toEqual(
      expect.arrayContaining([
        'Loss',
        'Accuracy',
        'Training',
        'Validation',
        'best validation 0.2000, epoch 3',
        'best validation 91.67%, epoch 3',
      ]),
    );
    expect(svg.match(/class="mark-line role-mark/g)!.length).toBeGreaterThanOrEqual(2);
  });

  test.each([
    ['one epoch', [epoch(1)]],
    ['no validation', [epoch(1, false), epoch(2, false)]],
    ['300 epochs', Array.from({ length: 300 }, (_, index) => epoch(index + 1))],
  ])('%s can be drawn', async (_, history) => {
    expect(await renderSvg(curvesSpec(history))).not.toContain('NaN');
  });
});

describe('the charts of an evaluation', () => {
  const metrics = computeMetrics(evaluation);

  test('are all drawn, and every value is a number', async () => {
    const figures = await drawFigures(evaluation, metrics, [epoch(1), epoch(2)]);
    expect(Object.keys(figures)).toEqual([
      'curves',
      'confusionMatrix',
      'roc',
      'precisionRecall',
      'reliability',
      'scores',
      'patients',
    ]);
    for (const svg of Object.values(figures)) expect(svg).not.toMatch(/NaN|undefined/);
  });

  test('the confusion matrix names each field and gives count and percentage', async () => {
    const { confusionMatrix } = await drawFigures(evaluation, metrics);
    const [[tp, fn], [fp, tn]] = metrics.confusion_matrix as [[number, number], [number, number]];
    expect(texts(confusionMatrix!)).toEqual(
      expect.arrayContaining([
        ...['True Positive', 'False Negative', 'False Positive', 'True Negative'],
        ...['Actual', 'Predicted', 'Parasitized', 'Uninfected'],
        ...[tp, fn, fp, tn].flatMap((count) => [String(count), `${(count / 2).toFixed(2)}%`]),
      ]),
    );
  });

  test('what one class or more than two classes cannot give is left out', async () => {
    const oneClass = { ...evaluation, cells: cells.filter(({ label }) => label === 1) };
    const names = async (input: Evaluation) => Object.keys(await drawFigures(input, computeMetrics(input)));
    expect(await names(oneClass)).not.toContain('roc');
    const three: Evaluation = {
      ...evaluation,
      classes: ['ring', 'schizont', 'trophozoite'],
      cells: cells.map((cell, index) => ({ ...cell, label: index % 3, probabilities: [0.2, 0.3, 0.5] })),
    };
    expect(await names(three)).toEqual(['confusionMatrix', 'patients']);
  });
});

test('a figure is written as SVG and as PNG of twice its size, on white, with nothing left beside them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'figures-'));
  try {
    await writeFigure(folder, 'curves', await renderSvg(curvesSpec([epoch(1), epoch(2)])));
    expect((await readdir(folder)).sort()).toEqual(['curves.png', 'curves.svg']);
    const svg = await readFile(join(folder, 'curves.svg'), 'utf8');
    const { width } = await sharp(join(folder, 'curves.png')).metadata();
    expect(width).toBe(2 * Number(/width="(\d+)"/.exec(svg)![1]));
    const corner = await sharp(join(folder, 'curves.png'))
      .extract({ left: 0, top: 0, width: 1, height: 1 })
      .raw()
      .toBuffer();
    expect([...corner]).toEqual([255, 255, 255, 255]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
