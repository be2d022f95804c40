import { shippedFinder } from '../../formats/model-files.js';
import { partOf } from '../../pictures/part-of.js';
import type { Pixels } from '../../pictures/resize.js';
import { findBasins } from './basins.js';
import type { CellFinder, FindOptions, FoundField, FoundObject } from './cell-finder.js';
import { cellMaps } from './cell-maps.js';
import { type FieldMaps, loadFieldMaps, type MapField } from './field-maps.js';
import { fieldOfView, inWholePicture } from './field-of-view.js';
import { describeObjects } from './kinds.js';
import { mergeBasins } from './merge.js';
import { loadOpenCv, type OpenCv, withMats } from './opencv.js';
import { elongationOf, type Region, solidityOf } from './region.js';
import { mapsAt, SMALLEST, searchScale } from './scale.js';
import { stainMap } from './stain.js';
import { joinTiles, type Tile, tilesOf } from './tiles.js';
import { whiteCells } from './white-cells.js';

/** Cells are told apart at a scale at which they have about this diameter in pixels. */
const WORKING_DIAMETER = 44;
/** Pictures are not enlarged more. */
const MOST_ENLARGED = 2;
/** A picture that has more pixels then is worked on in tiles, */
const MOST_WORKING_PIXELS = 8e6;
/** which reach over each other by so many diameters. */
const OVERLAP = 3;
/** Of the finder: a calibration holds for the cells that one and the same finder finds. */
export const FINDER_NAME = 'unet 1';
/** A human red cell on a dry film, in µm. */
const RED_CELL_MICRONS = 7.5;

/**
 * Finds red and white cells by a small network, at whatever size and in whatever stain they are; a watershed parts those that
 * touch.
 * @param file of the network; the one that ships when left out
 */
export async function createCellFinder(file?: string): Promise<CellFinder> {
  const [cv, map] = await Promise.all([loadOpenCv(), loadFieldMaps(file ?? (await shippedFinder()))]);
  return { name: FINDER_NAME, find: (picture, options) => find(cv, map, picture, options) };
}

/** In the part of the picture that shows a field. */
async function find(cv: OpenCv, map: MapField, picture: Pixels, options?: FindOptions): Promise<FoundField> {
  const view = fieldOfView(picture);
  if (!view) return findIn(cv, map, picture, options);
  return inWholePicture(picture, view, await findIn(cv, map, view.picture, options));
}

async function findIn(
  cv: OpenCv,
  map: MapField,
  picture: Pixels,
  { umPerPixel }: FindOptions = {},
): Promise<FoundField> {
  const known = umPerPixel === undefined ? undefined : RED_CELL_MICRONS / umPerPixel;
  if (known !== undefined && known < SMALLEST) return nothing(picture, known);
  const scale = known === undefined ? await searchScale(cv, map, picture) : { diameter: known };
  if (scale === undefined) return nothing(picture, undefined);
  const { diameter } = scale;
  const tiles = tilesOf(picture, workedOnAtOnce(diameter), Math.ceil(OVERLAP * diameter));
  const found: { tile: Tile; found: FoundField }[] = [];
  for (const tile of tiles) {
    const part = tiles.length === 1 ? picture : partOf(picture, tile.box);
    const maps = (tiles.length === 1 && scale.maps) || (await mapsAt(map, part, diameter));
    found.push({ tile, found: tellApart(cv, part, diameter, maps) });
  }
  return found.length === 1 ? found[0]!.found : joinTiles(picture, found);
}

/** Pixels of a picture with cells of this diameter that are worked on at once. */
const workedOnAtOnce = (diameter: number) => MOST_WORKING_PIXELS / workingScale(diameter) ** 2;

/** What a picture is enlarged by, or shrunk, before cells are told apart. */
const workingScale = (diameter: number) => Math.min(MOST_ENLARGED, WORKING_DIAMETER / diameter);

const nothing = ({ width, height }: Pixels, cellDiameter: number | undefined): FoundField => ({
  ...{ width, height, objects: [], cellDiameter, coverage: 0 },
});

function tellApart(
  cv: OpenCv,
  { data, width, height }: Pixels,
  fullDiameter: number,
  maps: FieldMaps,
): FoundField {
  return withMats((keep) => {
    const full = keep(cv.matFromArray(height, width, cv.CV_8UC3, data as unknown as number[]));
    const scale = workingScale(fullDiameter);
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
