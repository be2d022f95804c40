/** Pictures are looked at in this size, whatever size a model takes. */
export const GATE_SIZE = 96;

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
  const { labels, sizes } = pieces(light, size);
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
  const { labels, sizes } = pieces(outside, size);
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

/**
 * Connected pieces of the pixels that are 1, in the order of their first pixels: their number from 1 on by pixel, and
 * their sizes. Rows are taken as runs, and a run joins the pieces of the runs that it touches in the row above.
 */
function pieces(pixels: Uint8Array, size: number): { labels: Int32Array; sizes: number[] } {
  const runs = runsOf(pixels, size);
  const parents = Int32Array.from(runs, (_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root]!;
    parents[index] = root;
    return root;
  };
  let above = 0;
  runs.forEach(({ from, to }, index) => {
    while (runs[above]!.to <= from - size) above++;
    for (let other = above; other < index && runs[other]!.from < to - size; other++) {
      const [a, b] = [rootOf(index), rootOf(other)];
      parents[Math.max(a, b)] = Math.min(a, b);
    }
  });
  const labels = new Int32Array(pixels.length);
  const sizes: number[] = [];
  const labelOf = new Int32Array(runs.length);
  runs.forEach(({ from, to }, index) => {
    const root = rootOf(index);
    if (root === index) labelOf[index] = sizes.push(0);
    const label = labelOf[root]!;
    labels.fill(label, from, to);
    sizes[label - 1]! += to - from;
  });
  return { labels, sizes };
}

/** Runs of ones within rows. */
function runsOf(pixels: Uint8Array, size: number): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (let row = 0; row < pixels.length; row += size) {
    const end = row + size;
    for (let i = row; i < end; i++) {
      if (pixels[i] === 0) continue;
      const from = i;
      while (i < end && pixels[i] === 1) i++;
      runs.push({ from, to: i });
    }
  }
  return runs;
}
