import { expect, test } from 'vitest';
import { imageGrid } from '../drawing/image-grid.js';
import type { Evaluation } from '../metrics/evaluation.js';
import { computeMetrics } from '../metrics/metrics.js';
import { drawFigures } from './figures.js';
import { runReport } from './run-report.js';
import type { RunReportInput } from './run-report-input.js';

const evaluation: Evaluation = {
  classes: ['Parasitized', 'Uninfected'],
  positive: 0,
  threshold: 0.5,
  cells: Array.from({ length: 80 }, (_, index) => ({
    file: `cell-${index}.png`,
    patient: `C${index % 8}`,
    label: index % 2,
    probabilities: index % 10 === 0 ? [0.2, 0.8] : [1 - (index % 2) * 0.9, (index % 2) * 0.9],
  })),
  skipped: [{ file: '<img src=x onerror=alert(1)>.png', reason: 'not an image & "broken"' }],
};
const metrics = computeMetrics(evaluation);
const minimal: RunReportInput = {
  title: 'tiny on cells',
  made: new Date(0),
  evaluatedOn: 'the validation cells',
  metrics,
  figures: {},
};
const png = await imageGrid([], { columns: 1, title: 'A picture' });

test('the page holds all it shows: no script, no outside address', async () => {
  const page = runReport({
    ...minimal,
    figures: await drawFigures(evaluation, metrics),
    samples: [{ title: 'Samples', caption: 'Random cells', png }],
    mistakes: { title: 'Mistakes', caption: 'Wrong answers', png },
  });
  expect(page).not.toContain('<script');
  const markup = page.replaceAll(/base64,[^"]*/g, '');
  expect(markup.replace(/xmlns(:xlink)?="[^"]*"/g, '')).not.toMatch(/https?:|\/\/[a-z]/);
  expect(page.match(/src="data:image\/png;base64,/g)).toHaveLength(2);
  expect(page.match(/src="/g)).toHaveLength(2);
});

test('the headline gives accuracy, interval, cells and patients, and the intended use', () => {
  const page = runReport(minimal);
  expect(page).toContain('<b>90.00%</b>accuracy');
  expect(page).toContain('<b>80</b>cells evaluated<span>of 8 patients</span>');
  expect(page).toContain('Research use only. Not a medical device.');
});

test.each([
  [
    { kind: 'image' as const, sharedPatientCells: 20 },
    '25.0% of the validation cells\n(20 of 80) come from patients',
  ],
  [{ kind: 'patient' as const, sharedPatientCells: 0 }, 'No validation cell comes from a patient'],
  [{ kind: 'image' as const }, 'Patients are not known.'],
])('the split %o is stated', (split, statement) => {
  expect(runReport({ ...minimal, split: { trainingCells: 200, validationCells: 80, ...split } })).toContain(
    statement,
  );
});

test('names from outside are shown as text, never as markup', () => {
  const page = runReport({ ...minimal, title: '</title><b>', settings: { '<i>': '"&' } });
  expect(page).not.toMatch(/<img|<i>|<\/title><b>/);
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;.png');
  expect(page).toContain('not an image &amp; &quot;broken&quot;');
});

test('ids of the pictures on one page differ', async () => {
  const page = runReport({ ...minimal, figures: await drawFigures(evaluation, metrics) });
  const ids = [...page.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a section without data is left out', () => {
  const page = runReport({ ...minimal, metrics: { ...metrics, skipped: [] } });
  for (const title of ['Training', 'Images', 'Settings', 'Files left out', 'Environment']) {
    expect(page).not.toContain(`<h2>${title}</h2>`);
  }
});

test('figures that are not defined are named with the reason', () => {
  const infectedOnly = { ...evaluation, cells: evaluation.cells.filter(({ label }) => label === 0) };
  const page = runReport({ ...minimal, metrics: computeMetrics(infectedOnly) });
  expect(page).toContain('specificity (no cell is labelled Uninfected)');
  expect(page).not.toContain('NaN');
});
