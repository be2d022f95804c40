import { CELL_AUGMENTATION } from './cell-augmentation.js';
import { FINE_TUNING } from './fine-tuning.js';
import type { Recipe } from './recipe.js';

/**
 * For the cells that `giemsa smear` cuts out of fields: a smaller image, since a field holds a hundred cells, and wider
 * changes of colour, size and focus, since microscopes differ more than the patients of one. `docs/guides/whole-film.md` says on what.
 */
export const smear: Recipe = {
  ...FINE_TUNING,
  name: 'smear',
  description: 'for cells cut out of whole fields, from several microscopes',
  architecture: 'resnet50v2-conv3-avgmax',
  imageSize: 64,
  augmentation: {
    ...CELL_AUGMENTATION,
    zoomRange: 0.15,
    brightnessRange: 0.2,
    contrastRange: 0.2,
    stainRange: 0.12,
    blurRange: 1,
  },
  validationFraction: 0.2,
  epochs: 2,
  learningRate: 3e-4,
  emaMomentum: 0.99,
  weights: 'drawn-cells',
};
