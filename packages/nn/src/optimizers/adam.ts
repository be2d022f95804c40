import { scaled } from '../graph/affine.js';
import { add, div, mul, sqrt } from '../graph/elementwise.js';
import type { Tensor } from '../graph/tensor.js';
import { type LearningRate, type Optimizer, toSchedule } from './optimizer.js';

/** Arguments of Keras' `Adam`. */
export interface AdamOptions {
  /** A number or a schedule. Default 0.001. */
  readonly learningRate?: LearningRate;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

/** Arguments of Keras' `AdamW`. */
export interface AdamWOptions extends AdamOptions {
  /** Share of each parameter that is taken away at learning rate 1. Default 0.004. */
  readonly weightDecay?: number;
  /** Parameters whose name contains one of these keep their size. Keras' `exclude_from_weight_decay`. */
  readonly excludeFromWeightDecay?: readonly string[];
}

/**
 * Adam, with Keras' defaults and formulas:
 * `m += (g - m)(1 - beta1)`, `v += (g² - v)(1 - beta2)`, `p -= lr · sqrt(1 - beta2^t) / (1 - beta1^t) · m / (sqrt(v) + epsilon)`.
 * The state holds `m / (1 - beta1)` and `v / (1 - beta2)`: the same update with two passes over memory fewer.
 * @throws RangeError when a beta lies outside [0, 1) or epsilon is not above 0
 * Source: Kingma & Ba 2014, section 2, "more efficient" form, as Keras implements it.
 * @example
 * ```ts
 * import { adam, cosineDecay } from '@giemsa/nn';
 *
 * const optimizer = adam({ learningRate: cosineDecay({ initialLearningRate: 1e-3, decaySteps: 2000 }) });
 * ```
 */
export function adam(options: AdamOptions = {}): Optimizer {
  return adamRule('adam', options, { rate: 0, excluded: [] });
}

/** Adam with decoupled weight decay: `p -= lr · weightDecay · p` before Adam's update. Source: Loshchilov & Hutter 2019. */
export function adamW(options: AdamWOptions = {}): Optimizer {
  const { weightDecay = 0.004, excludeFromWeightDecay = [] } = options;
  if (!(weightDecay >= 0))
    throw new RangeError(`adamW: weightDecay must be at least 0, received ${weightDecay}`);
  return adamRule('adamw', options, { rate: weightDecay, excluded: excludeFromWeightDecay });
}

interface Decay {
  readonly rate: number;
  readonly excluded: readonly string[];
}

function adamRule(name: string, options: AdamOptions, decay: Decay): Optimizer {
  const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  const schedule = toSchedule(learningRate);
  for (const [argument, beta] of [
    ['beta1', beta1],
    ['beta2', beta2],
  ] as const) {
    if (!(beta >= 0 && beta < 1))
      throw new RangeError(`${name}: ${argument} must lie in [0, 1), received ${beta}`);
  }
  if (!(epsilon > 0)) throw new RangeError(`${name}: epsilon must be above 0, received ${epsilon}`);
  const decayConfig =
    name === 'adamw' ? { weightDecay: decay.rate, excludeFromWeightDecay: decay.excluded } : {};
  return {
    config: { name, learningRate: schedule.config, beta1, beta2, epsilon, ...decayConfig },
    schedule,
    slots: ['momentum', 'velocity'],
    scalars: (step, rate) => {
      const corrected = (rate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
      return {
        step_size: (-corrected * (1 - beta1)) / Math.sqrt(1 - beta2),
        beta1,
        beta2,
        decay: 1 - rate * decay.rate,
      };
    },
    update: ({ name: parameterName, parameter, gradient, slots, scalars }) => {
      const { graph } = parameter;
      const momentum = add(scaled(slots.momentum!, scalars.beta1!), gradient);
      const velocity = add(scaled(slots.velocity!, scalars.beta2!), mul(gradient, gradient));
      const deviation = add(sqrt(velocity), graph.scalar(epsilon / Math.sqrt(1 - beta2)));
      const decays = decay.rate !== 0 && !decay.excluded.some((part) => parameterName.includes(part));
      const start: Tensor = decays ? scaled(parameter, scalars.decay!) : parameter;
      return {
        parameter: add(scaled(div(momentum, deviation), scalars.step_size!), start),
        slots: { momentum, velocity },
      };
    },
  };
}
