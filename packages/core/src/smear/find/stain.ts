import type { Mat, OpenCv } from './opencv.js';
import { withMats } from './opencv.js';

/** A field at the working scale, as absorbance: light that the film takes away, whatever the lamp and the camera. */
export interface StainMap {
  readonly width: number;
  readonly height: number;
  /** Absorbance of red, green and blue, `[height × width] uint8`, {@link ABSORBANCE_STEP} each; 0 is clear glass. */
  readonly channels: readonly [Uint8Array, Uint8Array, Uint8Array];
  /** Absorbance of green in steps of {@link DARKNESS_STEP}: nuclei take far more than `channels` can hold. */
  readonly darkness: Uint8Array;
  /** Channel in which cells stand out most: 0 red, 1 green, 2 blue. */
  readonly best: number;
  /** Otsu's threshold of the best channel. */
  readonly threshold: number;
  /** Between-class share of the variance at that threshold, 0 to 1: near 1 where cells and glass part clearly. */
  readonly separability: number;
  /** Burnt-in black, such as a scale bar, `[height × width]`, 255 where it is. */
  readonly ink: Uint8Array;
}

/** Natural-log absorbance of one step: 255 steps reach 1.02, which lets a third of the light through. */
export const ABSORBANCE_STEP = 0.004;

/** 255 steps reach 3.06, which lets a twentieth of the light through. */
export const DARKNESS_STEP = 0.012;

/** Brightest channel of burnt-in black: no stain is as dark, as neutral. */
const INK = 45;

/**
 * Absorbance against the light beside the cells, which is the local maximum within about two cells, smoothed.
 * @param rgb `[height, width, 3] uint8` at the working scale
 * @param diameter of a cell there, in pixels
 */
export function stainMap(cv: OpenCv, rgb: Mat, diameter: number): StainMap {
  return withMats((keep) => {
    const { cols: width, rows: height } = rgb;
    const planes = keep(new cv.MatVector());
    const ink = keep(findInk(cv, rgb));
    const clean = keep(new cv.Mat());
    const hasInk = cv.countNonZero(ink) > 0;
    if (hasInk) cv.inpaint(rgb, ink, clean, 5, cv.INPAINT_TELEA);
    else rgb.copyTo(clean);
    cv.split(clean, planes);
    const pairs = [0, 1, 2].map((channel) => {
      const plane = keep(planes.get(channel));
      return { plane, light: keep(localLight(cv, plane, diameter)) };
    });
    const mapOf = (channel: number, step: number) =>
      absorbance(pairs[channel]!.plane.data, pairs[channel]!.light.data, step);
    const channels = [0, 1, 2].map((channel) => mapOf(channel, ABSORBANCE_STEP)) as unknown as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const darkness = mapOf(1, DARKNESS_STEP);
    const splits = channels.map(otsu);
    const best = splits.reduce(
      (top, { separability }, c) => (separability > splits[top]!.separability ? c : top),
      1,
    );
    return { width, height, channels, darkness, best, ...splits[best]!, ink: Uint8Array.from(ink.data) };
  });
}

/** Black of a burnt-in scale, and a little around it, where compression smears it. */
function findInk(cv: OpenCv, rgb: Mat): Mat {
  const ink = new cv.Mat(rgb.rows, rgb.cols, cv.CV_8UC1);
  const { data } = rgb;
  const marks = ink.data;
  for (let i = 0; i < marks.length; i++) {
    const brightest = Math.max(data[3 * i]!, data[3 * i + 1]!, data[3 * i + 2]!);
    marks[i] = brightest < INK ? 255 : 0;
  }
  return withMats((keep) => {
    const kernel = keep(cv.getStructuringElement(cv.MORPH_ELLIPSE, new cv.Size(7, 7)));
    cv.dilate(ink, ink, kernel);
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

function absorbance(plane: Uint8Array, light: Uint8Array, step: number): Uint8Array {
  const result = new Uint8Array(plane.length);
  for (let i = 0; i < plane.length; i++) {
    const value = (LOGARITHMS[light[i]!]! - LOGARITHMS[plane[i]!]!) / step;
    result[i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
  return result;
}

/** Otsu's threshold. Source: Otsu 1979, IEEE Trans. Syst. Man Cybern. 9:62. */
export function otsu(values: Uint8Array): { threshold: number; separability: number } {
  const histogram = new Float64Array(256);
  for (const value of values) histogram[value]!++;
  let [total, sum, squares] = [0, 0, 0];
  histogram.forEach((count, value) => {
    total += count;
    sum += count * value;
    squares += count * value * value;
  });
  const variance = squares / total - (sum / total) ** 2;
  let [below, belowSum, threshold, most] = [0, 0, 0, 0];
  for (let value = 0; value < 255; value++) {
    below += histogram[value]!;
    belowSum += histogram[value]! * value;
    if (below === 0 || below === total) continue;
    const difference = belowSum / below - (sum - belowSum) / (total - below);
    const between = (below / total) * (1 - below / total) * difference ** 2;
    if (between > most) [most, threshold] = [between, value];
  }
  return { threshold, separability: variance > 0 ? most / variance : 0 };
}
