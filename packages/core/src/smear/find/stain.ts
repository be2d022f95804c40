import type { Mat, OpenCv } from './opencv.js';
import { withMats } from './opencv.js';

/** A field at the working scale, as absorbance: light that the film takes away, whatever the lamp and the camera. */
export interface StainMap {
  readonly width: number;
  readonly height: number;
  /** Absorbance of red, green and blue, `[height × width] uint8`, {@link ABSORBANCE_STEP} each; 0 is clear glass. */
  readonly channels: readonly [Uint8Array, Uint8Array, Uint8Array];
  /** Channel in which cells stand out most: 0 red, 1 green, 2 blue. */
  readonly best: number;
  /** Marks burnt into the picture, such as a scale bar, `[height × width]`, 255 where they are. */
  readonly ink: Uint8Array;
}

/** Natural-log absorbance of one step: 255 steps reach 1.02, which lets a third of the light through. */
export const ABSORBANCE_STEP = 0.004;

/** Brightest channel of burnt-in black. */
const BLACK = 45;
/** Difference of the channels from which a colour is purer than that of any stain. */
const PURE = 165;
/** Parts of a mark are at most this share of a cell's diameter apart. */
const GAP = 0.25;
/** A mark is at least this long, in diameters of a cell; */
const LEAST_MARK = 0.5;
/** it covers less than this share of its box, */
const LINES = 0.45;
/** or is this many times as long as wide. */
const ELONGATED = 4;

/**
 * Absorbance against the light beside the cells, which is the local maximum within about two cells, smoothed.
 * @param rgb `[height, width, 3] uint8` at the working scale
 * @param diameter of a cell there, in pixels
 */
export function stainMap(cv: OpenCv, rgb: Mat, diameter: number): StainMap {
  return withMats((keep) => {
    const { cols: width, rows: height } = rgb;
    const planes = keep(new cv.MatVector());
    const ink = keep(findInk(cv, rgb, diameter));
    const clean = keep(new cv.Mat());
    const hasInk = cv.countNonZero(ink) > 0;
    if (hasInk) cv.inpaint(rgb, ink, clean, 5, cv.INPAINT_TELEA);
    else rgb.copyTo(clean);
    cv.split(clean, planes);
    const channels = [0, 1, 2].map((channel) => {
      const plane = keep(planes.get(channel));
      return absorbance(plane.data, keep(localLight(cv, plane, diameter)).data);
    }) as unknown as [Uint8Array, Uint8Array, Uint8Array];
    const splits = channels.map(separability);
    const best = splits.reduce((top, split, channel) => (split > splits[top]! ? channel : top), 1);
    return { width, height, channels, best, ink: Uint8Array.from(ink.data) };
  });
}

/**
 * Marks that a camera's program burns into pictures: black or of a pure colour, and drawn in lines. Chromatin may be as dark, and
 * a nucleus too, but these are solid. A little around a mark is taken too, where compression smears it.
 */
function findInk(cv: OpenCv, rgb: Mat, diameter: number): Mat {
  return withMats((keep) => {
    const dark = keep(new cv.Mat(rgb.rows, rgb.cols, cv.CV_8UC1));
    const [{ data }, candidates] = [rgb, dark.data];
    for (let i = 0; i < candidates.length; i++) {
      const [r, g, b] = [data[3 * i]!, data[3 * i + 1]!, data[3 * i + 2]!];
      const most = Math.max(r, g, b);
      candidates[i] = most < BLACK || most - Math.min(r, g, b) > PURE ? 255 : 0;
    }
    // The letters of a caption, and the parts of a bar, belong together.
    const reach = Math.max(3, Math.round(GAP * diameter)) | 1;
    const joined = keep(new cv.Mat());
    cv.morphologyEx(dark, joined, cv.MORPH_CLOSE, keep(cv.Mat.ones(reach, reach, cv.CV_8U)));
    const contours = keep(new cv.MatVector());
    cv.findContours(joined, contours, keep(new cv.Mat()), cv.RETR_EXTERNAL, cv.CHAIN_APPROX_SIMPLE);
    const ink = cv.Mat.zeros(rgb.rows, rgb.cols, cv.CV_8UC1);
    for (let k = 0; k < contours.size(); k++) {
      const { x, y, width, height } = cv.boundingRect(keep(contours.get(k)));
      const [long, short] = [Math.max(width, height), Math.min(width, height)];
      const box = new cv.Rect(x, y, width, height);
      const drawn = keep(dark.roi(box));
      const sparse = cv.countNonZero(drawn) < LINES * width * height;
      if (long < LEAST_MARK * diameter || !(sparse || long > ELONGATED * short)) continue;
      drawn.copyTo(keep(ink.roi(box)));
    }
    cv.dilate(ink, ink, keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(7, 7))));
    return ink;
  });
}

/** The light around each place, at a sixteenth of the pixels: it changes slowly. */
function localLight(cv: OpenCv, plane: Mat, diameter: number): Mat {
  return withMats((keep) => {
    const small = keep(new cv.Mat());
    const shrunk = new cv.Size(Math.max(1, plane.cols >> 2), Math.max(1, plane.rows >> 2));
    cv.resize(plane, small, shrunk, 0, 0, cv.INTER_AREA);
    if (Math.min(small.rows, small.cols) > 5) cv.medianBlur(small, small, 5);
    const side = Math.max(3, Math.round((diameter / 4) * 2.5)) | 1;
    const kernel = keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(side, side)));
    cv.dilate(small, small, kernel);
    cv.blur(small, small, new cv.Size(side, side));
    const light = new cv.Mat();
    cv.resize(small, light, new cv.Size(plane.cols, plane.rows), 0, 0, cv.INTER_LINEAR);
    return light;
  });
}

const LOGARITHMS = Float64Array.from({ length: 256 }, (_, value) => Math.log(Math.max(value, 1)));

function absorbance(plane: Uint8Array, light: Uint8Array): Uint8Array {
  const result = new Uint8Array(plane.length);
  for (let i = 0; i < plane.length; i++) {
    const value = (LOGARITHMS[light[i]!]! - LOGARITHMS[plane[i]!]!) / ABSORBANCE_STEP;
    result[i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
  return result;
}

/**
 * How clearly stained and clear parts differ: between-class share of the variance at the best threshold, 0 to 1.
 * Source: Otsu 1979, IEEE Trans. Syst. Man Cybern. 9:62.
 */
function separability(values: Uint8Array): number {
  const histogram = new Float64Array(256);
  for (const value of values) histogram[value]!++;
  let [total, sum, squares] = [0, 0, 0];
  histogram.forEach((count, value) => {
    total += count;
    sum += count * value;
    squares += count * value * value;
  });
  const variance = squares / total - (sum / total) ** 2;
  let [below, belowSum, most] = [0, 0, 0];
  for (let value = 0; value < 255; value++) {
    below += histogram[value]!;
    belowSum += histogram[value]! * value;
    if (below === 0 || below === total) continue;
    const difference = belowSum / below - (sum - belowSum) / (total - below);
    most = Math.max(most, (below / total) * (1 - below / total) * difference ** 2);
  }
  return variance > 0 ? most / variance : 0;
}
