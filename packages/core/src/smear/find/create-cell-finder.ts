import { shippedFinder } from '../../formats/model-files.js';
import type { Pixels } from '../../pictures/resize.js';
import { findBasins } from './basins.js';
import type { CellFinder, FindOptions, FoundField, FoundObject } from './cell-finder.js';
import { cellMaps } from './cell-maps.js';
import { loadFieldMaps, type MapField } from './field-maps.js';
import { describeObjects } from './kinds.js';
import { mergeBasins } from './merge.js';
import { loadOpenCv, type Mat, type OpenCv, withMats } from './opencv.js';
import { elongationOf, type Region, solidityOf } from './region.js';
import { mapsAt, type ScaledMaps, SMALLEST, searchScale } from './scale.js';
import { stainMap } from './stain.js';
import { whiteCells } from './white-cells.js';

/** Cells are told apart at a scale at which they have about this diameter in pixels. */
const WORKING_DIAMETER = 44;
/** Pictures are not enlarged more. */
const MOST_ENLARGED = 2;
/** No more pixels are worked on, however large the picture and small its cells. */
const MOST_WORKING_PIXELS = 8e6;
/** A human red cell on a dry film, in µm. */
const RED_CELL_MICRONS = 7.5;

/**
 * Finds red and white cells by a small network, at whatever size and in whatever stain they are; a watershed parts those that
 * touch.
 * @param file of the network; the one that ships when left out
 */
export async function createCellFinder(file?: string): Promise<CellFinder> {
  const [cv, map] = await Promise.all([loadOpenCv(), loadFieldMaps(file ?? (await shippedFinder()))]);
  return { name: 'unet 1', find: (picture, options) => find(cv, map, picture, options) };
}

async function find(
  cv: OpenCv,
  map: MapField,
  picture: Pixels,
  { umPerPixel }: FindOptions = {},
): Promise<FoundField> {
  const { width, height } = picture;
  const known = umPerPixel === undefined ? undefined : RED_CELL_MICRONS / umPerPixel;
  if (known !== undefined && known < SMALLEST) return nothing(picture, known);
  const scaled =
    known === undefined
      ? await searchScale(cv, map, picture)
      : { diameter: known, maps: await mapsAt(map, picture, known) };
  if (scaled === undefined) return nothing(picture, undefined);
  return withMats((keep) => {
    const full = keep(cv.matFromArray(height, width, cv.CV_8UC3, picture.data as unknown as number[]));
    return tellApart(cv, full, scaled);
  });
}

const nothing = ({ width, height }: Pixels, cellDiameter: number | undefined): FoundField => ({
  ...{ width, height, objects: [], cellDiameter, coverage: 0 },
});

function tellApart(cv: OpenCv, full: Mat, { diameter: fullDiameter, maps }: ScaledMaps): FoundField {
  return withMats((keep) => {
    const most = Math.sqrt(MOST_WORKING_PIXELS / (full.cols * full.rows));
    const scale = Math.min(MOST_ENLARGED, most, WORKING_DIAMETER / fullDiameter);
    const diameter = fullDiameter * scale;
    const small = keep(new cv.Mat());
    const size = new cv.Size(
      Math.max(1, Math.round(full.cols * scale)),
      Math.max(1, Math.round(full.rows * scale)),
    );
    cv.resize(full, small, size, 0, 0, scale < 1 ? cv.INTER_AREA : cv.INTER_LINEAR);
    const stain = stainMap(cv, small, diameter);
    const { mask, middle, white } = cellMaps(cv, maps, stain, diameter, keep);
    const basins = findBasins(cv, mask, middle, diameter);
    const expected = (Math.PI / 4) * diameter ** 2;
    const usual = usualArea(mergeBasins(basins, { area: expected })) ?? expected;
    const regions = mergeBasins(basins, { area: usual });
    const objects: FoundObject[] = [
      ...describeObjects(cv, regions, { basins, stain, usual, full }),
      ...whiteCells(cv, white, usual, full),
    ];
    return {
      width: full.cols,
      height: full.rows,
      objects,
      cellDiameter: Math.sqrt((4 / Math.PI) * usual) / scale,
      coverage: (cv.countNonZero(mask) + cv.countNonZero(white)) / (mask.rows * mask.cols),
    };
  });
}

/** Solid, round regions are single cells, most of them: their median area. */
function usualArea(regions: readonly Region[]): number | undefined {
  const single = regions.filter((region) => solidityOf(region) > 0.93 && elongationOf(region) < 1.3);
  const areas = single.map(({ area }) => area).sort((a, b) => a - b);
  return areas[areas.length >> 1];
}
