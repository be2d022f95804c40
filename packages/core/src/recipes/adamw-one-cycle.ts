import { adamW, type Optimizer, oneCycle } from '@giemsa/nn';
import type { OptimizerPlan } from './recipe.js';

/** AdamW under a one-cycle schedule over the whole training; kernels decay, normalizations and biases do not. */
export const adamWOneCycle =
  (weightDecay: number) =>
  ({ learningRate, epochs, stepsPerEpoch }: OptimizerPlan): Optimizer =>
    adamW({
      learningRate: oneCycle({ maxLearningRate: learningRate, totalSteps: epochs * stepsPerEpoch }),
      weightDecay,
      excludeFromWeightDecay: ['gamma', 'beta', 'bias'],
    });
