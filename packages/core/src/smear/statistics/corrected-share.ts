import type { Interval } from '../../metrics/wilson.js';
import { betaCdf } from './beta.js';
import { binomialCdf, binomialMidCdf } from './binomial.js';
import { inPoints, type Weighted } from './weighted.js';

/** A rate measured on so many trials. */
export interface MeasuredRate {
  readonly value: number;
  readonly n: number;
}

/** A share of cells with its 95 % interval. */
export interface Corrected {
  /** In [0, 1]. */
  readonly value: number;
  readonly ci95: Interval;
}

/** What a count of cells called infected is compared with: the rates that false alarms and finds of this patient may have. */
export interface LikelyRates {
  readonly falseAlarms: readonly Weighted[];
  readonly sensitivity: readonly Weighted[];
}

const POINTS = 9;

/** Sensitivities that the classifier may have, by Jeffreys' posterior; 1 where nobody measured it. */
export function likelySensitivities(measured: MeasuredRate | null): readonly Weighted[] {
  if (!measured) return [{ value: 1, weight: 1 }];
  const found = measured.value * measured.n;
  return inPoints((value) => betaCdf(value, found + 0.5, measured.n - found + 0.5), POINTS);
}

/**
 * Limit of blank: the number of infected cells among `counted` that a patient without malaria stays at or below in 95 % of
 * cases. Source: the idea of CLSI EP17, for counts that vary within and between patients.
 */
export function limitOfBlank({ falseAlarms }: Pick<LikelyRates, 'falseAlarms'>, counted: number): number {
  const chance = (limit: number) => mean(falseAlarms, (rate) => binomialCdf(limit, counted, rate));
  return leastCount((limit) => chance(limit) >= 0.95, counted);
}

/** Limit of detection: the least share of infected cells with which 95 % of patients exceed the limit of blank (CLSI EP17). */
export function limitOfDetection(rates: LikelyRates, counted: number): number {
  const limit = limitOfBlank(rates, counted);
  return crossing((share) => over(rates, share, (called) => binomialCdf(limit, counted, called)), 0.05);
}

/**
 * The share of infected cells, corrected for cells that the classifier misses and those it takes for infected. The value is
 * Rogan and Gladen's, `(apparent - false alarms) / (sensitivity - false alarms)`. The interval holds the shares with which a
 * count as high as this, and one as low, each have a probability of 2.5 % or more, over all rates that this patient may have
 * (mid-p). A count within the limit of blank gives an upper bound alone, of 95 %. It accounts for the sampling of cells, and
 * for how well the rates are known and differ between patients. The probability of a count as low is divided by that in a
 * patient without malaria, so that a film with fewer false alarms than the blanks does not seem to exclude malaria.
 * Sources: Rogan & Gladen 1978, Am. J. Epidemiol. 107:71; the division: Read 2002, J. Phys. G 28:2693 (CLs).
 */
export function correctedShare(infected: number, counted: number, rates: LikelyRates): Corrected {
  const asLow = (share: number) => over(rates, share, (called) => binomialMidCdf(infected, counted, called));
  const isBlank = infected <= limitOfBlank(rates, counted);
  const low = isBlank ? 0 : crossing(asLow, 0.975);
  const high = crossing(asLow, (isBlank ? 0.05 : 0.025) * asLow(0));
  const alarms = mean(rates.falseAlarms, (rate) => rate);
  const found = mean(rates.sensitivity, (value) => value);
  const value = (infected / counted - alarms) / (found - alarms);
  return { value: Math.min(high, Math.max(low, value)), ci95: [low, high] };
}

/** Mean of a function of the share of cells called infected, over all rates. */
const over = ({ falseAlarms, sensitivity }: LikelyRates, share: number, of: (called: number) => number) =>
  mean(sensitivity, (found) => mean(falseAlarms, (alarms) => of(share * found + (1 - share) * alarms)));

const mean = (points: readonly Weighted[], of: (value: number) => number): number =>
  points.reduce((sum, { value, weight }) => sum + weight * of(value), 0);

/** The share at which a falling function reaches a level; 0 or 1 where it does not. */
function crossing(falling: (share: number) => number, level: number): number {
  if (falling(0) <= level) return 0;
  let [low, high] = [0, 1];
  for (let round = 0; round < 40 && high - low > 3e-4 * high; round++) {
    const middle = (low + high) / 2;
    if (falling(middle) > level) low = middle;
    else high = middle;
  }
  return falling(high) > level ? 1 : (low + high) / 2;
}

/** The least whole number up to `most` of which something holds that holds of all larger ones. */
function leastCount(holds: (count: number) => boolean, most: number): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
