import type { Pixels } from '../pictures/resize.js';
import { cutOut } from './crop.js';
import type { Box, FoundObject } from './find/cell-finder.js';
import { EDGE } from './find/outline.js';

/** A place in an object that is not counted, as the model takes it. */
export interface Place {
  readonly box: Box;
  readonly crop: Pixels;
}

/** From one place in a clump to the next, as a share of a cell's diameter. */
const STEP = 0.25;
/** Share of a cell's disc that lies in the clump at least. */
const INSIDE = 0.6;
/** Discs whose middles are nearer than this many diameters overlap: a parasite may be in both. */
const SAME = 1;

/** Clumps and cells that the border cuts are looked at, though not counted. What a scale bar covers is not: its ink misleads. */
export const isLookedAt = ({ kind, cut, covered }: Pick<FoundObject, 'kind' | 'cut' | 'covered'>) =>
  !covered && (kind === 'clump' || (kind === 'red cell' && cut));

/**
 * Where the model looks in an object that is not counted: at the part of a cut cell that is there, and at discs of a cell's size
 * all over a clump.
 * @param diameter of the field's usual red cell in pixels
 */
export function placesIn(picture: Pixels, object: FoundObject, diameter: number): Place[] {
  const crop = cutOut(picture, object);
  if (!crop) return [];
  if (object.kind !== 'clump') return [{ box: object.box, crop }];
  const [left, top] = [Math.max(0, object.box[0]), Math.max(0, object.box[1])];
  // Outlines lie on the outer side of a cell's edge.
  const disc = diameter * (1 + 2 * EDGE);
  return centres(crop.height, disc)
    .flatMap((y) => centres(crop.width, disc).flatMap((x) => discAt(crop, [x, y], disc / 2) ?? []))
    .map(({ box: [x, y, width, height], crop }) => ({ box: [left + x, top + y, width, height], crop }));
}

function centres(length: number, disc: number): number[] {
  const margin = Math.min(0.35 * disc, length / 2);
  const count = 1 + Math.floor((length - 2 * margin) / (STEP * disc));
  const first = (length - (count - 1) * STEP * disc) / 2;
  return Array.from({ length: count }, (_, index) => first + index * STEP * disc);
}

/** What of a clump, black around it, lies in a disc: cut out as cells are. The box is the whole disc's. */
function discAt(
  clump: Pixels,
  [centreX, centreY]: readonly [number, number],
  radius: number,
): Place | undefined {
  const own: number[] = [];
  let [left, top, right, bottom, all] = [clump.width, clump.height, -1, -1, 0];
  for (let y = Math.floor(centreY - radius); y < centreY + radius; y++) {
    for (let x = Math.floor(centreX - radius); x < centreX + radius; x++) {
      if ((x + 0.5 - centreX) ** 2 + (y + 0.5 - centreY) ** 2 > radius ** 2) continue;
      all++;
      if (x < 0 || y < 0 || x >= clump.width || y >= clump.height || isBlack(clump, x, y)) continue;
      own.push(x, y);
      [left, top, right, bottom] = [
        Math.min(left, x),
        Math.min(top, y),
        Math.max(right, x),
        Math.max(bottom, y),
      ];
    }
  }
  if (own.length / 2 < INSIDE * all) return undefined;
  const [width, height] = [right - left + 1, bottom - top + 1];
  const data = new Uint8Array(width * height * 3);
  for (let k = 0; k < own.length; k += 2) {
    const from = (own[k + 1]! * clump.width + own[k]!) * 3;
    data.set(clump.data.subarray(from, from + 3), ((own[k + 1]! - top) * width + own[k]! - left) * 3);
  }
  const side = Math.round(2 * radius);
  const box = [Math.round(centreX - radius), Math.round(centreY - radius), side, side] as const;
  return { box, crop: { data, width, height } };
}

function isBlack({ data, width }: Pixels, x: number, y: number): boolean {
  const at = (y * width + x) * 3;
  return data[at] === 0 && data[at + 1] === 0 && data[at + 2] === 0;
}

/**
 * Of places that show the same cell, the most probable one; no more places than cells are in the object.
 * @param places with the model's probabilities
 */
export function apart<P extends { readonly box: Box; readonly probability: number }>(
  places: readonly P[],
  { cells }: FoundObject,
  diameter: number,
): P[] {
  const kept: P[] = [];
  for (const place of [...places].sort((a, b) => b.probability - a.probability)) {
    if (kept.length === Math.max(1, cells)) break;
    if (kept.every((other) => distance(place.box, other.box) > SAME * diameter)) kept.push(place);
  }
  return kept;
}

const distance = (a: Box, b: Box) =>
  Math.hypot(a[0] + a[2] / 2 - b[0] - b[2] / 2, a[1] + a[3] / 2 - b[1] - b[3] / 2);
