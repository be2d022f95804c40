import { type Pixels, resizeRgb } from '../pictures/resize.js';
import { BLACK, cellMask } from './mask.js';

/** What the gate looks at, in the order of a feature vector. */
export const FEATURES = [
  'corners',
  'area',
  'pieces',
  'holes',
  'outline',
  'solidity',
  'contact',
  'waist',
  'elongation',
  'shape',
  'size',
  'brightness',
  'red_green',
  'blue_green',
  'contrast',
  'dark_share',
  'colour_spread',
  'hue',
  'saturation',
  'fine_detail',
  'coarse_detail',
  'edge',
  'grey_noise',
] as const;

export type Feature = (typeof FEATURES)[number];

/** Pictures are looked at in this size, whatever size a model takes. */
export const GATE_SIZE = 96;

const N = GATE_SIZE;
const CORNER = 12;

/**
 * Describes a picture by the things that tell a single red cell, cut out on black, from anything else. Shares and ratios,
 * so that they hold for pictures of any size; logarithms where values are spread over powers.
 * @returns one number per feature, all finite
 */
export const gateFeatures = (picture: Pixels): Float64Array =>
  featuresOfResized(picture, resizeRgb(picture, N, N));

/**
 * {@link gateFeatures} of a picture that was resized before.
 * @param picture its size counts
 * @param rgb the same picture in {@link GATE_SIZE}
 */
export function featuresOfResized(picture: Pick<Pixels, 'width' | 'height'>, rgb: Uint8Array): Float64Array {
  const mask = cellMask(rgb, N);
  const { inside, area } = mask;
  const shape = shapeOf(inside, picture.width / picture.height);
  const colour = colourOf(rgb, inside);
  const detail = detailOf(rgb, inside);
  const values: Record<Feature, number> = {
    corners: blackCorners(rgb),
    area: area / (N * N),
    pieces: mask.largestShare,
    holes: mask.holes,
    outline: shape.outline,
    solidity: solidityOf(inside, area),
    contact: borderContact(inside),
    waist: shape.waist,
    elongation: shape.elongation,
    shape: Math.log(picture.width / picture.height),
    size: Math.log2(Math.sqrt(picture.width * picture.height)),
    brightness: colour.brightness,
    red_green: colour.redGreen,
    blue_green: colour.blueGreen,
    contrast: colour.contrast,
    dark_share: Math.sqrt(colour.darkShare),
    colour_spread: Math.log(colour.spread + 0.01),
    hue: colour.redGreen - colour.blueGreen,
    saturation: colour.redGreen + colour.blueGreen,
    fine_detail: Math.log(detail.fine + 0.2),
    coarse_detail: Math.log(detail.coarse + 0.5),
    edge: detail.edge,
    grey_noise: Math.log(detail.noise + 0.2),
  };
  return Float64Array.from(FEATURES, (name) => values[name]);
}

/** Share of black pixels in the four corners. */
function blackCorners(rgb: Uint8Array): number {
  let black = 0;
  for (let y = 0; y < CORNER; y++) {
    for (let x = 0; x < CORNER - y; x++) {
      for (const [row, column] of [
        [y, x],
        [y, N - 1 - x],
        [N - 1 - y, x],
        [N - 1 - y, N - 1 - x],
      ] as const) {
        const i = 3 * (row * N + column);
        if (Math.max(rgb[i]!, rgb[i + 1]!, rgb[i + 2]!) <= BLACK) black++;
      }
    }
  }
  return black / (2 * CORNER * (CORNER + 1));
}

/** Steps along the long axis at which the mask's width is taken. */
const STEPS = 12;

/**
 * Elongation, long by short axis of the ellipse of the same second moments (its logarithm); outline, the mask's area by
 * that ellipse's, 1 for an ellipse, less for stars, rectangles and crescents; waist, the width half way along the long axis
 * by the larger widths on both sides of it: below 1 where two cells hang together.
 */
