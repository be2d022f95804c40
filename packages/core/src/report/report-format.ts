import type { Estimate } from '../metrics/metrics-schema.js';
import { lacksPatients, quotedInterval, TOO_FEW_PATIENTS } from '../metrics/quoted-interval.js';
import type { Interval } from '../metrics/wilson.js';

/** A share as people read it: `96.19%`. */
export const percent = (share: number, digits = 2) => `${(100 * share).toFixed(digits)}%`;

/** An interval of shares: `95.76% to 96.58%`, or a dash where there is none. */
export const percentInterval = (interval: Interval | null | undefined) =>
  interval ? `${percent(interval[0])} to ${percent(interval[1])}` : '–';

/** The interval to quote with a share; in words why there is none. */
export const quotedPercents = (estimate: Estimate): string =>
  lacksPatients(estimate) ? TOO_FEW_PATIENTS : percentInterval(quotedInterval(estimate));

/** The interval to quote with a score; in words why there is none. */
export const quotedScores = (estimate: Estimate): string =>
  lacksPatients(estimate) ? TOO_FEW_PATIENTS : scoreInterval(quotedInterval(estimate));

/** A count with thousands marked: `27,558`. */
export const count = (value: number) => value.toLocaleString('en');

/** An interval of scores: `0.9910 to 0.9940`, or a dash where there is none. */
export const scoreInterval = (interval: Interval | null | undefined) =>
  interval ? `${score(interval[0])} to ${score(interval[1])}` : '–';

/** A score of four places, or a dash where it is not defined. */
export const score = (value: number | null) => (value === null ? '–' : value.toFixed(4));
