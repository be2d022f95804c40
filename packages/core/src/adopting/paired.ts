import { isPositive } from '../answer/decide.js';
import { type Interval, NORMAL_975 } from '../metrics/wilson.js';
import { binomialCdf } from '../smear/statistics/binomial.js';
import { exactInterval } from '../smear/statistics/exact-interval.js';

/** How many of some cells a model calls infected, with an exact 95 % interval of the share. */
export interface CalledShare {
  readonly called: number;
  readonly share: number;
  readonly ci95: Interval;
}

/** Two models on the same cells, all infected or all healthy. */
export interface PairedCalls {
  readonly n: number;
  readonly before: CalledShare;
  readonly after: CalledShare;
  /** Cells that only the new model calls infected, and those that only the old one does. */
  readonly only_after: number;
  readonly only_before: number;
  /** Share after minus share before, with a 95 % interval of paired shares. */
  readonly difference: number;
  readonly difference_ci95: Interval;
  /** Two-sided exact p of the sign test (McNemar): how often chance alone gives so uneven a change. */
  readonly p: number;
}

/** Probabilities of the infected class, and from which a cell is called so. */
export interface Answers {
  readonly probabilities: readonly number[];
  readonly threshold: number;
}

/** @returns null where there is no cell */
export function pairedCalls(before: Answers, after: Answers): PairedCalls | null {
  const n = before.probabilities.length;
  if (n === 0) return null;
  const calls = ({ probabilities, threshold }: Answers) =>
    probabilities.map((probability) => isPositive(probability, threshold));
  const [first, second] = [calls(before), calls(after)];
  const onlyAfter = second.filter((call, index) => call && !first[index]).length;
  const onlyBefore = first.filter((call, index) => call && !second[index]).length;
  return {
    n,
    before: shareOf(first),
    after: shareOf(second),
    ...{ only_after: onlyAfter, only_before: onlyBefore },
    difference: (onlyAfter - onlyBefore) / n,
    difference_ci95: differenceInterval(onlyAfter, onlyBefore, n),
    p: signTest(onlyAfter, onlyBefore),
  };
}

function shareOf(calls: readonly boolean[]): CalledShare {
  const called = calls.filter(Boolean).length;
  return { called, share: called / calls.length, ci95: exactInterval(called, calls.length)! };
}

/**
 * The interval of a difference of paired shares, with half a pair added to each of the four kinds of pairs, so that it has a
 * width where few pairs differ. Source: Agresti & Min 2005, Stat. Med. 24:729.
 */
export function differenceInterval(gained: number, lost: number, n: number): Interval {
  const [b, c, total] = [gained + 0.5, lost + 0.5, n + 2];
  const difference = (b - c) / total;
  const half = (NORMAL_975 * Math.sqrt(b + c - (b - c) ** 2 / total)) / total;
  return [Math.max(-1, difference - half), Math.min(1, difference + half)];
}

/** Two-sided exact binomial test that both directions are as likely. */
export function signTest(one: number, other: number): number {
  const n = one + other;
  return n === 0 ? 1 : Math.min(1, 2 * (1 - binomialCdf(Math.max(one, other) - 1, n, 0.5)));
}
