import type { Feature } from './features.js';

const NOT_CUT_OUT =
  'it is not a single cell cut out on black: its corners are not black (for whole fields use giemsa smear)';
const OUTLINE = 'its outline is not that of one cell: it shows several cells, a clump or something else';
const COLOUR =
  'its colours are not those of the Giemsa-stained cells the model knows: another stain, or not a cell';
const BLURRED = 'it is blurred or out of focus';
const STRUCTURE = 'it has structure or noise that red cells do not have';

/** What people are told when a feature is below or above its limit. */
export const REASONS: Readonly<Record<Feature, { low: string; high: string }>> = {
  corners: { low: NOT_CUT_OUT, high: NOT_CUT_OUT },
  area: {
    low: 'it is almost entirely black',
    high: 'it fills the picture: not a cell cut out on black',
  },
  pieces: { low: 'it shows several objects', high: OUTLINE },
  holes: { low: OUTLINE, high: 'it has holes' },
  outline: { low: OUTLINE, high: OUTLINE },
  solidity: { low: OUTLINE, high: OUTLINE },
  contact: { low: OUTLINE, high: 'it is cut off at the border of the picture' },
  waist: { low: 'it shows two connected objects', high: OUTLINE },
  elongation: { low: OUTLINE, high: 'it is too long for a red cell' },
  shape: { low: 'the picture is too narrow for a red cell', high: 'the picture is too wide for a red cell' },
  size: { low: 'the picture is too small', high: 'the picture is too large for a single cell' },
  brightness: { low: 'it is too dark', high: 'it is too bright' },
  red_green: { low: COLOUR, high: COLOUR },
  blue_green: { low: COLOUR, high: COLOUR },
  contrast: {
    low: 'it has only one colour: not a cell',
    high: 'its light and dark parts differ more than in a red cell',
  },
  dark_share: {
    low: 'it has only one colour: not a cell',
    high: 'too much of it is dark: a white cell, platelets or a lump of stain',
  },
  colour_spread: {
    low: 'it has no colours: it is grey or has only one colour',
    high: 'it has more colours than a red cell',
  },
  hue: { low: COLOUR, high: COLOUR },
  saturation: { low: COLOUR, high: COLOUR },
  fine_detail: { low: BLURRED, high: STRUCTURE },
  coarse_detail: { low: 'it has only one colour: not a cell', high: STRUCTURE },
  edge: { low: BLURRED, high: 'its edge is sharper than that of a cell' },
  grey_noise: { low: BLURRED, high: STRUCTURE },
};
