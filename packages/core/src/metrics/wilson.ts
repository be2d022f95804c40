/** A 95 % confidence interval, `[low, high]`. */
export type Interval = [low: number, high: number];

/** The 97.5 % point of the standard normal distribution: two-sided 95 %. */
export const NORMAL_975 = 1.959963984540054;

/**
 * The Wilson score interval (95 %) of a proportion: `successes` of `total` independent trials.
 * It stays inside `[0, 1]` and keeps its meaning at 0 and 100 %, where the textbook interval has no width.
 * Returns null when `total` is 0. Source: Wilson 1927, J. Am. Stat. Assoc. 22:209.
 * @example
 * ```ts
 * import { wilsonInterval } from 'giemsa/metrics';
 *
 * wilsonInterval(9, 10); // [0.596, 0.982]
 * ```
 */
export function wilsonInterval(successes: number, total: number): Interval | null {
  if (total === 0) return null;
  const z2 = NORMAL_975 ** 2;
  const share = successes / total;
  const center = (share + z2 / (2 * total)) / (1 + z2 / total);
  const half =
    (NORMAL_975 / (1 + z2 / total)) * Math.sqrt((share * (1 - share)) / total + z2 / (4 * total ** 2));
  // At 0 and at 100 % one end is the share itself; rounding must not move it outside [0, 1].
  return [successes === 0 ? 0 : center - half, successes === total ? 1 : center + half];
}
