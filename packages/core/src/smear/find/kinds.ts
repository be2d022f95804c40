import type { Basins } from './basins.js';
import type { FoundField, FoundObject, ObjectKind } from './cell-finder.js';
import type { Mat, OpenCv } from './opencv.js';
import { outlineOf } from './outline.js';
import { type Region, solidityOf } from './region.js';
import { ABSORBANCE_STEP, DARKNESS_STEP, type StainMap } from './stain.js';

interface Surroundings {
  readonly basins: Basins;
  readonly stain: StainMap;
  /** Area of the field's usual red cell at the working scale. */
  readonly usual: number;
  readonly full: Mat;
}

/** Smaller than this share of the usual cell is not a red cell. */
const SMALLEST = 0.33;
/** From this many usual areas on, a part that could not be split stands for several cells. */
const LARGEST = 1.9;
/** Red cells are less dented than this; groups of them are not. */
const CLUMP_SOLIDITY = 0.8;
/**
 * Nuclei of white cells take this many times as much red light as the field's usual red cell: azure stains them deeply.
 * Parasites do too, but cover only a part of their cell.
 */
const NUCLEUS = 1.6;
/** And this much more, in steps of the stain map (0.14 in absorbance): red cells that hardly take any vary by more than a half. */
const NUCLEUS_STEPS = 35;
/** Where red cells take much red light too, as in bluish fields, nuclei are told by the green: this many times the usual cell's, */
const DARK_NUCLEUS = 2;
/** and this much more in absorbance. Gametocytes reach 1.95 times. */
const DARK_NUCLEUS_MORE = 0.45;
/** Platelets take more red light than green, compared with the field's red cells, which take green. */
const PLATELET = 1.5;

/** Share of burnt-in black, with its surroundings, from which a cell is covered by it. */
const COVERED = 0.01;

/** Names each region, and gives its outline in pixels of the whole picture; and the absorbance of the usual one. */
export function describeObjects(
  cv: OpenCv,
  regions: readonly Region[],
  around: Surroundings,
): Pick<FoundField, 'cellAbsorbance'> & { objects: FoundObject[] } {
  const { basins, stain, usual, full } = around;
  const diameter = Math.sqrt((4 / Math.PI) * usual);
  const owner = new Int32Array(basins.count + 1).fill(-1);
  regions.forEach((region, index) => {
    for (const label of region.labels) owner[label] = index;
  });
  const red = meansOver(stain.channels[0], regions, owner, basins);
  const green = meansOver(stain.channels[1], regions, owner, basins);
  const dark = meansOver(stain.darkness, regions, owner, basins);
  const inked = meansOver(stain.ink, regions, owner, basins);
  const typical = regions.flatMap((region, index) => (region.area > SMALLEST * usual ? [index] : []));
  const medianRed = medianOf(typical.map((index) => red[index]!));
  const usualRed = Math.max(RED_FLOOR, medianRed);
  const usualGreen = medianOf(typical.map((index) => green[index]!));
  const usualDark = medianOf(typical.map((index) => dark[index]!));
  const objects = regions.flatMap((region, index) => {
    const outline = outlineOf(cv, region, index, { basins, owner }, { diameter, full });
    if (!outline) return [];
    const redness = red[index]! / usualRed;
    const nuclear =
      (redness > NUCLEUS && red[index]! > usualRed + NUCLEUS_STEPS) ||
      dark[index]! > Math.max(DARK_NUCLEUS * usualDark, usualDark + DARK_NUCLEUS_MORE / DARKNESS_STEP);
    const kind = kindOf(region, usual, { nuclear, hue: redness / (green[index]! / usualGreen) });
    const cells =
      kind === 'red cell' ? 1 : kind === 'clump' ? Math.max(2, Math.round(region.area / usual)) : 0;
    const covered = inked[index]! > COVERED * 255;
    return [{ kind, ...outline, cells, covered, redness }];
  });
  const cellAbsorbance =
    typical.length === 0 ? undefined : { red: medianRed * ABSORBANCE_STEP, green: usualDark * DARKNESS_STEP };
  return { objects, cellAbsorbance };
}

/** Red cells take so little red light in some stains that a ratio to it would be noise. */
const RED_FLOOR = 12;

interface StainOfRegion {
  /** Stained as deeply as a nucleus. */
  readonly nuclear: boolean;
  /** Red over green absorbance, as a multiple of the usual cell's. */
  readonly hue: number;
}

function kindOf(region: Region, usual: number, { nuclear, hue }: StainOfRegion): ObjectKind {
  const ratio = region.area / usual;
  if (nuclear && ratio > SMALLEST / 2) return 'white cell';
  if (ratio < SMALLEST) return hue > PLATELET ? 'platelet' : 'debris';
  const solidity = solidityOf(region);
  if ((ratio > LARGEST && solidity < 0.9) || (ratio > 1.3 && solidity < CLUMP_SOLIDITY) || ratio > 3)
    return 'clump';
  return 'red cell';
}

/** Means of a map over each region. */
function meansOver(
  map: Uint8Array,
  regions: readonly Region[],
  owner: Int32Array,
  { labels }: Basins,
): number[] {
  const sums = new Float64Array(regions.length);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label > 0 && owner[label]! >= 0) sums[owner[label]!]! += map[i]!;
  }
  return regions.map(({ area }, index) => sums[index]! / area);
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
