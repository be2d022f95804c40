import { drawWithinTwo } from './distributions.js';
import { computeFans } from './fans.js';
import { defineInitializer, type Initializer, type VarianceScalingName } from './initializer.js';

/** The standard deviation of a standard normal distribution cut off at -2 and 2. */
const TRUNCATED_STANDARD_DEVIATION = 0.87962566103423978;

interface Rule {
  readonly scale: 1 | 2;
  readonly fan: 'in' | 'average';
  readonly distribution: 'uniform' | 'truncatedNormal';
}

const rules: Record<VarianceScalingName, Rule> = {
  glorotUniform: { scale: 1, fan: 'average', distribution: 'uniform' },
  glorotNormal: { scale: 1, fan: 'average', distribution: 'truncatedNormal' },
  heUniform: { scale: 2, fan: 'in', distribution: 'uniform' },
  heNormal: { scale: 2, fan: 'in', distribution: 'truncatedNormal' },
  lecunUniform: { scale: 1, fan: 'in', distribution: 'uniform' },
  lecunNormal: { scale: 1, fan: 'in', distribution: 'truncatedNormal' },
};

/**
 * Values of variance `scale / fan`, either uniform in `±sqrt(3 · variance)` or from a normal distribution cut off at two
 * standard deviations and widened so that the variance is right after the cut.
 * Source: `VarianceScaling` in keras/src/initializers/random_initializers.py (Keras 3.15).
 */
function varianceScaling(name: VarianceScalingName): Initializer {
  const { scale, fan, distribution } = rules[name];
  return defineInitializer({ name }, (shape, random) => {
    const { fanIn, fanOut } = computeFans(shape);
    const variance = scale / Math.max(1, fan === 'in' ? fanIn : (fanIn + fanOut) / 2);
    if (distribution === 'uniform') {
      const limit = Math.sqrt(3 * variance);
      return () => random.uniform(-limit, limit);
    }
    const stddev = Math.sqrt(variance) / TRUNCATED_STANDARD_DEVIATION;
    return () => stddev * drawWithinTwo(random);
  });
}

/** Uniform in `±sqrt(6 / (fanIn + fanOut))` (Glorot and Bengio 2010): Keras' default for dense and convolution kernels. */
export const glorotUniform = (): Initializer => varianceScaling('glorotUniform');

/** Truncated normal of variance `2 / (fanIn + fanOut)` (Glorot and Bengio 2010). */
export const glorotNormal = (): Initializer => varianceScaling('glorotNormal');

/** Uniform in `±sqrt(6 / fanIn)` (He et al. 2015). */
export const heUniform = (): Initializer => varianceScaling('heUniform');

/** Truncated normal of variance `2 / fanIn` (He et al. 2015). */
export const heNormal = (): Initializer => varianceScaling('heNormal');

/** Uniform in `±sqrt(3 / fanIn)` (LeCun et al. 1998). */
export const lecunUniform = (): Initializer => varianceScaling('lecunUniform');

/** Truncated normal of variance `1 / fanIn` (LeCun et al. 1998). */
export const lecunNormal = (): Initializer => varianceScaling('lecunNormal');
