import { type OneCycleOptions, requirePositive, type Schedule } from './schedule.js';

/**
 * Up to `maxLearningRate` along a half cosine, then down along another to nearly nothing at step `totalSteps - 1`; later
 * steps keep the last value.
 *
 * Source: `OneCycleLR` with `anneal_strategy='cos'` in torch/optim/lr_scheduler.py (PyTorch 2.15; the learning rate only,
 * momentum does not cycle), after Smith and Topin, https://arxiv.org/abs/1708.07120.
 * @throws RangeError when an option is not above 0 or `pctStart` is not between 0 and 1.
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  const { maxLearningRate, totalSteps, pctStart = 0.3, divFactor = 25, finalDivFactor = 1e4 } = options;
  for (const [name, value] of Object.entries({ maxLearningRate, totalSteps, divFactor, finalDivFactor })) {
    requirePositive('oneCycle', name, value);
  }
  if (!(pctStart >= 0 && pctStart <= 1)) {
    throw new RangeError(`oneCycle: pctStart must be between 0 and 1, got ${pctStart}.`);
  }
  const first = maxLearningRate / divFactor;
  const last = first / finalDivFactor;
  const peakStep = pctStart * totalSteps - 1;
  const lastStep = totalSteps - 1;

  return {
    config: { name: 'oneCycle', ...options },
    learningRate(step) {
      // A rise that ends at step 0 has no slope: PyTorch divides by zero there; here the decrease begins.
      if (step <= peakStep && peakStep > 0) return cosineBetween(first, maxLearningRate, step / peakStep);
      if (step >= lastStep) return last;
      return cosineBetween(maxLearningRate, last, (step - peakStep) / (lastStep - peakStep));
    },
  };
}

function cosineBetween(start: number, end: number, completed: number): number {
  return end + ((start - end) / 2) * (Math.cos(Math.PI * completed) + 1);
}
