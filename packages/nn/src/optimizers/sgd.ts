import { scaled } from '../graph/affine.js';
import { add } from '../graph/elementwise.js';
import { type LearningRate, type Optimizer, toSchedule } from './optimizer.js';

/** Arguments of Keras' `SGD`. */
export interface SGDOptions {
  /** A number or a schedule. Default 0.01. */
  readonly learningRate?: LearningRate;
  /** In [0, 1]. Default 0: plain gradient descent. */
  readonly momentum?: number;
  readonly nesterov?: boolean;
}

/**
 * Stochastic gradient descent: `v = momentum · v - lr · g`, `p += v`; with Nesterov `p += momentum · v - lr · g`.
 * @throws RangeError when momentum lies outside [0, 1]
 * Source: Keras `SGD`; Sutskever et al. 2013.
 */
export function sgd(options: SGDOptions = {}): Optimizer {
  const { learningRate = 0.01, momentum = 0, nesterov = false } = options;
  const schedule = toSchedule(learningRate);
  if (!(momentum >= 0 && momentum <= 1))
    throw new RangeError(`sgd: momentum must lie in [0, 1], received ${momentum}`);
  return {
    config: { name: 'sgd', learningRate: schedule.config, momentum, nesterov },
    schedule,
    slots: momentum === 0 ? [] : ['momentum'],
    scalars: (_step, rate) => ({ momentum, step_size: -rate }),
    update: ({ parameter, gradient, slots, scalars }) => {
      const descent = scaled(gradient, scalars.step_size!);
      if (momentum === 0) return { parameter: add(parameter, descent), slots: {} };
      const velocity = add(scaled(slots.momentum!, scalars.momentum!), descent);
      const change = nesterov ? add(scaled(velocity, scalars.momentum!), descent) : velocity;
      return { parameter: add(parameter, change), slots: { momentum: velocity } };
    },
  };
}