function shapeOf(inside: Uint8Array, aspect: number) {
  const columns = Float64Array.from({ length: N }, (_, x) => (x / N) * aspect);
  let [n, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] === 0) continue;
    const x = columns[i % N]!;
    const y = Math.floor(i / N) / N;
    n++;
    sx += x;
    sy += y;
    sxx += x * x;
    syy += y * y;
    sxy += x * y;
  }
  if (n < 16) return { outline: 0, elongation: 0, waist: 0 };
  const xx = sxx / n - (sx / n) ** 2;
  const yy = syy / n - (sy / n) ** 2;
  const xy = sxy / n - (sx / n) * (sy / n);
  const root = Math.sqrt(Math.max(0, ((xx - yy) / 2) ** 2 + xy ** 2));
  const [long, short] = [(xx + yy) / 2 + root, Math.max((xx + yy) / 2 - root, 1e-9)];
  const ellipse = 4 * Math.PI * Math.sqrt(long * short);
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  const widths = new Float64Array(STEPS);
  const reach = 2 * Math.sqrt(long);
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] === 0) continue;
    const x = columns[i % N]! - sx / n;
    const y = Math.floor(i / N) / N - sy / n;
    const along = (x * cosine + y * sine) / reach;
    const step = Math.floor(((along + 1) / 2) * STEPS);
    if (step >= 0 && step < STEPS) widths[step]!++;
  }
  const middle = Math.min(...widths.subarray(STEPS / 3, (2 * STEPS) / 3));
  const sides = Math.min(
    Math.max(...widths.subarray(0, STEPS / 3)),
    Math.max(...widths.subarray((2 * STEPS) / 3)),
  );
  return {
    outline: (n * aspect) / (N * N) / ellipse,
    elongation: 0.5 * Math.log(long / short),
    waist: Math.min(1, middle / (sides + 1)),
  };
}

/** The mask's area by that of its convex hull: less than 1 where two discs touch. Stretching changes both alike. */
function solidityOf(inside: Uint8Array, area: number): number {
  if (area < 16) return 0;
  const points: [number, number][] = [];
  for (let y = 0; y < N; y++) {
    const row = inside.subarray(y * N, (y + 1) * N);
    const [first, last] = [row.indexOf(1), row.lastIndexOf(1)];
    if (first >= 0) points.push([first, y], [last + 1, y], [first, y + 1], [last + 1, y + 1]);
  }
  const hull = convexHull(points);
  let twice = 0;
  hull.forEach(([x, y], index) => {
    const [nextX, nextY] = hull[(index + 1) % hull.length]!;
    twice += x * nextY - nextX * y;
  });
  return area / (Math.abs(twice) / 2);
}

