import { FINE_TUNING } from './fine-tuning.js';
import type { Recipe } from './recipe.js';

/** Fine-tuning of ImageNet weights. `docs/results/README.md` holds what they bring. */
export const transfer: Recipe = {
  ...FINE_TUNING,
  name: 'transfer',
  description: 'fine-tunes ImageNet weights, which it downloads (94 MB)',
  architecture: 'resnet50v2-conv4',
  imageSize: 96,
  validationFraction: 0.3,
  epochs: 3,
  learningRate: 4e-4,
  positiveWeight: 1.5,
  emaMomentum: 0.995,
  weights: 'imagenet',
  // A third less time for the same accuracy: edges and colours are much the same everywhere.
  freeze: ['conv2'],
};
