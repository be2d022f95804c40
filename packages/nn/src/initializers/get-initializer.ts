import { constant, ones, zeros } from './constant.js';
import { randomNormal, randomUniform, truncatedNormal } from './distributions.js';
import type { Initializer, InitializerConfig } from './initializer.js';
import {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
} from './variance-scaling.js';

/** Keras' names of the initializers. */
export type InitializerName = InitializerConfig['name'];

/** The settings of every initializer together; each reads its own. */
interface Settings {
  readonly name: string;
  readonly value?: number;
  readonly mean?: number;
  readonly stddev?: number;
  readonly minval?: number;
  readonly maxval?: number;
}

/** What a layer's initializer argument may be: a name, a stored config, or the initializer itself. */
export type InitializerLike =
  | Exclude<InitializerName, 'constant'>
  | (string & {})
  | InitializerConfig
  | Initializer;

const makers: Record<InitializerName, (settings: Settings) => Initializer> = {
  zeros,
  ones,
  constant: ({ value = 0 }) => constant(value),
  randomNormal,
  randomUniform,
  truncatedNormal,
  glorotUniform,
  glorotNormal,
  heUniform,
  heNormal,
  lecunUniform,
  lecunNormal,
};

/**
 * The initializer of a name (`'glorotUniform'`, or `'glorot_uniform'` as in Keras) with its default settings, or of a
 * stored config; an initializer is returned as it is.
 * @throws RangeError when no initializer has the name.
 */
export function getInitializer(identifier: InitializerLike): Initializer {
  if (typeof identifier === 'function') return identifier;
  const config: Settings = typeof identifier === 'string' ? { name: identifier } : identifier;
  const name = config.name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  if (!Object.hasOwn(makers, name)) {
    throw new RangeError(
      `Unknown initializer "${config.name}". Use one of: ${Object.keys(makers).join(', ')}.`,
    );
  }
  return makers[name as InitializerName](config);
}
