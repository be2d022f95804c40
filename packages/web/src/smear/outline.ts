/** Points of a closed line, `[x0, y0, x1, y1, ...]` in pixels of the field. */
export type Outline = readonly number[];

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function pathOf(outline: Outline): string {
  const points: string[] = [];
  for (let k = 0; k < outline.length; k += 2) points.push(`${outline[k]} ${outline[k + 1]}`);
  return `M${points.join('L')}Z`;
}

export function centerOf(outline: Outline): Point {
  let [x, y] = [0, 0];
  outline.forEach((value, index) => {
    if (index % 2 === 0) x += value;
    else y += value;
  });
  return { x: (2 * x) / outline.length, y: (2 * y) / outline.length };
}

/** The longer side of its box. */
export function sizeOf(outline: Outline): number {
  const along = (axis: number) => {
    const values = outline.filter((_, index) => index % 2 === axis);
    return Math.max(...values) - Math.min(...values);
  };
  return Math.max(along(0), along(1));
}

export const moved = (outline: Outline, dx: number, dy: number): Outline =>
  outline.map((value, index) => value + (index % 2 === 0 ? dx : dy));

/** Each point further from the centre, or nearer, by so many pixels. */
export function grown(outline: Outline, pixels: number): Outline {
  const { x, y } = centerOf(outline);
  const result: number[] = [];
  for (let k = 0; k < outline.length; k += 2) {
    const [dx, dy] = [outline[k]! - x, outline[k + 1]! - y];
    const distance = Math.hypot(dx, dy) || 1;
    const factor = Math.max(0.1, (distance + pixels) / distance);
    result.push(x + dx * factor, y + dy * factor);
  }
  return result;
}

/** Points closer together than this add nothing to an outline. */
const SPACING = 2;
const MOST_VALUES = 2000;

/** A line with one point more, where that is far enough from the last. */
export function extended(outline: Outline, { x, y }: Point): Outline {
  const isFar = outline.length < 2 || Math.hypot(x - outline.at(-2)!, y - outline.at(-1)!) >= SPACING;
  return isFar && outline.length < MOST_VALUES ? [...outline, round(x), round(y)] : outline;
}

const round = (value: number): number => Math.round(10 * value) / 10;

const CORNERS = 24;

/** A circle, for a person to move and size. */
export const circle = ({ x, y }: Point, diameter: number): Outline =>
  Array.from({ length: CORNERS }, (_, k) => (2 * Math.PI * k) / CORNERS).flatMap((angle) => [
    round(x + (diameter / 2) * Math.cos(angle)),
    round(y + (diameter / 2) * Math.sin(angle)),
  ]);
