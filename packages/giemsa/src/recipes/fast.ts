import { adamW, oneCycle } from '@giemsa/nn';
import { NO_AUGMENTATION } from '../augment/augmentation.js';
import type { Recipe } from './recipe.js';

/** Small residual network that trains in minutes on two cores. `docs/results.md` holds what each choice brought. */
export const fast: Recipe = {
  name: 'fast',
  description: 'a small residual network at 64×64 with a one-cycle schedule; minutes on two cores',
  architecture: 'resnet14v2',
  imageSize: 64,
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
  epochs: 8,
  batchSize: 64,
  loss: { name: 'categorical_crossentropy', labelSmoothing: 0.05 },
  learningRate: 4e-3,
  optimizer: ({ learningRate, epochs, stepsPerEpoch }) =>
    adamW({
      learningRate: oneCycle({ maxLearningRate: learningRate, totalSteps: epochs * stepsPerEpoch }),
      weightDecay: 0.02,
      excludeFromWeightDecay: ['gamma', 'beta', 'bias'],
    }),
  emaMomentum: 0.995,
};
