import { adamWOneCycle } from './adamw-one-cycle.js';
import { CELL_AUGMENTATION } from './cell-augmentation.js';
import type { Recipe } from './recipe.js';

/**
 * For the cells that `giemsa smear` cuts out of fields: a smaller image, since a field holds a hundred cells, and wider
 * changes of colour, size and focus, since microscopes differ more than the patients of one. `docs/smear.md` says on what.
 */
export const smear: Recipe = {
  name: 'smear',
  description:
    'conv1 to conv3 of ResNet50V2 at 64×64, for cells cut out of whole fields, from several microscopes',
  architecture: 'resnet50v2-conv3',
  imageSize: 64,
  colorMode: 'rgb',
  rescaling: { scale: 1 / 127.5, offset: -1 },
  augmentation: {
    ...CELL_AUGMENTATION,
    zoomRange: 0.15,
    brightnessRange: 0.2,
    contrastRange: 0.2,
    stainRange: 0.12,
    blurRange: 1,
  },
  augmentsValidation: false,
  split: 'patient',
  validationFraction: 0.2,
  epochs: 2,
  batchSize: 32,
  loss: { name: 'categorical_crossentropy', labelSmoothing: 0.05 },
  learningRate: 3e-4,
  optimizer: adamWOneCycle(0.02),
  emaMomentum: 0.99,
  weights: 'drawn-cells',
};
