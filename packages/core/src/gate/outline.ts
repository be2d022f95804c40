import { GATE_SIZE as N } from './mask.js';

/** Steps along the long axis at which the mask's width is taken. */
const STEPS = 12;

/**
 * Elongation, long by short axis of the ellipse of the same second moments (its logarithm); outline, the mask's area by
 * that ellipse's, 1 for an ellipse, less for stars, rectangles and crescents; waist, the width half way along the long axis
 * by the larger widths on both sides of it: below 1 where two cells hang together.
 */
export function shapeOf(inside: Uint8Array, aspect: number) {
  const columns = Float64Array.from({ length: N }, (_, x) => (x / N) * aspect);
  let [n, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] === 0) continue;
    const x = columns[i % N]!;
    const y = Math.floor(i / N) / N;
    n++;
    sx += x;
    sy += y;
    sxx += x * x;
    syy += y * y;
    sxy += x * y;
  }
  if (n < 16) return { outline: 0, elongation: 0, waist: 0 };
  const xx = sxx / n - (sx / n) ** 2;
  const yy = syy / n - (sy / n) ** 2;
  const xy = sxy / n - (sx / n) * (sy / n);
  const root = Math.sqrt(Math.max(0, ((xx - yy) / 2) ** 2 + xy ** 2));
  const [long, short] = [(xx + yy) / 2 + root, Math.max((xx + yy) / 2 - root, 1e-9)];
  const ellipse = 4 * Math.PI * Math.sqrt(long * short);
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  const widths = new Float64Array(STEPS);
  const reach = 2 * Math.sqrt(long);
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] === 0) continue;
    const x = columns[i % N]! - sx / n;
    const y = Math.floor(i / N) / N - sy / n;
    const along = (x * cosine + y * sine) / reach;
    const step = Math.floor(((along + 1) / 2) * STEPS);
    if (step >= 0 && step < STEPS) widths[step]!++;
  }
  const middle = Math.min(...widths.subarray(STEPS / 3, (2 * STEPS) / 3));
  const sides = Math.min(
    Math.max(...widths.subarray(0, STEPS / 3)),
    Math.max(...widths.subarray((2 * STEPS) / 3)),
  );
  return {
    outline: (n * aspect) / (N * N) / ellipse,
    elongation: 0.5 * Math.log(long / short),
    waist: Math.min(1, middle / (sides + 1)),
  };
}

/** The mask's area by that of its convex hull: less than 1 where two discs touch. Stretching changes both alike. */
export function solidityOf(inside: Uint8Array, area: number): number {
  if (area < 16) return 0;
  const points: [number, number][] = [];
  for (let y = 0; y < N; y++) {
    const row = inside.subarray(y * N, (y + 1) * N);
    const [first, last] = [row.indexOf(1), row.lastIndexOf(1)];
    if (first >= 0) points.push([first, y], [last + 1, y], [first, y + 1], [last + 1, y + 1]);
  }
  const hull = convexHull(points);
  let twice = 0;
  hull.forEach(([x, y], index) => {
    const [nextX, nextY] = hull[(index + 1) % hull.length]!;
    twice += x * nextY - nextX * y;
  });
  return area / (Math.abs(twice) / 2);
}

/** Andrew's monotone chain. */
function convexHull(points: [number, number][]): [number, number][] {
  const sorted = points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list: [number, number][]) => {
    const chain: [number, number][] = [];
    for (const point of list) {
      while (chain.length >= 2 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half([...sorted].reverse())];
}

const turn = (a: [number, number], b: [number, number], c: [number, number]) =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** The largest share of one side of the picture that the mask touches: a whole cell touches it in passing. */
export function borderContact(inside: Uint8Array): number {
  const sides = [0, 0, 0, 0];
  for (let k = 0; k < N; k++) {
    sides[0]! += inside[k]!;
    sides[1]! += inside[(N - 1) * N + k]!;
    sides[2]! += inside[k * N]!;
    sides[3]! += inside[k * N + N - 1]!;
  }
  return Math.max(...sides) / N;
}
