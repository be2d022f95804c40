import type { FieldMaps } from './field-maps.js';
import { type Mat, matOf, type OpenCv, withMats } from './opencv.js';
import type { StainMap } from './stain.js';

/** What the network says at the scale at which cells are told apart: `[height, width] uint8`, 0 to 255 for 0 to 1. */
export interface CellMaps {
  /** 255 where a red cell is. */
  readonly mask: Mat;
  /** Middles of red cells. */
  readonly middle: Mat;
  /** 255 where a white cell is. */
  readonly white: Mat;
}

const HALF = 127;

/** Enlarges the network's maps to the scale of `stain`, and sharpens the edges of cells. @param keep frees them */
export function cellMaps(
  cv: OpenCv,
  maps: FieldMaps,
  stain: StainMap,
  diameter: number,
  keep: <M extends { delete(): void }>(mat: M) => M,
): CellMaps {
  const size = new cv.Size(stain.width, stain.height);
  const enlarged = (values: Uint8Array): Mat =>
    withMats((free) => {
      const large = keep(new cv.Mat());
      cv.resize(free(matOf(cv, values, maps)), large, size, 0, 0, cv.INTER_CUBIC);
      return large;
    });
  const [mask, middle, white] = [enlarged(maps.cell), enlarged(maps.middle), enlarged(maps.white)];
  cv.threshold(mask, mask, HALF, 255, cv.THRESH_BINARY);
  cv.threshold(white, white, HALF, 255, cv.THRESH_BINARY);
  sharpen(cv, { mask, middle, white }, stain, diameter);
  return { mask, middle, white };
}

/** The network's edges are soft within this share of a diameter. */
const SOFT = 0.14;
/** Glass takes less than this share of the light that the middles of cells take. */
const CLEAR = 0.45;

/** Takes what is as clear as glass away from the rim of the cells. Pale centers stay: they are no rim. */
function sharpen(cv: OpenCv, { mask, middle }: CellMaps, stain: StainMap, diameter: number): void {
  withMats((keep) => {
    const channel = keep(matOf(cv, stain.channels[stain.best]!, stain));
    cv.GaussianBlur(channel, channel, new cv.Size(0, 0), Math.max(0.6, diameter / 60));
    const depth = keep(new cv.Mat());
    cv.distanceTransform(mask, depth, cv.DIST_L2, cv.DIST_MASK_3);
    const least = CLEAR * medianWhere(channel.data, middle.data);
    const [pixels, absorbed, depths] = [mask.data, channel.data, depth.data32F];
    for (let i = 0; i < pixels.length; i++) {
      if (pixels[i]! > 0 && depths[i]! < SOFT * diameter && absorbed[i]! < least) pixels[i] = 0;
    }
    const kernel = keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(5, 5)));
    cv.morphologyEx(mask, mask, cv.MORPH_OPEN, kernel);
  });
}

/** The median of `values` in the middles of cells. */
function medianWhere(values: Uint8Array, middles: Uint8Array): number {
  const histogram = new Uint32Array(256);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (middles[i]! <= HALF) continue;
    histogram[values[i]!]!++;
    count++;
  }
  let [median, below] = [0, 0];
  while (median < 255 && below + histogram[median]! < count / 2) below += histogram[median++]!;
  return median;
}
