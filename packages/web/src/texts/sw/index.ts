import type { Catalogue } from '../compiled.js';
import { sw as first } from './first.js';
import { sw as rest } from './rest.js';

export const sw: Catalogue = { ...first, ...rest };
