import { adamWOneCycle } from './adamw-one-cycle.js';
import { CELL_AUGMENTATION } from './cell-augmentation.js';
import type { Recipe } from './recipe.js';

/** What the recipes that begin with pre-trained weights of ResNet50V2 have in common. */
export const FINE_TUNING = {
  colorMode: 'rgb',
  // What Keras' ImageNet weights expect (`keras.applications.resnet_v2.preprocess_input`).
  rescaling: { scale: 1 / 127.5, offset: -1 },
  augmentation: CELL_AUGMENTATION,
  augmentsValidation: false,
  split: 'patient',
  batchSize: 32,
  loss: { name: 'categorical_crossentropy', labelSmoothing: 0.05 },
  optimizer: adamWOneCycle(0.02),
} satisfies Partial<Recipe>;
