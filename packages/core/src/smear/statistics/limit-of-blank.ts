import { betaCdf } from './beta.js';
import { exactInterval } from './exact-interval.js';

/** False alarms among cells of patients known to be free of malaria. */
export interface Background {
  readonly cells: number;
  readonly falseAlarms: number;
}

/**
 * Limit of blank: the number of infected cells among `counted` that a patient without malaria stays at or below in 95 % of
 * cases, at the upper end of the background's interval.
 * Source: the idea of CLSI EP17, with the binomial distribution of counts in place of the normal one.
 */
export function limitOfBlank({ cells, falseAlarms }: Background, counted: number): number | null {
  const interval = exactInterval(falseAlarms, cells);
  if (interval === null || counted === 0) return null;
  const rate = interval[1];
  let limit = 0;
  while (limit < counted && binomialCdf(limit, counted, rate) < 0.95) limit++;
  return limit;
}

/** P(X ≤ k) of n trials with probability p. */
function binomialCdf(k: number, n: number, p: number): number {
  return k >= n ? 1 : betaCdf(1 - p, n - k, k + 1);
}
