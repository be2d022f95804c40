import { adam, adamW } from './adam.js';
import type { Optimizer } from './optimizer.js';
import { sgd } from './sgd.js';

const OPTIMIZERS = { adam, adamw: adamW, sgd };

/** Keras' names. */
export type OptimizerName = keyof typeof OPTIMIZERS;

/** An optimizer by its name, with Keras' defaults, or as it is. @throws RangeError on an unknown name */
export function getOptimizer(optimizer: OptimizerName | Optimizer): Optimizer {
  if (typeof optimizer === 'object' && optimizer !== null) return optimizer;
  const create = OPTIMIZERS[optimizer];
  if (create) return create();
  throw new RangeError(`unknown optimizer "${optimizer}"; known are ${Object.keys(OPTIMIZERS).join(', ')}`);
}
