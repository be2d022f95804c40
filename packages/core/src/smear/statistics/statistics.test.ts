import { describe, expect, it, test } from 'vitest';
import { randomFromSeed } from '../../random.js';
import { betaCdf, betaQuantile } from './beta.js';
import { redCellCount } from './density.js';
import { exactInterval } from './exact-interval.js';
import { fieldSpread } from './field-spread.js';
import { limitOfBlank } from './limit-of-blank.js';
import { checkMinimumCounts } from './minimum-counts.js';
import { parasitaemia } from './parasitaemia.js';
import { roganGladen } from './rogan-gladen.js';
import { severityFlags } from './severity.js';

describe('beta distribution', () => {
  it('agrees with closed forms: Beta(1, b) and Beta(a, 1)', () => {
    expect(betaCdf(0.3, 1, 5)).toBeCloseTo(1 - 0.7 ** 5, 12);
    expect(betaCdf(0.3, 4, 1)).toBeCloseTo(0.3 ** 4, 12);
    expect(betaCdf(0.5, 7, 7)).toBeCloseTo(0.5, 12);
  });
  it('the quantile undoes the distribution function', () => {
    for (const [a, b] of [
      [0.5, 3],
      [12, 900],
      [5000, 20],
    ] as const) {
      expect(betaCdf(betaQuantile(0.025, a, b), a, b)).toBeCloseTo(0.025, 10);
    }
  });
});

describe('exact interval', () => {
  // Clopper-Pearson by R's binom.test(10, 1000) and binom.test(50, 5000).
  test.each([
    [10, 1000, 0.004805, 0.018314],
    [50, 5000, 0.007432, 0.013163],
  ])('%i of %i', (successes, total, low, high) => {
    const interval = exactInterval(successes, total)!;
    expect(interval[0]).toBeCloseTo(low, 5);
    expect(interval[1]).toBeCloseTo(high, 5);
  });
  it('none of 1,000: an upper bound near the rule of three, not zero', () => {
    expect(exactInterval(0, 1000)).toEqual([0, expect.closeTo(3 / 1000, 4)]);
  });
  it('nothing counted gives no interval', () => {
    expect(exactInterval(0, 0)).toBeNull();
  });
});

describe('Rogan-Gladen', () => {
  const sensitivity = { value: 0.947, n: 1e6 };
  const specificity = { value: 0.972, n: 1e6 };
  test.each([
    [3000, 0.0022],
    [5000, 0.0239],
    [10_000, 0.0783],
  ])('sensitivity 0.947, specificity 0.972: %i of 100,000 apparent', (positives, expected) => {
    expect(roganGladen(positives, 100_000, sensitivity, specificity)!.value).toBeCloseTo(expected, 4);
  });
  it('never leaves [0, 1]', () => {
    const low = roganGladen(1, 1000, sensitivity, specificity)!;
    expect(low.value).toBe(0);
    expect(low.ci95[0]).toBe(0);
  });
  it('a classifier that tells nothing corrects nothing', () => {
    expect(roganGladen(5, 10, { value: 0.3, n: 10 }, { value: 0.7, n: 10 })).toBeNull();
  });
  it('covers the truth in 93 to 97 % of 1,000 simulated patients', () => {
    const random = randomFromSeed(11);
    const draw = (n: number, p: number) =>
      Array.from({ length: n }, () => random.chance(p)).filter(Boolean).length;
    let covered = 0;
    for (let patient = 0; patient < 1000; patient++) {
      const truth = 10 ** random.uniform(-2.5, -1);
      const infected = draw(1000, truth);
      const positives = draw(infected, 0.85) + draw(1000 - infected, 0.003);
      const se = { value: draw(300, 0.85) / 300, n: 300 };
      const sp = { value: 1 - draw(3000, 0.003) / 3000, n: 3000 };
      const [low, high] = roganGladen(positives, 1000, se, sp)!.ci95;
      if (low <= truth && truth <= high) covered++;
    }
    expect(covered / 1000).toBeGreaterThan(0.93);
    expect(covered / 1000).toBeLessThan(0.98);
  });
});

describe('red cells per µL', () => {
  it('assumed when nothing is known, and says so', () => {
    expect(redCellCount({})).toMatchObject({ perMicrolitre: 5_000_000, source: 'assumed' });
    expect(redCellCount({}).words).toContain('assumed');
  });
  it('haematocrit × 125,600', () => {
    expect(redCellCount({ haematocrit: '45' }).perMicrolitre).toBe(5_652_000);
  });
  it('a blank haematocrit gives no density, never 0', () => {
    expect(redCellCount({ haematocrit: '' }).perMicrolitre).toBeNull();
    const counted = parasitaemia([{ counted: 1000, infected: 10 }], redCellCount({ haematocrit: ' ' }));
    expect(counted.raw!.perMicrolitre).toBeNull();
  });
  it('refuses values that no blood has', () => {
    expect(() => redCellCount({ haematocrit: 'abc' })).toThrow('from 5 to 75');
    expect(() => redCellCount({ redCells: 5 })).toThrow('per µL');
  });
});

