import { type CosineDecayOptions, requirePositive, type Schedule } from './schedule.js';

/**
 * A linear warm-up from `initialLearningRate` to `warmupTarget` in `warmupSteps`, then a half cosine down to
 * `warmupTarget · alpha` in `decaySteps`; without `warmupTarget` the cosine starts at `initialLearningRate`. Later steps
 * keep the last value.
 *
 * Source: `CosineDecay` in keras/src/optimizers/schedules/learning_rate_schedule.py (Keras 3.15), after Loshchilov and
 * Hutter, SGDR, https://arxiv.org/abs/1608.03983.
 * @throws RangeError when `decaySteps` is not above 0 or another option is negative.
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  const { initialLearningRate, decaySteps, alpha = 0, warmupTarget, warmupSteps = 0 } = options;
  requirePositive('cosineDecay', 'decaySteps', decaySteps);
  for (const [name, value] of Object.entries({ initialLearningRate, alpha, warmupSteps })) {
    if (!(value >= 0)) throw new RangeError(`cosineDecay: ${name} must be at least 0, got ${value}.`);
  }
  const peak = warmupTarget ?? initialLearningRate;
  requirePositive('cosineDecay', warmupTarget === undefined ? 'initialLearningRate' : 'warmupTarget', peak);
  const warmup = warmupTarget === undefined ? 0 : warmupSteps;

  return {
    config: { name: 'cosineDecay', ...options },
    learningRate(step) {
      if (step < warmup) return initialLearningRate + (peak - initialLearningRate) * (step / warmup);
      const completed = Math.min(step - warmup, decaySteps) / decaySteps;
      const cosine = 0.5 * (1 + Math.cos(Math.PI * completed));
      return peak * ((1 - alpha) * cosine + alpha);
    },
  };
}
