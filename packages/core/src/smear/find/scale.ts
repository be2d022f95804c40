import { type Pixels, resizeRgb } from '../../pictures/resize.js';
import type { FieldMaps, MapField } from './field-maps.js';
import { CELL, MIDDLE } from './field-network.js';
import { matOf, type OpenCv, withMats } from './opencv.js';

/** What the network says of a field, and the diameter in pixels of the field's usual red cell. */
export interface ScaledMaps {
  readonly diameter: number;
  readonly maps: FieldMaps;
}

/** The largest cells that are looked for, as a share of the longer side. */
const LARGEST = 0.2;
/** The smallest, in pixels: parasites are not seen in cells of twice that size. */
export const SMALLEST = 12;
/** From one size to the next that is looked for. The network is trained on cells of 0.6 to 1.6 times its size. */
const STEP = 1.5;
/** No more pixels are searched at a time: of a picture that has more, the middle. */
const MOST_SEARCHED = 1.2e6;
/** No more pixels are mapped, however large the picture and small its cells. */
const MOST_MAPPED = 8e6;
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
  let best: (ScaledMaps & { share: number; measured: number; isWhole: boolean }) | undefined;
  const largest = LARGEST * Math.max(picture.width, picture.height);
  for (let diameter = largest; diameter >= SMALLEST; diameter /= STEP) {
    const searched = middleOf(picture, MOST_SEARCHED * (diameter / CELL) ** 2);
    const maps = await mapsAt(map, searched, diameter);
    const { share, measured } = cellsOfExpectedSize(cv, maps);
    if (measured !== undefined && share > (best?.share ?? 0)) {
      best = { diameter, maps, share, measured, isWhole: searched === picture };
    } else if (best !== undefined && best.share > ENOUGH) break;
  }
  if (best === undefined) return undefined;
  const diameter = (best.diameter * best.measured) / CELL;
  const isClose = Math.abs(Math.log(diameter / best.diameter)) < Math.log(CLOSE);
  return { diameter, maps: best.isWhole && isClose ? best.maps : await mapsAt(map, picture, diameter) };
}

/** The picture, or so many pixels of its middle. */
function middleOf(picture: Pixels, pixels: number): Pixels {
  const share = Math.sqrt(pixels / (picture.width * picture.height));
  if (share >= 1) return picture;
  const [width, height] = [Math.floor(picture.width * share), Math.floor(picture.height * share)];
  const [left, top] = [(picture.width - width) >> 1, (picture.height - height) >> 1];
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * picture.width + left) * 3;
    data.set(picture.data.subarray(from, from + width * 3), y * width * 3);
  }
  return { data, width, height };
}

/** The maps of a picture whose red cells have this diameter in pixels. */
export function mapsAt(map: MapField, picture: Pixels, diameter: number): Promise<FieldMaps> {
  const most = Math.sqrt(MOST_MAPPED / (picture.width * picture.height));
  const scale = Math.min(most, CELL / diameter);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  return map({ data: resizeRgb(picture, width, height), width, height });
}

/** Share of the pixels in roundish middles of cells of nearly the expected size, and the cells' median diameter. */
function cellsOfExpectedSize(cv: OpenCv, maps: FieldMaps): { share: number; measured: number | undefined } {
  return withMats((keep) => {
    const mask = keep(matOf(cv, maps.middle, maps));
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
