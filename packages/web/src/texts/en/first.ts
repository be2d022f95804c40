import { files } from './files.js';
import { home } from './home.js';
import { labels } from './labels.js';
import { page } from './page.js';
import { problems } from './problems.js';

/** Words of the first page, and of the frame around all pages: loaded before anything is drawn. */
export const en = { labels, ...page, ...problems, ...home, ...files } as const;
