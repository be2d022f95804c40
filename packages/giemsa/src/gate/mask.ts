/** A square picture's foreground, `[size, size]`, 1 inside. */
export interface CellMask {
  readonly size: number;
  readonly inside: Uint8Array;
  /** Number of pixels inside. */
  readonly area: number;
  /** Share of all non-black pixels that hang together as the largest piece, which is the mask. */
  readonly largestShare: number;
  /** Share of the mask, holes filled, that is black. */
  readonly holes: number;
}

/** Brightest channel of what still counts as black: JPEG leaves noise on it. */
export const BLACK = 24;

/** The largest connected piece (4 neighbours) of what is not black, its holes counted and filled. */
export function cellMask(rgb: Uint8Array, size: number): CellMask {
  const light = new Uint8Array(size * size);
  let total = 0;
  for (let i = 0; i < light.length; i++) {
    const brightest = Math.max(rgb[3 * i]!, rgb[3 * i + 1]!, rgb[3 * i + 2]!);
    if (brightest > BLACK) {
      light[i] = 1;
      total++;
    }
  }
  const { labels, sizes } = pieces(light, size, 1);
  const largest = sizes.indexOf(Math.max(0, ...sizes));
  const inside = new Uint8Array(light.length);
  let area = 0;
  for (let i = 0; i < inside.length; i++) {
    if (largest < 0 || labels[i] !== largest + 1) continue;
    inside[i] = 1;
    area++;
  }
  const filled = fillHoles(inside, size);
  return {
    size,
    inside,
    area: area + filled,
    largestShare: total === 0 ? 0 : area / total,
    holes: area === 0 ? 0 : filled / (area + filled),
  };
}

/** Fills black pieces that do not reach the border. @returns how many pixels they have */
function fillHoles(inside: Uint8Array, size: number): number {
  const outside = inside.map((value) => 1 - value);
  const { labels, sizes } = pieces(outside, size, 1);
  const reaches = new Set<number>();
  for (let k = 0; k < size; k++) {
    for (const i of [k, (size - 1) * size + k, k * size, k * size + size - 1]) reaches.add(labels[i]!);
  }
  let filled = 0;
  for (let i = 0; i < inside.length; i++) {
    if (labels[i] === 0 || reaches.has(labels[i]!)) continue;
    inside[i] = 1;
    filled++;
  }
  return sizes.length === 0 ? 0 : filled;
}

/** Connected pieces of the pixels with `value`: their number from 1 on by pixel, and their sizes. */
function pieces(pixels: Uint8Array, size: number, value: number): { labels: Int32Array; sizes: number[] } {
  const labels = new Int32Array(pixels.length);
  const sizes: number[] = [];
  const stack = new Int32Array(pixels.length);
  for (let start = 0; start < pixels.length; start++) {
    if (pixels[start] !== value || labels[start] !== 0) continue;
    const label = sizes.push(0);
    let top = 0;
    stack[top++] = start;
    labels[start] = label;
    while (top > 0) {
      const i = stack[--top]!;
      sizes[label - 1]!++;
      const x = i % size;
      for (const next of [x > 0 ? i - 1 : -1, x < size - 1 ? i + 1 : -1, i - size, i + size]) {
        if (next < 0 || next >= pixels.length || pixels[next] !== value || labels[next] !== 0) continue;
        labels[next] = label;
        stack[top++] = next;
      }
    }
  }
  return { labels, sizes };
}
