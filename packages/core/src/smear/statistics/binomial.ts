import { betaCdf, logGamma } from './beta.js';

/** P(X ≤ k) of n trials with probability p. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : betaCdf(1 - p, n - k, k + 1);
}

/** Standard deviations beyond which a count is as good as certain. */
const CERTAIN = 8;

/** The mid-p form of {@link binomialCdf}: P(X < k) + P(X = k) / 2. */
export function binomialMidCdf(k: number, n: number, p: number): number {
  if (p <= 0) return k === 0 ? 0.5 : 1;
  if (p >= 1) return k === n ? 0.5 : 0;
  const z = (k - n * p) / Math.sqrt(n * p * (1 - p) + 1);
  if (Math.abs(z) > CERTAIN) return z > 0 ? 1 : 0;
  const logChance =
    logGamma(n + 1) -
    logGamma(k + 1) -
    logGamma(n - k + 1) +
    (k === 0 ? 0 : k * Math.log(p)) +
    (k === n ? 0 : (n - k) * Math.log1p(-p));
  return binomialCdf(k, n, p) - Math.exp(logChance) / 2;
}
