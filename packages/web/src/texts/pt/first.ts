import type { Catalogue } from '../compiled.js';
import type { en } from '../en/first.js';
import { files } from './files.js';
import { home } from './home.js';
import { labels } from './labels.js';
import { page } from './page.js';
import { problems } from './problems.js';

export const pt: Catalogue<typeof en> = { labels, ...page, ...problems, ...home, ...files };
