import { resizeRgb } from '@giemsa/core/internal/pictures/resize';
import type { Random } from '@giemsa/core/internal/random';
import { CELL, MAPS, MIDDLE, PATCH } from '@giemsa/core/internal/smear/find/field-network';
import { mirroredSquare } from '@giemsa/core/internal/smear/find/mirrored-square';
import { otherStain } from '../other-stain.js';
import type { TrainingField } from './labelled-fields.js';
import { paintNuclei } from './nuclei.js';

/** A patch of a field and what the network should say of each of its pixels. */
export interface Patch {
  /** `[PATCH, PATCH, 3] uint8`. */
  readonly pixels: Uint8Array;
  /** `[PATCH, PATCH, MAPS]`, 0 or 1. */
  readonly maps: Float32Array;
}

/** Standard deviation of the logarithm of the scale: the network should bear cells of other sizes than it expects. */
const SCALE_SPREAD = 0.25;
/** Of thick films the scale means nothing. */
const THICK_SCALE_SPREAD = 0.5;
const NUCLEI = 0.2;
/** Sum of the three channels below which a pixel of a thick film is taken for a nucleus. */
const DARK = 270;

/** Draws a patch from a field: somewhere, at some scale, mirrored or turned, in another stain. */
export function drawPatch({ picture, ellipses, diameter, thick }: TrainingField, random: Random): Patch {
  const scale = (CELL / diameter) * Math.exp(random.normal(0, thick ? THICK_SCALE_SPREAD : SCALE_SPREAD));
  const side = Math.max(8, Math.round(PATCH / scale));
  const place = (length: number) => Math.round(random.uniform(-0.1 * side, Math.max(0, length - 0.9 * side)));
  const [left, top] = [place(picture.width), place(picture.height)];
  const square = { data: mirroredSquare(picture, left, top, side), width: side, height: side };
  const pixels = Uint8Array.from(resizeRgb(square, PATCH, PATCH));
  const maps = new Float32Array(PATCH * PATCH * MAPS);
  const nearest = new Float32Array(PATCH * PATCH).fill(Infinity);
  const exact = PATCH / side;
  for (const { x, y, rx, ry, white } of ellipses) {
    const [cx, cy, ax, ay] = [(x - left) * exact, (y - top) * exact, rx * exact, ry * exact];
    for (let v = Math.max(0, Math.floor(cy - ay)); v < Math.min(PATCH, cy + ay + 1); v++) {
      for (let u = Math.max(0, Math.floor(cx - ax)); u < Math.min(PATCH, cx + ax + 1); u++) {
        const radius = Math.hypot((u + 0.5 - cx) / ax, (v + 0.5 - cy) / ay);
        if (radius > 1) continue;
        const at = v * PATCH + u;
        if (white) maps[at * MAPS + 2] = 1;
        else {
          maps[at * MAPS] = 1;
          // Where cells lie on each other, the nearer middle decides.
          if (radius < nearest[at]!) {
            nearest[at] = radius;
            maps[at * MAPS + 1] = radius < MIDDLE ? 1 : 0;
          }
        }
      }
    }
  }
  if (thick) markDark(pixels, maps);
  else if (random.chance(NUCLEI)) paintNuclei(pixels, maps, random);
  return turned({ pixels: otherStain(pixels, random), maps }, random);
}

function markDark(pixels: Uint8Array, maps: Float32Array): void {
  for (let at = 0; at < PATCH * PATCH; at++) {
    if (pixels[at * 3]! + pixels[at * 3 + 1]! + pixels[at * 3 + 2]! < DARK) maps[at * MAPS + 2] = 1;
  }
}

/** One of the eight ways to turn and mirror a square. */
function turned({ pixels, maps }: Patch, random: Random): Patch {
  const [mirrorX, mirrorY, transpose] = [random.chance(0.5), random.chance(0.5), random.chance(0.5)];
  const result = { pixels: new Uint8Array(pixels.length), maps: new Float32Array(maps.length) };
  for (let v = 0; v < PATCH; v++) {
    for (let u = 0; u < PATCH; u++) {
      let [x, y] = transpose ? [v, u] : [u, v];
      if (mirrorX) x = PATCH - 1 - x;
      if (mirrorY) y = PATCH - 1 - y;
      const [from, to] = [y * PATCH + x, v * PATCH + u];
      result.pixels.set(pixels.subarray(from * 3, from * 3 + 3), to * 3);
      result.maps.set(maps.subarray(from * MAPS, (from + 1) * MAPS), to * MAPS);
    }
  }
  return result;
}
