import type { Pixels } from '../../pictures/resize.js';
import { findBasins } from './basins.js';
import type { CellFinder, FindOptions, FoundField } from './cell-finder.js';
import { foreground } from './foreground.js';
import { describeObjects } from './kinds.js';
import { mergeBasins } from './merge.js';
import { loadOpenCv, type Mat, type OpenCv, withMats } from './opencv.js';
import { elongationOf, type Region, solidityOf } from './region.js';
import { stainMap } from './stain.js';

/** Cells are looked for at a scale at which they have about this diameter in pixels. */
const WORKING_DIAMETER = 44;
/** Longest side of the picture that the first look at the size of cells is taken at. */
const FIRST_LOOK = 640;
/** Spots smaller than this are not looked for one by one: no cell can be told in so few pixels, and there may be very many. */
const LEAST_DIAMETER = 12;
/** No more pixels are worked on, however large the picture and small its cells. */
const MOST_WORKING_PIXELS = 8e6;
/** A human red cell on a dry film, in µm. */
const RED_CELL_MICRONS = 7.5;

/**
 * The classical finder: absorbance against the local light, Otsu's threshold on the channel of most contrast, watershed of
 * the distance transform, and basins merged as long as that makes better cells.
 */
export async function createWatershedFinder(): Promise<CellFinder> {
  const cv = await loadOpenCv();
  return { name: 'watershed 2', find: (picture, options) => find(cv, picture, options) };
}

function find(cv: OpenCv, picture: Pixels, { umPerPixel }: FindOptions = {}): FoundField {
  const { width, height } = picture;
  return withMats((keep) => {
    const full = keep(cv.matFromArray(height, width, cv.CV_8UC3, picture.data as unknown as number[]));
    const known = umPerPixel === undefined ? undefined : RED_CELL_MICRONS / umPerPixel;
    const diameter = known ?? measureDiameter(cv, full);
    if (diameter === undefined || diameter < LEAST_DIAMETER)
      return {
        width,
        height,
        objects: [],
        cellDiameter: diameter,
        cellAbsorbance: undefined,
        coverage: 0,
        separability: 0,
      };
    return findAtScale(cv, full, diameter);
  });
}

/** The usual cell's diameter in pixels of the whole picture, by its own solid, separate parts. */
function measureDiameter(cv: OpenCv, full: Mat): number | undefined {
  let guess = 40;
  let scale = Math.min(1, FIRST_LOOK / Math.max(full.cols, full.rows));
  for (let round = 0; round < 3; round++) {
    const measured = withMats((keep) => {
      const small = keep(shrink(cv, full, scale));
      const stain = stainMap(cv, small, guess);
      return usualDiameter(cv, keep(foreground(cv, stain, guess)));
    });
    if (measured === undefined) return undefined;
    if (Math.abs(Math.log(measured / guess)) < 0.25) return measured / scale;
    const next = Math.min(1, (scale * WORKING_DIAMETER) / measured);
    guess = (measured * next) / scale;
    scale = next;
  }
  return guess / scale;
}

function shrink(cv: OpenCv, full: Mat, scale: number): Mat {
  const small = new cv.Mat();
  const size = new cv.Size(
    Math.max(1, Math.round(full.cols * scale)),
    Math.max(1, Math.round(full.rows * scale)),
  );
  cv.resize(full, small, size, 0, 0, scale < 1 ? cv.INTER_AREA : cv.INTER_LINEAR);
  return small;
}

/** Diameter of a disc with the most frequent area of round, convex parts. */
function usualDiameter(cv: OpenCv, mask: Mat): number | undefined {
  return withMats((keep) => {
    const contours = keep(new cv.MatVector());
    cv.findContours(mask, contours, keep(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_NONE);
    const areas: number[] = [];
    for (let k = 0; k < contours.size(); k++) {
      const contour = keep(contours.get(k));
      const area = cv.contourArea(contour);
      const { x, y, width, height } = cv.boundingRect(contour);
      const inside = x > 0 && y > 0 && x + width < mask.cols && y + height < mask.rows;
      if (!inside || area < 30 || Math.max(width, height) > 1.3 * Math.min(width, height)) continue;
      const hull = keep(new cv.Mat());
      cv.convexHull(contour, hull);
      if (area / cv.contourArea(hull) > 0.92) areas.push(area);
    }
    const usual = mostFrequent(areas);
    return usual === undefined ? undefined : Math.sqrt((4 / Math.PI) * usual);
  });
}

/** Width of the kernel that areas are smoothed with, on a logarithmic scale. */
const KERNEL = 0.12;

/** The area around which most lie, each weighing as much as it covers, so that specks do not outvote cells. */
function mostFrequent(areas: readonly number[]): number | undefined {
  const density = (at: number) =>
    areas.reduce(
      (sum, area) => sum + Math.sqrt(area) * Math.exp(-0.5 * (Math.log(area / at) / KERNEL) ** 2),
      0,
    );
  let best: number | undefined;
  let most = 0;
  for (const area of areas) {
    const value = density(area);
    if (value > most) [most, best] = [value, area];
  }
  return best;
}

function findAtScale(cv: OpenCv, full: Mat, fullDiameter: number): FoundField {
  return withMats((keep) => {
    const most = Math.sqrt(MOST_WORKING_PIXELS / (full.cols * full.rows));
    const scale = Math.min(2, most, WORKING_DIAMETER / fullDiameter);
    const small = keep(shrink(cv, full, scale));
    const diameter = fullDiameter * scale;
    const stain = stainMap(cv, small, diameter);
    const mask = keep(foreground(cv, stain, diameter));
    const basins = findBasins(cv, mask, diameter);
    const regions = mergeBasins(basins, { area: (Math.PI / 4) * diameter ** 2 });
    const usual = usualArea(regions) ?? (Math.PI / 4) * diameter ** 2;
    const refined = mergeBasins(basins, { area: usual });
    const { objects, cellAbsorbance } = describeObjects(cv, refined, { basins, stain, usual, full });
    return {
      width: full.cols,
      height: full.rows,
      objects,
      cellDiameter: Math.sqrt((4 / Math.PI) * usual) / scale,
      cellAbsorbance,
      separability: stain.separability,
      coverage: cv.countNonZero(mask) / (mask.rows * mask.cols),
    };
  });
}

/** Solid, round regions are single cells, most of them: their most frequent area. */
function usualArea(regions: readonly Region[]): number | undefined {
  const single = regions.filter((region) => solidityOf(region) > 0.93 && elongationOf(region) < 1.3);
  return mostFrequent(single.map(({ area }) => area));
}
