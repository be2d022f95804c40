import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { agreementOf } from './agreement.js';
import { NORMAL_975, wilsonInterval } from './wilson.js';

interface Case {
  readonly name: string;
  readonly table: number[][];
  /** By scikit-learn. */
  readonly kappa: number;
  /** By the delta method with numerical derivatives. */
  readonly standard_error: number;
}
const cases = JSON.parse(
  readFileSync(new URL('./goldens/agreement.json', import.meta.url), 'utf8'),
) as Case[];

test.each(cases)('$name: scikit-learn’s kappa, and the interval of its standard error', (golden) => {
  const { n, agreed, share, shareCi95, kappa, kappaCi95 } = agreementOf(golden.table);
  expect(kappa).toBeCloseTo(golden.kappa, 12);
  expect([share, shareCi95]).toEqual([agreed / n, wilsonInterval(agreed, n)]);
  if (agreed === n) return expect(kappaCi95).toBeNull();
  expect(kappaCi95![0]).toBeCloseTo(Math.max(-1, golden.kappa - NORMAL_975 * golden.standard_error), 6);
  expect(kappaCi95![1]).toBeCloseTo(Math.min(1, golden.kappa + NORMAL_975 * golden.standard_error), 6);
});

test('nothing is said of no cells, and no kappa where there is one class only', () => {
  expect(
    agreementOf([
      [0, 0],
      [0, 0],
    ]),
  ).toMatchObject({ n: 0, share: null, shareCi95: null, kappa: null });
  expect(
    agreementOf([
      [9, 0],
      [0, 0],
    ]),
  ).toMatchObject({ n: 9, share: 1, kappa: null, kappaCi95: null });
});
