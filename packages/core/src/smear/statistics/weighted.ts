/** One of the values that a quantity may have, and the probability of it. */
export interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/** Probability left outside of the points, on each side. */
const OUTSIDE = 5e-4;

/** A distribution of values in [0, 1] as so many points, by its distribution function. */
export function inPoints(cdf: (value: number) => number, points: number): Weighted[] {
  const low = quantile(cdf, OUTSIDE);
  const high = quantile(cdf, 1 - OUTSIDE);
  // Even steps of the square root: closer where rates are low.
  const edge = (index: number) =>
    (Math.sqrt(low) + ((Math.sqrt(high) - Math.sqrt(low)) * index) / points) ** 2;
  let below = 0;
  return Array.from({ length: points }, (_, index) => {
    const upTo = index === points - 1 ? 1 : cdf(edge(index + 1));
    const point = { value: (edge(index) + edge(index + 1)) / 2, weight: upTo - below };
    below = upTo;
    return point;
  });
}

/** Where a distribution function of values in [0, 1] reaches a probability, to a part in a thousand. */
function quantile(cdf: (value: number) => number, probability: number): number {
  let [low, high] = [0, 1];
  for (let round = 0; round < 60 && high - low > 1e-3 * high && high > 1e-9; round++) {
    const middle = (low + high) / 2;
    if (cdf(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
