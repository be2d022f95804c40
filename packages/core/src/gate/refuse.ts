import { type Pixels, resizeRgb } from '../pictures/resize.js';
import { FEATURES, type Feature, featuresOfResized } from './features.js';
import type { Gate } from './gate.js';
import { GATE_SIZE } from './mask.js';
import { REASONS } from './reasons.js';

// Arithmetic on pixels alone, so that a browser refuses what the server refuses.

/**
 * Together they say more than one by one: a colour and a brightness may each be usual, but not in
 * combination.
 */
export const GROUPS = {
  colour: ['brightness', 'red_green', 'blue_green'],
  texture: ['contrast', 'dark_share', 'fine_detail', 'coarse_detail', 'grey_noise', 'edge', 'colour_spread'],
  outline: ['area', 'outline', 'solidity', 'contact', 'waist', 'elongation', 'corners'],
} as const satisfies Readonly<Record<string, readonly Feature[]>>;
export type GroupName = keyof typeof GROUPS;

/** Contrast of a picture with nothing on it; that of the faintest cell of 20,420 is ten times as much. */
const BLANK = 0.005;

/**
 * Why a picture is not one that the model is made for.
 * @param resized the picture in `GATE_SIZE`, where it was resized before
 * @returns `undefined` for a picture like the cells that the gate was fitted on
 */
export function refuse(
  gate: Gate,
  picture: Pixels,
  resized = resizeRgb(picture, GATE_SIZE, GATE_SIZE),
): string | undefined {
  return refuseVector(gate, featuresOfResized(picture, resized));
}

/** The same of a feature vector. */
export function refuseVector({ limits, groups }: Gate, vector: Float64Array): string | undefined {
  if (vector[FEATURES.indexOf('contrast')]! < BLANK) return 'it is blank or has only one colour';
  for (const [index, name] of FEATURES.entries()) {
    const { low, high } = limits[name]!;
    const value = vector[index]!;
    if (value < low) return REASONS[name].low;
    if (value > high) return REASONS[name].high;
  }
  for (const [name, { mean, inverse, limit }] of Object.entries(groups)) {
    const row = GROUPS[name as GroupName].map((feature) => vector[FEATURES.indexOf(feature)]!);
    if (mahalanobis(row, mean, inverse) > limit) return `its ${name} is unlike the cells the model knows`;
  }
  return undefined;
}

/** Squared distance from the mean in units of the covariance. */
export function mahalanobis(
  row: readonly number[],
  mean: readonly number[],
  inverse: readonly (readonly number[])[],
): number {
  let sum = 0;
  for (let i = 0; i < row.length; i++) {
    for (let j = 0; j < row.length; j++) {
      sum += (row[i]! - mean[i]!) * inverse[i]![j]! * (row[j]! - mean[j]!);
    }
  }
  return sum;
}
