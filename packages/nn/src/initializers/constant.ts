import { defineInitializer, type Initializer } from './initializer.js';

/** All zeros. */
export const zeros = (): Initializer => defineInitializer({ name: 'zeros' }, () => () => 0);

/** All ones. */
export const ones = (): Initializer => defineInitializer({ name: 'ones' }, () => () => 1);

/** Every value `value`. */
export const constant = (value: number): Initializer =>
  defineInitializer({ name: 'constant', value }, () => () => value);
