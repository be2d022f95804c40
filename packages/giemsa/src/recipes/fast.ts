import { adamWOneCycle } from './adamw-one-cycle.js';
import { CELL_AUGMENTATION } from './cell-augmentation.js';
import type { Recipe } from './recipe.js';

/** Small residual network that trains in minutes on two cores. `docs/results.md` holds what each choice brought. */
export const fast: Recipe = {
  name: 'fast',
  description: 'a small residual network at 64×64 with a one-cycle schedule; minutes on two cores',
  architecture: 'resnet14v2',
  imageSize: 64,
  colorMode: 'rgb',
  rescaling: { scale: 1 / 127.5, offset: -1 },
  augmentation: CELL_AUGMENTATION,
  augmentsValidation: false,
  split: 'patient',
  validationFraction: 0.3,
  epochs: 8,
  batchSize: 64,
  loss: { name: 'categorical_crossentropy', labelSmoothing: 0.05 },
  learningRate: 4e-3,
  optimizer: adamWOneCycle(0.02),
  emaMomentum: 0.995,
};
