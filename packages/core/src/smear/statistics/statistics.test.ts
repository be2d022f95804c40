import { describe, expect, it, test } from 'vitest';
import { betaCdf, betaQuantile } from './beta.js';
import { falseAlarmRates } from './blanks.js';
import { correctedShare, likelySensitivities, limitOfBlank, limitOfDetection } from './corrected-share.js';
import { redCellCount } from './density.js';
import { exactInterval } from './exact-interval.js';
import { fieldSpread } from './field-spread.js';
import { checkMinimumCounts } from './minimum-counts.js';
import { parasitaemia } from './parasitaemia.js';
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

// Ten patients without malaria, 700 cells each. Expected values by SciPy's betabinom, beta and binom: the same prior on a grid of
// 24,000 beta distributions, and 400,000 draws of both rates.
const blanks = [1, 0, 2, 1, 0, 3, 1, 0, 1, 2].map((falseAlarms) => ({ cells: 700, falseAlarms }));
const likely = {
  falseAlarms: falseAlarmRates(blanks)!,
  sensitivity: likelySensitivities({ value: 56 / 68, n: 68 }),
};

describe('false alarms of a further patient', () => {
  const mean = (points: typeof likely.falseAlarms) =>
    points.reduce((sum, { value, weight }) => sum + value * weight, 0);

  it('the limit of blank of 2,000 cells, and the limit of detection', () => {
    expect(mean(likely.falseAlarms)).toBeCloseTo(0.001735, 5);
    expect(limitOfBlank(likely, 2000)).toBe(9);
    expect(limitOfDetection(likely, 2000)).toBeCloseTo(0.008005, 4);
  });
  it('patients who differ more than by chance widen them, at the same number of false alarms', () => {
    const uneven = [0, 0, 0, 0, 0, 11, 0, 0, 0, 0].map((falseAlarms) => ({ cells: 700, falseAlarms }));
    const even = Array.from({ length: 10 }, (_, index) => ({ cells: 700, falseAlarms: index === 0 ? 2 : 1 }));
    const limit = (of: typeof blanks) => limitOfBlank({ falseAlarms: falseAlarmRates(of)! }, 2000);
    expect(limit(uneven)).toBeGreaterThan(limit(blanks));
    expect(limit(even)).toBeLessThan(limit(blanks));
  });
  it('fewer than five patients do not tell how much patients differ', () => {
    expect(falseAlarmRates(blanks.slice(0, 4))).toBeNull();
    expect(falseAlarmRates([...blanks.slice(0, 4), { cells: 0, falseAlarms: 0 }])).toBeNull();
  });
});

describe('the share of infected cells, corrected', () => {
  test.each([
    [40, 0.014655, 0.022353, 0.031819],
    [200, 0.101281, 0.120263, 0.144298],
  ])('%i of 2,000 called infected', (infected, low, value, high) => {
    const share = correctedShare(infected, 2000, likely);
    const ratios = [share.ci95[0] / low, share.value / value, share.ci95[1] / high];
    for (const ratio of ratios) expect(Math.abs(ratio - 1)).toBeLessThan(0.002);
  });
  it('within the limit of blank it is an upper bound', () => {
    const { ci95 } = correctedShare(3, 2000, likely);
    expect(ci95[0]).toBe(0);
    expect(ci95[1]).toBeCloseTo(0.003455, 5);
  });
  it('fewer calls than any blank do not make the bound tighter than sampling allows', () => {
    expect(correctedShare(0, 2000, likely).ci95[1]).toBeGreaterThan(0.0015);
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
    const counted = parasitaemia([{ counted: 1000, infected: 50 }], redCellCount({ haematocrit: ' ' }), {
      sensitivity: null,
      blanks,
    });
    expect(redCellCount({ haematocrit: '' }).perMicrolitre).toBeNull();
    expect(counted.corrected!.value).toBeGreaterThan(0.04);
    expect(counted.corrected!.perMicrolitre).toBeNull();
  });
  it('refuses values that no blood has', () => {
    expect(() => redCellCount({ haematocrit: 'abc' })).toThrow('from 5 to 75');
    expect(() => redCellCount({ redCells: 5 })).toThrow('per µL');
  });
});

