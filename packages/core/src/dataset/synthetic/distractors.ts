import type { Random } from '../../random.js';
import { type Absorbance, addLayer, type Canvas, disc, softEdge } from './canvas.js';
import type { PatientStyle } from './patient.js';
import type { RedCell } from './red-cell.js';
import { depthWithin, smoothNoise, wavyOutline } from './texture.js';

/** Objects in blood films that are mistaken for parasites. */
export const DISTRACTORS = ['platelet', 'dirt', 'howell-jolly body', 'scratch'] as const;
export type Distractor = (typeof DISTRACTORS)[number];

type Point = readonly [x: number, y: number];

/** Paints a distractor somewhere on a red cell. */
export function paintDistractor(
  kind: Distractor,
  canvas: Canvas,
  cell: RedCell,
  style: PatientStyle,
  random: Random,
): void {
  const angle = random.uniform(0, 2 * Math.PI);
  const distance = cell.outline(angle) * random.uniform(0.1, 0.75);
  const place: Point = [cell.x + Math.cos(angle) * distance, cell.y + Math.sin(angle) * distance];
  if (kind === 'platelet')
    paintPlatelet(canvas, place, { cellRadius: cell.radius, onCell: true }, style, random);
  else if (kind === 'dirt') paintDirt(canvas, place, cell.radius, random);
  else if (kind === 'howell-jolly body') paintHowellJollyBody(canvas, place, cell.radius, random);
  else paintScratch(canvas, place, cell.radius, random);
}

/** A platelet: a lilac, granular disc without nucleus; `onCell`, the cell is pale around it. */
export function paintPlatelet(
  canvas: Canvas,
  [x, y]: Point,
  { cellRadius, onCell }: { cellRadius: number; onCell: boolean },
  style: PatientStyle,
  random: Random,
): void {
  const radius = cellRadius * random.uniform(0.2, 0.34);
  const depth = depthWithin(wavyOutline(random, radius, 0.12), x, y);
  const grain = smoothNoise(random, Math.max(2, radius * 0.16));
  const halo = style.cell.map((value) => (onCell ? -0.45 * value : 0)) as unknown as Absorbance;
  addLayer(canvas, [x, y], radius * 2.2, halo, (px, py) => {
    const outside = depth(px, py) + radius * 0.35;
    return softEdge(outside, 4) * (1 - softEdge(depth(px, py) - radius * 0.1, 5));
  });
  addLayer(canvas, [x, y], radius * 2, style.platelet, (px, py) => {
    const inside = depth(px, py);
    return inside < -4 ? 0 : softEdge(inside, 5) * (0.62 + 0.5 * grain(px, py));
  });
}

/** Stain dirt: dark blue-black or brown crumbs of any shape, often out of focus, on and beside cells. */
export function paintDirt(canvas: Canvas, [x, y]: Point, cellRadius: number, random: Random): void {
  const color: Absorbance = random.chance(0.6) ? [1.5, 1.2, 0.75] : [0.5, 0.8, 1.1];
  const softness = random.pick([1.5, 2, 6]);
  for (let crumbs = 1 + random.integer(4); crumbs > 0; crumbs--) {
    const radius = cellRadius * random.uniform(0.04, 0.13);
    const cx = x + random.normal(0, radius);
    const cy = y + random.normal(0, radius);
    const depth = depthWithin(wavyOutline(random, radius, 0.5), cx, cy);
    addLayer(canvas, [cx, cy], radius * 2 + softness, color, (px, py) => softEdge(depth(px, py), softness));
  }
}

/** A Howell-Jolly body: one round, smooth, deep blue-violet remnant of the nucleus, without ring or cytoplasm. */
function paintHowellJollyBody(canvas: Canvas, [x, y]: Point, cellRadius: number, random: Random): void {
  const radius = cellRadius * random.uniform(0.1, 0.14);
  addLayer(canvas, [x, y], radius * 2, [1.15, 1.3, 0.35], disc(x, y, radius, 1.5));
}

/** A faint grey fold or scratch. */
function paintScratch(canvas: Canvas, [x, y]: Point, cellRadius: number, random: Random): void {
  const length = cellRadius * random.uniform(0.2, 0.5);
  const width = cellRadius * random.uniform(0.04, 0.1);
  const angle = random.uniform(0, Math.PI);
  const bend = random.uniform(-0.5, 0.5);
  addLayer(canvas, [x, y], length * 1.3, [0.14, 0.17, 0.16], (px, py) => {
    const along = (px - x) * Math.cos(angle) + (py - y) * Math.sin(angle);
    const across = (py - y) * Math.cos(angle) - (px - x) * Math.sin(angle) - (bend * along * along) / length;
    if (Math.abs(along) >= length) return 0;
    return softEdge(width * (1 - (along / length) ** 2) - Math.abs(across), 4);
  });
}
