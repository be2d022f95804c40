import type { Interval } from '../../metrics/wilson.js';
import { betaQuantile } from './beta.js';

/**
 * The exact 95 % interval (Clopper-Pearson) of a proportion, `successes` of `total`. It covers the truth in at least 95 % of
 * samples. At 0 successes the whole 5 % lies above: the upper end is `1 - 0.05^(1/total)`, near the rule of three, 3/total.
 * Returns null when `total` is 0. Source: Clopper & Pearson 1934, Biometrika 26:404.
 */
export function exactInterval(successes: number, total: number): Interval | null {
  if (total === 0) return null;
  if (successes === 0) return [0, -Math.expm1(Math.log(0.05) / total)];
  const low = betaQuantile(0.025, successes, total - successes + 1);
  const high = successes === total ? 1 : betaQuantile(0.975, successes + 1, total - successes);
  return [low, high];
}
