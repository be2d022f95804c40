import '../../test/english.js';
import { describe, expect, test } from 'vitest';
import { estimateText, metricsOf } from './metrics.js';
import { addressOf } from './use-address.js';

describe('the figures of a metrics.json', () => {
  test('are shown with their intervals', () => {
    const shown = metricsOf({
      n: 100,
      accuracy: { value: 0.96, ci95: [0.9, 0.99] },
      auc_roc: 0.5,
      confusion: { tp: 1, fp: 2, fn: 3, tn: 4 },
    })!;
    expect(shown.estimates.map(({ name, estimate }) => `${name} ${estimateText(estimate)}`)).toEqual([
      'Accuracy 0.96 [0.90, 0.99]',
      'AUC (ROC) 0.500',
    ]);
    expect(shown.confusion).toEqual({ tp: 1, fp: 2, fn: 3, tn: 4 });
  });

  test.each([
    [0.96417, [0.95601, 0.97011], '0.964 [0.956, 0.970]'],
    [0.99123, [0.99051, 0.99199], '0.9912 [0.9905, 0.9920]'],
    [0.5, [0.1, 0.9], '0.5 [0.1, 0.9]'],
    [1, [1, 1], '1.000 [1.000, 1.000]'],
  ] as const)('have as many digits as their interval carries: %s', (value, ci95, text) => {
    expect(estimateText({ value, ci95 })).toBe(text);
  });

  test.each([
    ['a list', [1, 2]],
    ['a text', 'accuracy'],
    ['a number', 7],
    ['nothing', null],
    ['another program’s', { accuracy: { mean: 0.9 }, sensitivity: '0.9', n: '12' }],
    ['figures without their number of cells', { accuracy: 0.9 }],
  ])('of another form, %s, are left out', (_, metrics) => {
    expect(metricsOf(metrics)).toBeUndefined();
  });

  test('are shown as far as they are of the form', () => {
    const shown = metricsOf({
      n: 3,
      accuracy: { value: null, ci95: 'wide' },
      sensitivity: { value: 'x' },
      specificity: { value: 0.5, ci95: [0.1] },
      confusion: 'none',
    })!;
    expect(shown.estimates.map(({ estimate }) => estimateText(estimate))).toEqual(['–', '0.500']);
    expect(shown.confusion).toBeUndefined();
  });
});

test.each([
  ['', []],
  ['#/', []],
  ['#/screen', ['screen']],
  ['#/runs/a%20b', ['runs', 'a b']],
  ['#screen', ['screen']],
  ['#/screen/%', undefined],
  ['#/%E0%A4%A/x', undefined],
])('the address %s', (hash, parts) => {
  expect(addressOf(hash)).toEqual(parts);
});
