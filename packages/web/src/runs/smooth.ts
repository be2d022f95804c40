/** A point of a curve; null where it is not known. */
export interface Point {
  readonly x: number;
  readonly y: number | null;
}

/**
 * An exponential moving average, without the pull of its start: the first value stays as it is.
 * @param weight of what was before, from 0 (nothing changes) to less than 1
 */
export function smoothed(points: readonly Point[], weight: number): Point[] {
  let sum = 0;
  let whole = 0;
  return points.map(({ x, y }) => {
    if (y === null) return { x, y };
    sum = weight * sum + (1 - weight) * y;
    whole = weight * whole + (1 - weight);
    return { x, y: sum / whole };
  });
}

/** The last known point at or before a place. */
export const valueAt = (points: readonly Point[], x: number): Point | undefined =>
  points.findLast((point) => point.x <= x + 1e-9 && point.y !== null);
