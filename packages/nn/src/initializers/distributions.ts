import type { Random } from '../random/random.js';
import { defineInitializer, type Initializer } from './initializer.js';

/** Normal distribution; Keras' defaults. */
export const randomNormal = ({ mean = 0, stddev = 0.05 } = {}): Initializer =>
  defineInitializer({ name: 'randomNormal', mean, stddev }, (_shape, random) => () => {
    return mean + stddev * random.normal();
  });

/** Uniform distribution between `minval` and `maxval`; Keras' defaults. */
export const randomUniform = ({ minval = -0.05, maxval = 0.05 } = {}): Initializer =>
  defineInitializer({ name: 'randomUniform', minval, maxval }, (_shape, random) => () => {
    return random.uniform(minval, maxval);
  });

/** Normal distribution, values beyond two `stddev` of the mean drawn again; Keras' defaults. */
export const truncatedNormal = ({ mean = 0, stddev = 0.05 } = {}): Initializer =>
  defineInitializer({ name: 'truncatedNormal', mean, stddev }, (_shape, random) => () => {
    return mean + stddev * drawWithinTwo(random);
  });

/** A standard normal value between -2 and 2. */
export function drawWithinTwo(random: Random): number {
  let value = random.normal();
  while (value <= -2 || value >= 2) value = random.normal();
  return value;
}
