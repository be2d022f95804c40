import type { Random } from '../random/random.js';

/** What a model file stores of an initializer; `getInitializer` makes the initializer again from it. */
export type InitializerConfig =
  | { readonly name: 'zeros' | 'ones' }
  | { readonly name: 'constant'; readonly value: number }
  | { readonly name: 'randomNormal' | 'truncatedNormal'; readonly mean: number; readonly stddev: number }
  | { readonly name: 'randomUniform'; readonly minval: number; readonly maxval: number }
  | { readonly name: VarianceScalingName };

/** The initializers whose spread follows from the shape of the weight. */
export type VarianceScalingName =
  | 'glorotUniform'
  | 'glorotNormal'
  | 'heUniform'
  | 'heNormal'
  | 'lecunUniform'
  | 'lecunNormal';

/** Fills a new weight of `shape` (row-major float32), drawing what is random from `random`. */
export interface Initializer {
  (shape: readonly number[], random: Random): Float32Array;
  readonly config: InitializerConfig;
}

/** Makes an initializer of a rule that gives the function drawing one value after another. */
export function defineInitializer(
  config: InitializerConfig,
  draw: (shape: readonly number[], random: Random) => () => number,
): Initializer {
  const initialize = (shape: readonly number[], random: Random): Float32Array => {
    const values = new Float32Array(shape.reduce((size, length) => size * length, 1));
    const next = draw(shape, random);
    for (let index = 0; index < values.length; index++) values[index] = next();
    return values;
  };
  return Object.assign(initialize, { config });
}
