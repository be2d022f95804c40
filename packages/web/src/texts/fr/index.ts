import type { Catalogue } from '../compiled.js';
import { fr as first } from './first.js';
import { fr as rest } from './rest.js';

export const fr: Catalogue = { ...first, ...rest };
