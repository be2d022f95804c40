import type { Random } from '../../random.js';
import { type Absorbance, addLayer, type Canvas, softEdge } from './canvas.js';
import type { PatientStyle } from './patient.js';
import { depthWithin, norm, type Outline, smoothNoise, tabulate, wavyOutline } from './texture.js';

/** The shape of a red cell. */
export interface RedCellShape {
  /** Mean radius in pixels. */
  radius: number;
  outline: Outline;
  /** The longest way from the center to the border in pixels. */
  reach: number;
}

/** A red cell at its place. */
export interface RedCell extends RedCellShape {
  x: number;
  y: number;
  /** Signed distance in pixels from the border, positive inside. */
  depth(x: number, y: number): number;
}

/** Chooses the shape of a red cell of a patient; `stretch` above 1 makes it longer than wide. */
export function shapeRedCell(random: Random, style: PatientStyle, stretch = 1): RedCellShape {
  const radius = (style.diameter / 2) * Math.min(1.3, Math.max(0.68, random.normal(1, 0.09)));
  const wavy = wavyOutline(random, radius, style.irregularity);
  const oval = stretch * random.uniform(1, 1.16);
  const direction = random.uniform(0, Math.PI);
  const outline = tabulate((angle) => {
    const along = Math.cos(angle - direction) / Math.sqrt(oval);
    const across = Math.sin(angle - direction) * Math.sqrt(oval);
    return wavy(angle) / norm(along, across);
  });
  const angles = Array.from({ length: 90 }, (_, step) => (step / 90) * 2 * Math.PI);
  return { radius, outline, reach: Math.max(...angles.map(outline)) };
}

export function placeRedCell(shape: RedCellShape, x: number, y: number): RedCell {
  return { ...shape, x, y, depth: depthWithin(shape.outline, x, y) };
}

/** Paints the body of a red cell: thinner in the middle, a little uneven, with a soft border. */
export function paintRedCell(canvas: Canvas, cell: RedCell, style: PatientStyle, random: Random): void {
  const { x, y, radius, reach } = cell;
  const cloud = smoothNoise(random, radius * 0.35);
  // Young cells are bluer (polychromasia), thin ones paler: a cell's mean colour tells little about parasites.
  const thickness = Math.min(1.45, Math.max(0.6, random.normal(1, 0.16)));
  const blueness = Math.abs(random.normal(0, 0.14));
  const redness = Math.abs(random.normal(0, 0.05));
  const color = style.cell.map(
    (value, c) => value * thickness + style.cytoplasm[c]! * blueness + style.chromatin[c]! * redness,
  ) as unknown as Absorbance;
  const pallor = Math.max(0, style.pallor + random.normal(0, 0.12));
  const pallorRadius = radius * random.uniform(0.28, 0.42);
  const tilt = random.uniform(0, 2 * Math.PI);
  const slope = random.uniform(0, 0.08);
  addLayer(canvas, [x, y], reach + 2, color, (px, py) => {
    const depth = cell.depth(px, py);
    if (depth < -2) return 0;
    const distance = norm(px - x, py - y) / pallorRadius;
    const dip = distance < 3 ? pallor * Math.exp(-distance * distance) : 0;
    const lean = (slope * ((px - x) * Math.cos(tilt) + (py - y) * Math.sin(tilt))) / radius;
    const body = 1 - dip + lean + 0.06 * cloud(px, py);
    return body * softEdge(depth - 1, 3);
  });
}
