import { partOf } from '../../pictures/part-of.js';
import { type Pixels, resizeRgb } from '../../pictures/resize.js';
import type { FieldMaps, MapField } from './field-maps.js';
import { CELL, MIDDLE } from './field-network.js';
import { matOf, type OpenCv, withMats } from './opencv.js';

/** The diameter in pixels of a field's usual red cell, and what the network says of the whole field where that is known. */
export interface Scale {
  readonly diameter: number;
  readonly maps?: FieldMaps;
}

/** The largest cells that are looked for, as a share of the longer side. */
const LARGEST = 0.2;
/** The smallest, in pixels: parasites are not seen in cells of twice that size. */
export const SMALLEST = 12;
/** From one size to the next that is looked for. The network is trained on cells of 0.6 to 1.6 times its size. */
const STEP = 1.5;
/** A larger picture is searched in so many places along each side, each of so many pixels of the network's, and not as a whole. */
const PLACES = 3;
const PLACE = 192;
/** With this share of the picture in middles of cells, a smaller size that has less ends the search. */
const ENOUGH = 0.03;
/** Cells that measure this share of the size that is looked for, or more, are so large that no smaller size suits them better. */
const LARGE_ENOUGH = 0.9;
/** Looked at once more where the cells have another size than was looked for, by this factor. */
const CLOSE = 1.12;

/**
 * Looks for red cells of every size, largest first, and takes the size at which most of the picture is middles of cells of
 * that size. It stops before the smaller sizes, which take most of the time, where the cells are as large as is looked for.
 * @returns undefined where there are none of any size
 */
export async function searchScale(cv: OpenCv, map: MapField, picture: Pixels): Promise<Scale | undefined> {
  let best: (Measured & { diameter: number; maps?: FieldMaps }) | undefined;
  const largest = LARGEST * Math.max(picture.width, picture.height);
  for (let diameter = largest; diameter >= SMALLEST; diameter /= STEP) {
    const places = placesOf(picture, diameter);
    const maps: FieldMaps[] = [];
    for (const place of places) maps.push(await mapsAt(map, place, diameter));
    const { share, measured } = cellsOfExpectedSize(cv, maps);
    if (measured !== undefined && share > (best?.share ?? 0)) {
      best = { diameter, share, measured, ...(places[0] === picture && { maps: maps[0]! }) };
      if (share > ENOUGH && measured >= LARGE_ENOUGH * CELL) break;
    } else if (best !== undefined && best.share > ENOUGH) break;
  }
  if (best?.measured === undefined) return undefined;
  const diameter = (best.diameter * best.measured) / CELL;
  const isClose = Math.abs(Math.log(diameter / best.diameter)) < Math.log(CLOSE);
  return { diameter, ...(best.maps && isClose && { maps: best.maps }) };
}

/** The picture; of a large one places all over it. */
function placesOf(picture: Pixels, diameter: number): Pixels[] {
  const side = Math.round((PLACE * diameter) / CELL);
  const { width, height } = picture;
  if (width * height <= (PLACES * side) ** 2) return [picture];
  const starts = (length: number) =>
    Array.from({ length: PLACES }, (_, k) =>
      Math.max(0, Math.round(((k + 0.5) * length) / PLACES - side / 2)),
    );
  return starts(height).flatMap((top) =>
    starts(width).map((left) =>
      partOf(picture, [left, top, Math.min(side, width - left), Math.min(side, height - top)]),
    ),
  );
}

/** The maps of a picture whose red cells have this diameter in pixels. */
export function mapsAt(map: MapField, picture: Pixels, diameter: number): Promise<FieldMaps> {
  const scale = CELL / diameter;
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  return map({ data: resizeRgb(picture, width, height), width, height });
}

interface Measured {
  readonly share: number;
  readonly measured: number | undefined;
}

/** Share of the pixels in roundish middles of cells of nearly the expected size, and the cells' median diameter. */
function cellsOfExpectedSize(cv: OpenCv, places: readonly FieldMaps[]): Measured {
  const diameters: number[] = [];
  let [area, all] = [0, 0];
  for (const maps of places) {
    all += maps.width * maps.height;
    for (const own of middles(cv, maps)) {
      const diameter = Math.sqrt((4 / Math.PI) * own) / MIDDLE;
      if (diameter < 0.6 * CELL || diameter > 1.6 * CELL) continue;
      diameters.push(diameter);
      area += own;
    }
  }
  diameters.sort((a, b) => a - b);
  return { share: area / all, measured: diameters[diameters.length >> 1] };
}

/** Areas of roundish middles that lie inside. */
function middles(cv: OpenCv, maps: FieldMaps): number[] {
  return withMats((keep) => {
    const mask = keep(matOf(cv, maps.middle, maps));
    cv.threshold(mask, mask, 127, 255, cv.THRESH_BINARY);
    const contours = keep(new cv.MatVector());
    cv.findContours(mask, contours, keep(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_NONE);
    const areas: number[] = [];
    for (let k = 0; k < contours.size(); k++) {
      const contour = keep(contours.get(k));
      const { x, y, width, height } = cv.boundingRect(contour);
      const inside = x > 0 && y > 0 && x + width < mask.cols && y + height < mask.rows;
      if (!inside || Math.max(width, height) > 1.5 * Math.min(width, height)) continue;
      // The contour runs through the middles of the outermost pixels (Pick's theorem).
      areas.push(cv.contourArea(contour) + contour.rows / 2 + 1);
    }
    return areas;
  });
}
