import { adamW, oneCycle } from '@giemsa/nn';
import { NO_AUGMENTATION } from '../augment/augmentation.js';
import type { Recipe } from './recipe.js';

/** Fine-tuning of ImageNet weights. `docs/results.md` holds what they bring. */
export const transfer: Recipe = {
  name: 'transfer',
  description:
    'conv1 to conv4 of ResNet50V2 at 96×96, from ImageNet weights; about half an hour on two cores',
  architecture: 'resnet50v2-conv4',
  imageSize: 96,
  colorMode: 'rgb',
  rescaling: { scale: 1 / 127.5, offset: -1 },
  augmentation: {
    ...NO_AUGMENTATION,
    rotationRange: 15,
    zoomRange: 0.1,
    widthShiftRange: 0.03,
    heightShiftRange: 0.03,
    horizontalFlip: true,
    verticalFlip: true,
    rightAngleRotations: true,
    brightnessRange: 0.1,
    stainRange: 0.05,
  },
  augmentsValidation: false,
  split: 'patient',
  validationFraction: 0.3,
  epochs: 3,
  batchSize: 32,
  loss: { name: 'categorical_crossentropy', labelSmoothing: 0.05 },
  learningRate: 4e-4,
  optimizer: ({ learningRate, epochs, stepsPerEpoch }) =>
    adamW({
      learningRate: oneCycle({ maxLearningRate: learningRate, totalSteps: epochs * stepsPerEpoch }),
      weightDecay: 0.02,
      excludeFromWeightDecay: ['gamma', 'beta', 'bias'],
    }),
  emaMomentum: 0.995,
  weights: 'imagenet',
  // A third less time for the same accuracy: edges and colours are much the same everywhere.
  freeze: ['conv2'],
};
