import { type Pixels, resizeRgb } from '../pictures/resize.js';
import { colourOf } from './colours.js';
import { detailOf } from './detail.js';
import { BLACK, cellMask, GATE_SIZE as N } from './mask.js';
import { borderContact, shapeOf, solidityOf } from './outline.js';

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
 * @param rgb the same picture in `GATE_SIZE`
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

const CORNER = 12;

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