describe('parasitaemia', () => {
  const assumed = redCellCount({});
  const figures = (counted: number, infected: number, rates?: Parameters<typeof parasitaemia>[2]) =>
    parasitaemia([{ counted, infected }], assumed, rates);
  const measured = { sensitivity: { value: 0.8, n: 200 }, blanks };
  const silent = { raw: null, corrected: null, spread: null, severity: [] };

  it('without patients without malaria: counts, and no percentage, density or severity at all', () => {
    const result = figures(1000, 120);
    expect(result).toMatchObject({ ...silent, limitOfBlank: null, limitOfDetection: null });
    expect(result.statement).toBe(
      '120 of 1,000 red cells were called infected. How many a patient without malaria would show is not known here: calibrate the microscope on patients without malaria.',
    );
  });
  it('the same with four of them, and it says why', () => {
    const result = figures(1000, 120, { ...measured, blanks: blanks.slice(0, 4) });
    expect(result).toMatchObject(silent);
    expect(result.statement).toContain('from 4 patients without malaria (5 or more are needed)');
  });
  it('none called: an upper bound of called cells, and never "negative"', () => {
    const { statement, raw } = figures(1000, 0);
    expect(raw).toBeNull();
    expect(statement).toContain('0 of 1,000 red cells were called infected');
    expect(statement).toContain('fewer than 0.30 %');
    expect(statement).toContain('A thin film cannot exclude malaria');
    expect(statement).not.toMatch(/negative/i);
  });
  it('more than a blank may show: corrected share and density, pooled over fields', () => {
    const rates = { ...measured, blanks: blanks.map((blank) => ({ ...blank, cells: 70_000 })) };
    const { raw, corrected, statement } = parasitaemia(
      [
        { counted: 10, infected: 5 },
        { counted: 990, infected: 5 },
      ],
      assumed,
      rates,
    );
    expect(raw!.value).toBe(0.01);
    expect(corrected!.value).toBeCloseTo(0.01 / 0.8, 3);
    expect(corrected!.perMicrolitre!.value).toBeCloseTo(corrected!.value * 5_000_000, 6);
    expect(statement).toContain('more than the 0 that a patient without malaria may show');
  });
  it('no more than a blank, and a low limit of detection: it says so, and what would look alike', () => {
    const { statement, corrected, limitOfBlank: blank } = figures(3000, 8, measured);
    expect(blank).toBeGreaterThanOrEqual(8);
    expect(corrected!.ci95[0]).toBe(0);
    expect(statement).toContain('no more than a patient without malaria may show');
    expect(statement).toMatch(/A patient with 0\.\d+ % infected cells may show as few/);
    expect(statement).toContain('cannot exclude malaria');
  });
  it('no more than a blank, but one per cent would look alike: not interpretable', () => {
    const result = figures(500, 2, measured);
    expect(result).toMatchObject(silent);
    expect(result.limitOfDetection).toBeGreaterThan(0.01);
    expect(result.statement).toContain('not interpretable');
    expect(result.statement).not.toContain('no more than');
  });
  it('gametocytes are no part of it: not in the patient, nor in those without malaria', () => {
    const cells = blanks.map(({ cells }) => cells);
    const told = cells.map((of) => ({ cells: of, falseAlarms: 3, gametocytes: 2 }));
    const untold = cells.map((of) => ({ cells: of, falseAlarms: 1 }));
    const asexual = figures(2000, 60, { ...measured, blanks: untold });
    const both = parasitaemia([{ counted: 2000, infected: 90, gametocytes: 30 }], assumed, {
      ...measured,
      blanks: told,
    });
    expect(both).toMatchObject({ infected: 90, gametocytes: 30, isBound: false });
    expect(both.raw).toEqual(asexual.raw);
    expect(both.corrected).toEqual(asexual.corrected);
    expect(both.statement).toContain(
      '90 of 2,000 red cells were called infected (30 of them gametocytes), more than',
    );
  });
  it('of gametocytes alone it is an upper bound, though the patient is infected', () => {
    const only = parasitaemia([{ counted: 2000, infected: 40, gametocytes: 40 }], assumed, measured);
    expect(only.infected).toBeGreaterThan(only.limitOfBlank!);
    expect(only).toMatchObject({ isBound: true, corrected: { ci95: [0, expect.any(Number)] } });
    expect(only.statement).toContain('(all of them gametocytes)');
  });
  it('nothing counted: no figure at all', () => {
    expect(parasitaemia([], assumed, measured)).toMatchObject(silent);
  });
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
  const states = (value: number, low: number, high: number, isSensitivityKnown = true) =>
    severityFlags({ value, ci95: [low, high] }, isSensitivityKnown).map(({ state }) => state);
  expect(states(0.12, 0.11, 0.13)).toEqual(['reached', 'reached']);
  expect(states(0.06, 0.04, 0.09)).toEqual(['possible', 'not reached']);
  expect(states(0.03, 0.01, 0.07)).toEqual(['not excluded', 'not reached']);
  expect(states(0.05, 0.05, 0.1)).toEqual(['reached', 'not reached']);
  // What the classifier misses may be any number of cells.
  expect(states(0.001, 0, 0.002, false)).toEqual(['not excluded', 'not excluded']);
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
