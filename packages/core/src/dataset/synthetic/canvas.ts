import { type Random, randomFromSeed } from '../../random.js';
import { norm } from './texture.js';

/** How strongly something takes away red, green and blue light: natural absorbance at full strength. */
export type Absorbance = readonly [red: number, green: number, blue: number];

/**
 * A picture before it is taken: light passes through absorbing layers, which add up (Beer-Lambert law), so that a
 * parasite within a cell darkens what the cell left over.
 */
export interface Canvas {
  width: number;
  height: number;
  /** `[3, height, width]`, absorbance of red, green and blue. */
  absorbance: Float32Array;
  /** `[height, width]`, 0 where there is no parasite, else its number on this canvas, from 1. */
  parasites: Uint8Array;
}

/** Strength of a layer at a place, 0 for none, 1 for full. */
export type Strength = (x: number, y: number) => number;

/** A rectangle in pixels: left, top, width, height. */
export type Box = readonly [x: number, y: number, width: number, height: number];

export function createCanvas(width: number, height: number): Canvas {
  const area = width * height;
  return { width, height, absorbance: new Float32Array(area * 3), parasites: new Uint8Array(area) };
}

/**
 * Adds a layer within `radius` pixels of a center.
 * @param parasite number of the parasite that the layer belongs to, 0 for none; marks places above a third of strength.
 */
export function addLayer(
  canvas: Canvas,
  [centerX, centerY]: readonly [x: number, y: number],
  radius: number,
  color: Absorbance,
  strength: Strength,
  parasite = 0,
): void {
  const { width, height, absorbance, parasites } = canvas;
  const area = width * height;
  const left = Math.max(0, Math.floor(centerX - radius));
  const right = Math.min(width - 1, Math.ceil(centerX + radius));
  const bottom = Math.min(height - 1, Math.ceil(centerY + radius));
  for (let y = Math.max(0, Math.floor(centerY - radius)); y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const value = strength(x, y);
      if (value === 0) continue;
      const i = y * width + x;
      absorbance[i]! += value * color[0];
      absorbance[area + i]! += value * color[1];
      absorbance[2 * area + i]! += value * color[2];
      if (parasite > 0 && value > 1 / 3) parasites[i] = parasite;
    }
  }
}

/** 1 inside, 0 outside, a straight slope of `softness` pixels between; `depth` is the distance to the border inwards. */
export function softEdge(depth: number, softness: number): number {
  return Math.min(1, Math.max(0, depth / softness + 0.5));
}

/** A soft-edged disc. */
export function disc(centerX: number, centerY: number, radius: number, softness = 1.5): Strength {
  return (x, y) => softEdge(radius - norm(x - centerX, y - centerY), softness);
}

/** How the camera sees the slide. */
export interface Optics {
  /** Light without a cell, 0 to 255. */
  light: Absorbance;
  /** Standard deviation of the blur in pixels. */
  blur: number;
  /** Standard deviation of the sensor's noise in grey levels. */
  noise: number;
}

/** Takes the picture: absorbance to light, blur, noise. @returns `[height, width, 3] uint8`. */
export function develop(canvas: Canvas, optics: Optics, random: Random): Uint8Array {
  const { width, height, absorbance } = canvas;
  const area = width * height;
  const output = new Uint8Array(area * 3);
  const plane = new Float32Array(area);
  for (let c = 0; c < 3; c++) {
    const light = optics.light[c]!;
    for (let i = 0; i < area; i++) {
      const taken = absorbance[c * area + i]!;
      plane[i] = taken === 0 ? light : light * Math.exp(-taken);
    }
    blur(plane, width, height, optics.blur);
    const start = random.integer(grain.length);
    for (let i = 0; i < area; i++) {
      // Odd steps through the tile: no pattern repeats from row to row or from channel to channel.
      const noise = grain[(start + i * (2 * c + 1) + (i >> 11)) & (grain.length - 1)]!;
      const value = plane[i]! + noise * optics.noise + 0.5;
      // Black is kept for what was cut away.
      output[i * 3 + c] = Math.min(255, Math.max(1, value));
    }
  }
  return output;
}

/** Normal numbers to draw grain from: made once, since they would cost more than the rest of a picture. */
const grain = (() => {
  const random = randomFromSeed(20_210_614);
  return Float32Array.from({ length: 2 ** 16 }, () => random.normal());
})();

/**
 * Gaussian blur in passes of five taps, each of at most a pixel's deviation; variances of passes add up.
 * The outermost two pixels stay as they are.
 */
function blur(plane: Float32Array, width: number, height: number, deviation: number): void {
  const passes = Math.ceil(deviation * deviation);
  const variance = (deviation * deviation) / passes;
  const near = Math.exp(-1 / (2 * variance));
  const far = Math.exp(-4 / (2 * variance));
  const total = 1 + 2 * near + 2 * far;
  const between = Float32Array.from(plane);
  for (let pass = 0; pass < passes; pass++) {
    for (let y = 0; y < height; y++) {
      const row = y * width;
      convolve(plane, between, [row + 2, row + width - 2], 1, [1 / total, near / total, far / total]);
    }
    convolve(between, plane, [2 * width, (height - 2) * width], width, [
      1 / total,
      near / total,
      far / total,
    ]);
  }
}

/** Weighs each place from `start` to `end` with its two neighbours on either side, `step` places apart. */
function convolve(
  from: Float32Array,
  to: Float32Array,
  [start, end]: [start: number, end: number],
  step: number,
  [middle, near, far]: [middle: number, near: number, far: number],
): void {
  for (let i = start; i < end; i++) {
    to[i] =
      middle * from[i]! +
      near * (from[i - step]! + from[i + step]!) +
      far * (from[i - 2 * step]! + from[i + 2 * step]!);
  }
}
