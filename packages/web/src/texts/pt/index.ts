import type { Catalogue } from '../compiled.js';
import { pt as first } from './first.js';
import { pt as rest } from './rest.js';

export const pt: Catalogue = { ...first, ...rest };
