import { adopting } from './adopting.js';
import { cells } from './cells.js';
import { field } from './field.js';
import { log } from './log.js';
import { models } from './models.js';
import { patients } from './patients.js';
import { privately } from './private.js';
import { reading } from './reading.js';
import { runs } from './runs.js';
import { smear } from './smear.js';
import { teaching } from './teach.js';
import { training } from './training.js';

/** Words of the pages that are loaded when they are opened. */
export const en = {
  ...cells,
  ...reading,
  ...log,
  ...patients,
  ...smear,
  ...field,
  ...models,
  ...runs,
  ...training,
  ...adopting,
  ...privately,
  ...teaching,
} as const;
