import type { Catalogue } from '../compiled.js';
import { hi as first } from './first.js';
import { hi as rest } from './rest.js';

export const hi: Catalogue = { ...first, ...rest };
