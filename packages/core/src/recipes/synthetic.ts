import { NO_AUGMENTATION } from '../augment/augmentation.js';
import { adamWOneCycle } from './adamw-one-cycle.js';
import type { Recipe } from './recipe.js';

/** What `giemsa start` trains: learns the cells that giemsa draws within a minute on two cores. */
export const synthetic: Recipe = {
  name: 'synthetic',
  description: 'for the drawn cells of "giemsa start": a minute on two cores',
  architecture: 'tiny-resnet',
  imageSize: 64,
  colorMode: 'rgb',
  rescaling: { scale: 1 / 127.5, offset: -1 },
  augmentation: {
    ...NO_AUGMENTATION,
    widthShiftRange: 0.05,
    heightShiftRange: 0.05,
    horizontalFlip: true,
    verticalFlip: true,
    rightAngleRotations: true,
    brightnessRange: 0.15,
    stainRange: 0.08,
  },
  augmentsValidation: false,
  split: 'patient',
  validationFraction: 0.25,
  epochs: 8,
  batchSize: 32,
  loss: { name: 'categorical_crossentropy' },
  learningRate: 3e-3,
  optimizer: adamWOneCycle(0.01),
};
