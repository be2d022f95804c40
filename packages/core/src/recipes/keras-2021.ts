import { adam } from '@giemsa/nn';
import { NO_AUGMENTATION } from '../augment/augmentation.js';
import type { Recipe } from './recipe.js';

/** The tutorial's program, call by call: docs/guides/tutorial.md compares each. */
export const keras2021: Recipe = {
  name: 'keras-2021',
  description: 'the Keras tutorial’s program, call by call',
  architecture: 'resnet50v2',
  imageSize: 128,
  colorMode: 'rgb',
  interpolation: 'nearest',
  rescaling: { scale: 1 / 255, offset: 0 },
  augmentation: {
    ...NO_AUGMENTATION,
    rotationRange: 20,
    zoomRange: 0.05,
    widthShiftRange: 0.05,
    heightShiftRange: 0.05,
    shearRange: 0.05,
    horizontalFlip: true,
  },
  augmentsValidation: true,
  split: 'image',
  validationFraction: 0.3,
  epochs: 30,
  batchSize: 32,
  loss: { name: 'binary_crossentropy' },
  learningRate: 0.001,
  optimizer: ({ learningRate }) => adam({ learningRate }),
  weights: 'imagenet',
};
