import { FINE_TUNING } from './fine-tuning.js';
import type { Recipe } from './recipe.js';

/** Nothing to fetch. `docs/results.md` holds what each choice brought. */
export const fast: Recipe = {
  ...FINE_TUNING,
  name: 'fast',
  description:
    'conv1 to conv4 of ResNet50V2 at 96×96, from weights that ship with giemsa and have seen drawn cells only',
  architecture: 'resnet50v2-conv4',
  imageSize: 96,
  validationFraction: 0.3,
  epochs: 4,
  learningRate: 4e-4,
  positiveWeight: 1.25,
  emaMomentum: 0.995,
  weights: 'drawn-cells',
};
