/** From orange to yellow: stands out on the pinks and purples of the stain, in every form of colour blindness. */
const LOW = [213, 94, 0] as const;
const HIGH = [255, 240, 80] as const;
const STRONGEST_ALPHA = 0.85;

/** A heat map: `[size, size]`, row by row, from 0 (no evidence) to 1 (the most in this picture). */
export interface HeatMap {
  readonly heat: ArrayLike<number>;
  readonly size: number;
}

/** @param heat cut to [0, 1] @returns red, green and blue from 0 to 255, and opacity from 0 to 1 */
export function heatColour(heat: number): [red: number, green: number, blue: number, alpha: number] {
  const value = Math.min(1, Math.max(0, heat));
  const channel = (index: 0 | 1 | 2) => Math.round(LOW[index] + (HIGH[index] - LOW[index]) * value);
  return [channel(0), channel(1), channel(2), STRONGEST_ALPHA * value];
}

/** A heat map as a transparent layer to lay over its picture: `[size, size, 4] uint8`, RGBA. */
export function heatLayer({ heat, size }: HeatMap): Uint8ClampedArray<ArrayBuffer> {
  const layer = new Uint8ClampedArray(size * size * 4);
  for (let index = 0; index < heat.length; index++) {
    const [red, green, blue, alpha] = heatColour(heat[index]!);
    layer.set([red, green, blue, Math.round(255 * alpha)], index * 4);
  }
  return layer;
}

/** The legend of {@link heatLayer}, from no evidence to the most, as an SVG gradient: colour and opacity grow evenly in both. */
export function heatGradient(id: string): string {
  const stop = (value: 0 | 1) => {
    const [red, green, blue, alpha] = heatColour(value);
    return `<stop offset="${value}" stop-color="rgb(${red},${green},${blue})" stop-opacity="${alpha}"/>`;
  };
  return `<linearGradient id="${id}">${stop(0)}${stop(1)}</linearGradient>`;
}
