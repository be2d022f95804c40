import { adamWOneCycle } from './adamw-one-cycle.js';
import { CELL_AUGMENTATION } from './cell-augmentation.js';
import type { Recipe } from './recipe.js';

/** Nothing to fetch. `docs/results.md` holds what each choice brought. */
export const fast: Recipe = {
  name: 'fast',
  description:
    'conv1 to conv4 of ResNet50V2 at 96×96, from weights that ship with giemsa and have seen drawn cells only',
  architecture: 'resnet50v2-conv4',
  imageSize: 96,
  colorMode: 'rgb',
  rescaling: { scale: 1 / 127.5, offset: -1 },
  augmentation: CELL_AUGMENTATION,
  augmentsValidation: false,
  split: 'patient',
  validationFraction: 0.3,
  epochs: 3,
  batchSize: 32,
  loss: { name: 'categorical_crossentropy', labelSmoothing: 0.05 },
  learningRate: 4e-4,
  positiveWeight: 1.5,
  optimizer: adamWOneCycle(0.02),
  emaMomentum: 0.995,
  weights: 'drawn-cells',
};