/** Andrew's monotone chain. */
function convexHull(points: [number, number][]): [number, number][] {
  const sorted = points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list: [number, number][]) => {
    const chain: [number, number][] = [];
    for (const point of list) {
      while (chain.length >= 2 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half([...sorted].reverse())];
}

const turn = (a: [number, number], b: [number, number], c: [number, number]) =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** The largest share of one side of the picture that the mask touches: a whole cell touches it in passing. */
function borderContact(inside: Uint8Array): number {
  const sides = [0, 0, 0, 0];
  for (let k = 0; k < N; k++) {
    sides[0]! += inside[k]!;
    sides[1]! += inside[(N - 1) * N + k]!;
    sides[2]! += inside[k * N]!;
    sides[3]! += inside[k * N + N - 1]!;
  }
  return Math.max(...sides) / N;
}

/** Quantiles are taken of every fifth pixel, which does not divide a row. */
const SAMPLED = 5;

/** Of the pixels inside: median brightness and colour ratios, how they spread, and how many are much darker than most. */
function colourOf(rgb: Uint8Array, inside: Uint8Array) {
  const [red, green, blue, grey]: number[][] = [[], [], [], []];
  for (let i = 0; i < inside.length; i += SAMPLED) {
    if (inside[i] === 0) continue;
    const [r, g, b] = [rgb[3 * i]! + 1, rgb[3 * i + 1]! + 1, rgb[3 * i + 2]! + 1];
    red!.push(Math.log(r / g));
    blue!.push(Math.log(b / g));
    green!.push(g);
    grey!.push(0.299 * r + 0.587 * g + 0.114 * b);
  }
  if (grey!.length < 16) {
    return { brightness: 0, redGreen: 0, blueGreen: 0, contrast: 0, darkShare: 0, spread: 0 };
  }
  const bright = sortedCopy(grey!);
  const middle = quantile(bright, 0.5);
  const ratios = [sortedCopy(red!), sortedCopy(blue!)] as const;
  return {
    brightness: middle / 255,
    redGreen: quantile(ratios[0], 0.5),
    blueGreen: quantile(ratios[1], 0.5),
    contrast: (quantile(bright, 0.95) - quantile(bright, 0.05)) / (middle + 1),
    darkShare: grey!.filter((value) => value < 0.72 * middle).length / grey!.length,
    spread:
      quantile(ratios[0], 0.9) -
      quantile(ratios[0], 0.1) +
      quantile(ratios[1], 0.9) -
      quantile(ratios[1], 0.1),
  };
}

/** Detail well inside the mask, as mean absolute differences of grey levels, and how sharp the cut to black is. */
function detailOf(rgb: Uint8Array, inside: Uint8Array) {
  const grey = new Float64Array(N * N);
  for (let i = 0; i < grey.length; i++) {
    grey[i] = 0.299 * rgb[3 * i]! + 0.587 * rgb[3 * i + 1]! + 0.114 * rgb[3 * i + 2]!;
  }
  const core = erode(erode(erode(inside)));
  let [n, fine, noise, coarse, coarseN] = [0, 0, 0, 0, 0];
  for (let i = 0; i < grey.length; i++) {
    if (core[i] === 0) continue;
    n++;
    const cross = grey[i - 1]! + grey[i + 1]! + grey[i - N]! + grey[i + N]!;
    const diagonal = grey[i - N - 1]! + grey[i - N + 1]! + grey[i + N - 1]! + grey[i + N + 1]!;
    fine += Math.abs(4 * grey[i]! - cross) / 4;
    // Immerkaer's operator: zero on planes and straight edges, so what is left is noise.
    noise += Math.abs(4 * grey[i]! - 2 * cross + diagonal) / 6;
    const far = i + 6;
    if (core[far] === 1 && i % N < N - 6) {
      coarse += Math.abs(grey[i]! - grey[far]!);
      coarseN++;
    }
  }
  const scale = n === 0 ? 1 : 1 / n;
  return {
    fine: fine * scale,
    noise: noise * scale,
    coarse: coarseN === 0 ? 0 : coarse / coarseN,
    edge: edgeSharpness(grey, inside),
  };
}

const NEIGHBOURS = [1, -1, N, -N];

/** Mean step of brightness across the outline, as a share of the brightness inside. */
function edgeSharpness(grey: Float64Array, inside: Uint8Array): number {
  let [steps, n, sum, area] = [0, 0, 0, 0];
  for (let y = 1; y < N - 1; y++) {
    for (let x = 1; x < N - 1; x++) {
      const i = y * N + x;
      if (inside[i] === 0) continue;
      sum += grey[i]!;
      area++;
      if (inside[i + 1]! & inside[i - 1]! & inside[i + N]! & inside[i - N]!) continue;
      for (const step of NEIGHBOURS) {
        if (inside[i + step] === 1) continue;
        // Two pixels further in against the one outside: antialiasing takes one.
        const inner = i - 2 * step;
        if (inner < 0 || inner >= grey.length || inside[inner] === 0) continue;
        steps += grey[i - step]! - grey[i]!;
        n++;
      }
    }
  }
  return n === 0 ? 0 : steps / n / (sum / area + 1);
}

function erode(inside: Uint8Array): Uint8Array {
  const result = new Uint8Array(inside.length);
  for (let y = 1; y < N - 1; y++) {
    for (let x = 1; x < N - 1; x++) {
      const i = y * N + x;
      result[i] = inside[i]! & inside[i - 1]! & inside[i + 1]! & inside[i - N]! & inside[i + N]!;
    }
  }
  return result;
}

const sortedCopy = (values: number[]) => Float64Array.from(values).sort();

const quantile = (sorted: Float64Array, share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
