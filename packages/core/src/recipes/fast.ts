import { FINE_TUNING } from './fine-tuning.js';
import type { Recipe } from './recipe.js';

/** Nothing to fetch. `docs/results/README.md` holds what each choice brought. */
export const fast: Recipe = {
  ...FINE_TUNING,
  name: 'fast',
  description: 'starts from shipped weights that have seen only drawn cells',
  architecture: 'resnet50v2-conv4',
  imageSize: 96,
  validationFraction: 0.3,
  epochs: 4,
  learningRate: 4e-4,
  positiveWeight: 1.25,
  emaMomentum: 0.995,
  weights: 'drawn-cells',
};
