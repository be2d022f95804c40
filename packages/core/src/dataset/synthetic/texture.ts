import type { Random } from '../../random.js';

/** Smooth random values about -1 to 1 over the plane, with features of `scale` pixels (value noise). */
export function smoothNoise(random: Random, scale: number): (x: number, y: number) => number {
  const size = 32;
  const lattice = Float32Array.from({ length: size * size }, () => random.uniform(-1, 1));
  const value = (x: number, y: number) => lattice[(y & (size - 1)) * size + (x & (size - 1))]!;
  return (x, y) => {
    const column = Math.floor(x / scale);
    const row = Math.floor(y / scale);
    const u = ease(x / scale - column);
    const v = ease(y / scale - row);
    const top = value(column, row) * (1 - u) + value(column + 1, row) * u;
    const bottom = value(column, row + 1) * (1 - u) + value(column + 1, row + 1) * u;
    return top * (1 - v) + bottom * v;
  };
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}

/** A closed outline about a center: the distance of the border in each direction. */
export type Outline = (angle: number) => number;

/** A wavy outline of mean `radius`; `waviness` is the size of its waves relative to the radius. */
export function wavyOutline(random: Random, radius: number, waviness: number): Outline {
  const waves = [2, 3, 4, 5, 7].map((frequency) => ({
    frequency,
    phase: random.uniform(0, 2 * Math.PI),
    height: (random.uniform(0.3, 1) * waviness * 1.6) / frequency,
  }));
  return tabulate((angle) => {
    const sum = waves.reduce((total, w) => total + w.height * Math.cos(w.frequency * angle + w.phase), 1);
    return radius * sum;
  });
}

/** The same outline, looked up in a table instead of computed for every pixel. */
export function tabulate(outline: Outline): Outline {
  const steps = 512;
  const table = Float32Array.from({ length: steps + 2 }, (_, step) => outline((step / steps) * 2 * Math.PI));
  return (angle) => {
    const turns = angle / (2 * Math.PI);
    const position = (turns - Math.floor(turns)) * steps;
    const index = Math.floor(position);
    const part = position - index;
    return table[index]! * (1 - part) + table[index + 1]! * part;
  };
}

/** Signed distance in pixels from the border of an outline about (`x`, `y`), positive inside. */
export function depthWithin(outline: Outline, x: number, y: number): (px: number, py: number) => number {
  const perQuadrant = 64;
  const table = Float32Array.from({ length: 4 * perQuadrant + 2 }, (_, step) => {
    const quadrant = Math.floor(step / perQuadrant);
    const part = step / perQuadrant - quadrant;
    return outline((quadrant * Math.PI) / 2 + Math.atan2(part, 1 - part));
  });
  return (px, py) => {
    const dx = px - x;
    const dy = py - y;
    const position = diamondAngle(dx, dy) * perQuadrant;
    const index = position | 0;
    const part = position - index;
    return table[index]! * (1 - part) + table[index + 1]! * part - norm(dx, dy);
  };
}

/** Grows from 0 to 4 around the circle as the angle does, without the cost of `Math.atan2` for every pixel. */
function diamondAngle(x: number, y: number): number {
  const sum = Math.abs(x) + Math.abs(y);
  if (sum === 0) return 0;
  if (y >= 0) return x >= 0 ? y / sum : 1 - x / sum;
  return x < 0 ? 2 - y / sum : 3 + x / sum;
}

/** `Math.hypot` without its guard against overflow, which makes it ten times slower. */
export function norm(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}
