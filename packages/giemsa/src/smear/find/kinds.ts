import type { Basins } from './basins.js';
import type { FoundObject, ObjectKind, Outline } from './cell-finder.js';
import { type Mat, type OpenCv, withMats } from './opencv.js';
import { type Region, solidityOf } from './region.js';
import type { StainMap } from './stain.js';

interface Surroundings {
  readonly basins: Basins;
  readonly stain: StainMap;
  /** Area of the field's usual red cell at the working scale. */
  readonly usual: number;
  readonly full: Mat;
}

/** Smaller than this share of the usual cell is no red cell. */
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
/** Platelets take more red light than green, compared with the field's red cells, which take green. */
const PLATELET = 1.5;

/** Share of burnt-in black, with its surroundings, from which a cell is covered by it. */
const COVERED = 0.01;

/** Names each region, and gives its outline in pixels of the whole picture. */
export function describeObjects(cv: OpenCv, regions: readonly Region[], around: Surroundings): FoundObject[] {
  const { basins, stain, usual, full } = around;
  const owner = new Int32Array(basins.count + 1).fill(-1);
  regions.forEach((region, index) => {
    for (const label of region.labels) owner[label] = index;
  });
  const red = meansOver(stain.channels[0], regions, owner, basins);
  const green = meansOver(stain.channels[1], regions, owner, basins);
  const inked = meansOver(stain.ink, regions, owner, basins);
  const typical = regions.flatMap((region, index) => (region.area > SMALLEST * usual ? [index] : []));
  const usualRed = Math.max(RED_FLOOR, medianOf(typical.map((index) => red[index]!)));
  const usualGreen = medianOf(typical.map((index) => green[index]!));
  return regions.flatMap((region, index) => {
    const outline = outlineOf(cv, region, index, owner, basins, full);
    if (!outline) return [];
    const redness = red[index]! / usualRed;
    const nuclear = red[index]! > usualRed + NUCLEUS_STEPS;
    const kind = kindOf(region, usual, { redness, nuclear, hue: redness / (green[index]! / usualGreen) });
    const cells =
      kind === 'red cell' ? 1 : kind === 'clump' ? Math.max(2, Math.round(region.area / usual)) : 0;
    const covered = inked[index]! > COVERED * 255;
    return [{ kind, ...outline, cells, covered, redness }];
  });
}

/** Red cells take so little red light in some stains that a ratio to it would be noise. */
const RED_FLOOR = 12;

interface StainOfRegion {
  /** Red absorbance, as a multiple of the usual cell's. */
  readonly redness: number;
  readonly nuclear: boolean;
  /** Red over green absorbance, as a multiple of the usual cell's. */
  readonly hue: number;
}

function kindOf(region: Region, usual: number, { redness, nuclear, hue }: StainOfRegion): ObjectKind {
  const ratio = region.area / usual;
  if (redness > NUCLEUS && nuclear && ratio > SMALLEST / 2) return 'white cell';
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

/** The region's outline, box and area in the whole picture; undefined for a region too thin to have any. */
function outlineOf(
  cv: OpenCv,
  region: Region,
  index: number,
  owner: Int32Array,
  { labels, width }: Basins,
  full: Mat,
): Pick<FoundObject, 'outline' | 'box' | 'area' | 'cut'> | undefined {
  const { top } = region;
  const rows = region.left.length;
  const first = Math.min(...region.left);
  const columns = Math.max(...region.right) - first + 1;
  const smallHeight = labels.length / width;
  const [sx, sy] = [full.cols / width, full.rows / smallHeight];
  return withMats((keep) => {
    const patch = keep(cv.Mat.zeros(rows + 2, columns + 2, cv.CV_8UC1));
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        const label = labels[(top + y) * width + first + x]!;
        if (label > 0 && owner[label] === index) patch.data[(y + 1) * (columns + 2) + x + 1] = 255;
      }
    }
    const contours = keep(new cv.MatVector());
    cv.findContours(patch, contours, keep(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_NONE);
    let largest: Mat | undefined;
    for (let k = 0; k < contours.size(); k++) {
      const contour = keep(contours.get(k));
      if (!largest || contour.rows > largest.rows) largest = contour;
    }
    if (!largest || largest.rows < 8) return undefined;
    const points = largest.data32S;
    const outline: number[] = [];
    for (let k = 0; k < points.length; k += 2) {
      outline.push((points[k]! - 1 + first + 0.5) * sx, (points[k + 1]! - 1 + top + 0.5) * sy);
    }
    const cut = first <= 0 || top <= 0 || first + columns >= width || top + rows >= smallHeight;
    const box = [
      Math.round(first * sx),
      Math.round(top * sy),
      Math.round(columns * sx),
      Math.round(rows * sy),
    ] as const;
    return { outline: outline as Outline, box, area: region.area * sx * sy, cut };
  });
}
