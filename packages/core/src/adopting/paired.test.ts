import { describe, expect, it } from 'vitest';
import { differenceInterval, pairedCalls, signTest } from './paired.js';

describe('two models on the same cells', () => {
  it('counts the calls of each, and the cells on which they differ', () => {
    const before = { probabilities: [0.9, 0.95, 0.2, 0.91, 0.1], threshold: 0.9 };
    const after = { probabilities: [0.4, 0.6, 0.7, 0.8, 0.1], threshold: 0.5 };
    expect(pairedCalls(before, after)).toMatchObject({
      n: 5,
      before: { called: 3, share: 0.6 },
      after: { called: 3, share: 0.6 },
      ...{ only_after: 1, only_before: 1, difference: 0, p: 1 },
    });
  });

  it('of no cell there is no figure', () => {
    const none = { probabilities: [], threshold: 0.5 };
    expect(pairedCalls(none, none)).toBeNull();
  });

  // scipy.stats.binomtest(max(a, b), a + b).pvalue
  it.each([
    [8, 1, 0.0390625],
    [0, 3, 0.25],
    [5, 5, 1],
    [12, 30, 0.007915897334896727],
    [0, 0, 1],
  ])('the sign test of %i against %i is SciPy’s', (a, b, p) => {
    expect(signTest(a, b)).toBeCloseTo(p, 10);
  });

  it('the interval of a difference holds it, has a width where no pair differs, and is narrower with more cells', () => {
    const [low, high] = differenceInterval(12, 4, 100);
    expect(low).toBeLessThan(0.08);
    expect(high).toBeGreaterThan(0.08);
    // By hand: b = 12.5, c = 4.5, n = 102.
    expect(low).toBeCloseTo(8 / 102 - (1.959963984540054 * Math.sqrt(17 - 64 / 102)) / 102, 12);
    const widthOf = (n: number) => differenceInterval(0, 0, n)[1] - differenceInterval(0, 0, n)[0];
    expect(widthOf(50)).toBeGreaterThan(0);
    expect(widthOf(500)).toBeLessThan(widthOf(50));
  });
});
