import { expect, test } from 'vitest';
import { randomFromSeed } from '../random.js';
import type { Evaluation } from './evaluation.js';
import { computeMetrics } from './metrics.js';
import { isBinary } from './metrics-schema.js';
import { pairedFigures } from './paired-figures.js';

/** Cells of some patients; the model errs in one of `every` cells. */
function evaluationOf(every: number, { patients = 12, each = 20, known = true } = {}): Evaluation {
  const random = randomFromSeed(every);
  const cells = Array.from({ length: patients * each }, (_, index) => {
    const label = index % 2;
    const isRight = random.integer(every) > 0;
    const infected = 0.5 + (isRight === (label === 0) ? 0.4 : -0.4) + random.integer(100) / 1000;
    return {
      ...{ file: `${index}.png`, label, probabilities: [infected, 1 - infected] },
      ...(known && { patient: `P${Math.floor(index / each)}` }),
    };
  });
  return { classes: ['Parasitized', 'Uninfected'], positive: 0, threshold: 0.5, cells };
}

test('gives each model the figures and the intervals over patients that metrics.json has, and their difference', () => {
  const [before, after] = [evaluationOf(5), evaluationOf(20)];
  const { figures, ...rest } = pairedFigures(before, after);
  expect(rest).toEqual({ cells: 240, patients: 12, without_interval: null });
  const [old, now] = [computeMetrics(before), computeMetrics(after)];
  if (!isBinary(old) || !isBinary(now)) throw new Error('two classes');
  for (const name of ['accuracy', 'sensitivity', 'specificity', 'auc_roc'] as const) {
    const { before: first, after: second, difference } = figures[name]!;
    expect([first.value, first.ci95]).toEqual([old[name].value, old[name].ci95_patients]);
    expect([second.value, second.ci95]).toEqual([now[name].value, now[name].ci95_patients]);
    expect(difference.value).toBeCloseTo(now[name].value! - old[name].value!, 12);
    expect(difference.ci95![0]).toBeLessThan(difference.value);
    expect(difference.ci95![1]).toBeGreaterThan(difference.value);
  }
});

test('draws the same patients for both models: what both miss in a patient does not blur their difference', () => {
  const before = evaluationOf(20);
  // Two patients are hard for both models; the new one errs in one cell more of each patient but the last.
  const isHard = (index: number) => index < 40 && index % 20 < 10;
  const wrong = ({ cells, ...others }: Evaluation, errs: (index: number) => boolean): Evaluation => ({
    ...others,
    cells: cells.map((cell, index) => {
      const right = cell.label === 0 ? 0.9 : 0.1;
      const infected = errs(index) ? 1 - right : right;
      return { ...cell, probabilities: [infected, 1 - infected] };
    }),
  });
  const first = wrong(before, isHard);
  const second = wrong(before, (index) => isHard(index) || (index % 20 === 19 && index < 220));
  const { accuracy } = pairedFigures(first, second).figures;
  const widthOf = ([low, high]: readonly [number, number]) => high - low;
  expect(accuracy!.difference.value).toBeCloseTo(-11 / 240, 12);
  expect(widthOf(accuracy!.before.ci95!)).toBeGreaterThan(0.1);
  expect(widthOf(accuracy!.difference.ci95!)).toBeLessThan(0.02);
});

test('gives no interval where patients are too few or not known, and says which', () => {
  const few = pairedFigures(evaluationOf(5, { patients: 3 }), evaluationOf(20, { patients: 3 }));
  expect(few).toMatchObject({ patients: 3, without_interval: 'too few patients' });
  const unknown = pairedFigures(evaluationOf(5, { known: false }), evaluationOf(20, { known: false }));
  expect(unknown).toMatchObject({ patients: null, without_interval: 'patients not known' });
  for (const { figures } of [few, unknown]) expect(figures.accuracy!.difference.ci95).toBeNull();
});

test('takes the same cells only', () => {
  const { cells, ...others } = evaluationOf(5);
  expect(() => pairedFigures(evaluationOf(5), { ...others, cells: cells.toReversed() })).toThrow(RangeError);
});
