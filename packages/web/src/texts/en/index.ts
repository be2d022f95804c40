import { en as first } from './first.js';
import { en as rest } from './rest.js';

/** Every word on the page in English: ICU messages. The other languages follow this one. */
export const en = { ...first, ...rest } as const;
