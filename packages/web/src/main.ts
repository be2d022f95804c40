import { preferredLanguage, turnTo } from './language.js';

/** No language is there to say it in. */
const NOT_LOADED = 'giemsa could not be loaded. Load the page again.';

// Words first: what is drawn has them.
turnTo(preferredLanguage())
  .then(() => import('./start.js'))
  .then(({ start }) => start())
  .catch((reason: Error) => {
    document.getElementById('root')!.textContent = NOT_LOADED;
    throw reason;
  });