describe('parasitaemia', () => {
  const assumed = redCellCount({});
  it('10 infected in 1,300 cells are 38,462/µL, however many cells were counted', () => {
    const { raw } = parasitaemia([{ counted: 1300, infected: 10 }], assumed);
    expect(raw!.perMicrolitre!.value).toBeCloseTo(38_461.5, 1);
  });
  it('pools the counts of fields: not a mean of their shares', () => {
    const { raw } = parasitaemia(
      [
        { counted: 10, infected: 5 },
        { counted: 990, infected: 5 },
      ],
      assumed,
    );
    expect(raw!.value).toBe(0.01);
  });
  it('no infected cell is an upper bound and never "negative"', () => {
    const { raw, statement } = parasitaemia([{ counted: 1000, infected: 0 }], assumed);
    expect(raw!.ci95[1]).toBeCloseTo(0.003, 3);
    expect(statement).toContain('No infected cell found in 1,000 red cells: parasitaemia below 0.30 %');
    expect(statement).toContain('cannot exclude malaria');
    expect(statement).not.toMatch(/negative/i);
  });
  it('without a measured background nothing is corrected, and it says so', () => {
    const result = parasitaemia([{ counted: 1000, infected: 10 }], assumed);
    expect(result.corrected).toBeNull();
    expect(result.limitOfBlank).toBeNull();
    expect(result.statement).toContain('were not measured');
  });
  it('with a measured background: corrected figure and limit of blank', () => {
    const rates = { sensitivity: null, background: { cells: 10_000, falseAlarms: 30 } };
    const result = parasitaemia([{ counted: 2000, infected: 8 }], assumed, rates);
    expect(result.corrected!.value).toBeCloseTo((0.004 - 0.003) / 0.997, 6);
    expect(result.limitOfBlank!.cells).toBeGreaterThanOrEqual(8);
    expect(result.statement).toContain('no more than a patient without malaria may show');
  });
  it('nothing counted: no figure at all', () => {
    expect(parasitaemia([], assumed)).toMatchObject({ raw: null, corrected: null, severity: [] });
  });
});

it('limit of blank: 95 % of blank patients stay at or below it', () => {
  const background = { cells: 1_000_000, falseAlarms: 1000 };
  // Poisson(2): P(X ≤ 5) = 0.983, P(X ≤ 4) = 0.947.
  expect(limitOfBlank(background, 2000)).toBe(5);
  expect(limitOfBlank({ cells: 0, falseAlarms: 0 }, 2000)).toBeNull();
});

it('minimum counts: which are met, and how many fields are missing', () => {
  const checks = checkMinimumCounts(1100, 10);
  expect(checks.map(({ cells, met }) => [cells, met])).toEqual([
    [500, true],
    [1000, true],
    [2000, false],
    [5000, false],
    [10_000, false],
  ]);
  expect(checks[2]!.furtherFields).toBe(9);
  expect(checkMinimumCounts(0, 0)[0]!.furtherFields).toBeNull();
});

it('severity looks at the interval: reached, possible, not excluded', () => {
  const states = (share: number, low: number, high: number) =>
    severityFlags(share, [low, high]).map(({ state }) => state);
  expect(states(0.12, 0.11, 0.13)).toEqual(['reached', 'reached']);
  expect(states(0.06, 0.04, 0.09)).toEqual(['possible', 'not reached']);
  expect(states(0.03, 0.01, 0.07)).toEqual(['not excluded', 'not reached']);
  expect(states(0.05, 0.05, 0.1)).toEqual(['reached', 'not reached']);
});

it('parasites that cluster in fields widen the interval by fields', () => {
  const even = Array.from({ length: 10 }, () => ({ counted: 100, infected: 2 }));
  const clustered = Array.from({ length: 10 }, (_, index) => ({
    counted: 100,
    infected: index === 0 ? 20 : 0,
  }));
  expect(fieldSpread(even)!.dispersion).toBeLessThan(0.1);
  expect(fieldSpread(clustered)!.dispersion).toBeGreaterThan(5);
  expect(fieldSpread(clustered)!.ci95[1]).toBeGreaterThan(fieldSpread(even)!.ci95[1]);
  expect(fieldSpread(even.slice(0, 3))).toBeNull();
});
