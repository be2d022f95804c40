import { type Pixels, resizeRgb } from '../../pictures/resize.js';
import type { FieldMaps, MapField } from './field-maps.js';
import { CELL, MIDDLE } from './field-network.js';
import { type OpenCv, withMats } from './opencv.js';

/** What the network says of a field, and the diameter in pixels of the field's usual red cell. */
export interface ScaledMaps {
  readonly diameter: number;
  readonly maps: FieldMaps;
}

/** The largest cells that are looked for, as a share of the longer side. */
const LARGEST = 0.2;
/** The smallest, in pixels: parasites are not seen in cells of twice that size. */
const SMALLEST = 10;
/** From one size to the next that is looked for. The network is trained on cells of 0.6 to 1.6 times its size. */
const STEP = 1.5;
/** No more pixels are looked at, however large the picture. */
const MOST_PIXELS = 1.2e6;
/** With this share of the picture in middles of cells, a smaller size that has less ends the search. */
const ENOUGH = 0.03;
/** Looked at once more where the cells have another size than was looked for, by this factor. */
const CLOSE = 1.12;

/**
 * Looks for red cells of every size, largest first, and takes the size at which most of the picture is middles of cells of
 * that size.
 * @returns undefined where there are none of any size
 */
export async function searchScale(
  cv: OpenCv,
  map: MapField,
  picture: Pixels,
): Promise<ScaledMaps | undefined> {
  const { width, height } = picture;
  let best: (ScaledMaps & { share: number; measured: number }) | undefined;
  for (let diameter = LARGEST * Math.max(width, height); diameter >= SMALLEST; diameter /= STEP) {
    if (width * height * (CELL / diameter) ** 2 > MOST_PIXELS) break;
    const maps = await mapsAt(map, picture, diameter);
    const { share, measured } = cellsOfExpectedSize(cv, maps);
    if (measured !== undefined && share > (best?.share ?? 0)) best = { diameter, maps, share, measured };
    else if (best !== undefined && best.share > ENOUGH) break;
  }
  if (best === undefined) return undefined;
  const diameter = (best.diameter * best.measured) / CELL;
  if (Math.abs(Math.log(diameter / best.diameter)) < Math.log(CLOSE)) return { diameter, maps: best.maps };
  return { diameter, maps: await mapsAt(map, picture, diameter) };
}

/** The maps of a picture whose red cells have this diameter in pixels. */
export function mapsAt(map: MapField, picture: Pixels, diameter: number): Promise<FieldMaps> {
  const scale = CELL / diameter;
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  return map({ data: resizeRgb(picture, width, height), width, height });
}

/** Share of the picture in roundish middles of cells of nearly the size that the network expects, and the cells' median diameter. */
function cellsOfExpectedSize(cv: OpenCv, maps: FieldMaps): { share: number; measured: number | undefined } {
  return withMats((keep) => {
    const values = maps.middle as unknown as number[];
    const mask = keep(cv.matFromArray(maps.height, maps.width, cv.CV_8UC1, values));
    cv.threshold(mask, mask, 127, 255, cv.THRESH_BINARY);
    const contours = keep(new cv.MatVector());
    cv.findContours(mask, contours, keep(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_NONE);
    const diameters: number[] = [];
    let area = 0;
    for (let k = 0; k < contours.size(); k++) {
      const contour = keep(contours.get(k));
      const { x, y, width, height } = cv.boundingRect(contour);
      const inside = x > 0 && y > 0 && x + width < mask.cols && y + height < mask.rows;
      if (!inside || Math.max(width, height) > 1.5 * Math.min(width, height)) continue;
      // The contour runs through the middles of the outermost pixels (Pick's theorem).
      const own = cv.contourArea(contour) + contour.rows / 2 + 1;
      const diameter = Math.sqrt((4 / Math.PI) * own) / MIDDLE;
      if (diameter < 0.6 * CELL || diameter > 1.6 * CELL) continue;
      diameters.push(diameter);
      area += own;
    }
    diameters.sort((a, b) => a - b);
    return { share: area / (maps.width * maps.height), measured: diameters[diameters.length >> 1] };
  });
}
