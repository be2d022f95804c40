import { median } from '../statistics/median.js';
import type { Basins } from './basins.js';
import type { FoundObject, ObjectKind } from './cell-finder.js';
import type { Mat, OpenCv } from './opencv.js';
import { outlineOf } from './outline.js';
import { type Region, solidityOf } from './region.js';
import type { StainMap } from './stain.js';

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
/** Platelets take more red light than green, compared with the field's red cells, which take green. */
const PLATELET = 1.5;

/** Share of burnt-in black, with its surroundings, from which a cell is covered by it. */
const COVERED = 0.01;

/** Names each region that the network takes for red cells, and gives its outline in pixels of the whole picture. */
export function describeObjects(
  cv: OpenCv,
  regions: readonly Region[],
  { basins, stain, usual, full }: Surroundings,
): FoundObject[] {
  const diameter = Math.sqrt((4 / Math.PI) * usual);
  const owner = new Int32Array(basins.count + 1).fill(-1);
  regions.forEach((region, index) => {
    for (const label of region.labels) owner[label] = index;
  });
  const red = meansOver(stain.channels[0], regions, owner, basins);
  const green = meansOver(stain.channels[1], regions, owner, basins);
  const inked = meansOver(stain.ink, regions, owner, basins);
  const typical = regions.flatMap((region, index) => (region.area > SMALLEST * usual ? [index] : []));
  const usualRed = Math.max(RED_FLOOR, median(typical.map((index) => red[index]!)));
  const usualGreen = median(typical.map((index) => green[index]!));
  return regions.flatMap((region, index) => {
    const outline = outlineOf(cv, region, index, { basins, owner }, { diameter, full });
    if (!outline) return [];
    const kind = kindOf(region, usual, red[index]! / usualRed / (green[index]! / usualGreen));
    const cells =
      kind === 'red cell' ? 1 : kind === 'clump' ? Math.max(2, Math.round(region.area / usual)) : 0;
    return [{ kind, ...outline, cells, covered: inked[index]! > COVERED * 255 }];
  });
}

/** Red cells take so little red light in some stains that a ratio to it would be noise. */
const RED_FLOOR = 12;

/** @param hue red over green absorbance, as a multiple of the usual cell's */
function kindOf(region: Region, usual: number, hue: number): ObjectKind {
  const ratio = region.area / usual;
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
