import type { Explanation } from './explainer.js';

/** From orange to yellow: stands out on the pinks and purples of the stain, in every form of colour blindness. */
export const LOW = [213, 94, 0] as const;
export const HIGH = [255, 240, 80] as const;
const STRONGEST_ALPHA = 0.85;

/** A heat map as a transparent layer to lay over its picture: `[size, size, 4] uint8`, RGBA. */
export function heatLayer({
  heat,
  size,
}: Pick<Explanation, 'heat' | 'size'>): Uint8ClampedArray<ArrayBuffer> {
  const layer = new Uint8ClampedArray(size * size * 4);
  for (let i = 0; i < heat.length; i++) {
    const value = Math.min(1, Math.max(0, heat[i]!));
    for (let c = 0; c < 3; c++) layer[i * 4 + c] = Math.round(LOW[c]! + (HIGH[c]! - LOW[c]!) * value);
    layer[i * 4 + 3] = Math.round(255 * STRONGEST_ALPHA * value);
  }
  return layer;
}
