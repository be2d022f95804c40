import type { Catalogue } from '../compiled.js';
import { adopting } from './adopting.js';
import { cells } from './cells.js';
import { field } from './field.js';
import { files } from './files.js';
import { home } from './home.js';
import { labels } from './labels.js';
import { log } from './log.js';
import { models } from './models.js';
import { page } from './page.js';
import { patients } from './patients.js';
import { privately } from './private.js';
import { problems } from './problems.js';
import { reading } from './reading.js';
import { runs } from './runs.js';
import { smear } from './smear.js';

export const hi: Catalogue = {
  labels,
  ...page,
  ...problems,
  ...home,
  ...files,
  ...cells,
  ...reading,
  ...log,
  ...patients,
  ...smear,
  ...field,
  ...models,
  ...runs,
  ...adopting,
  ...privately,
};
