import type { Catalogue } from '../compiled.js';
import { es as first } from './first.js';
import { es as rest } from './rest.js';

export const es: Catalogue = { ...first, ...rest };
