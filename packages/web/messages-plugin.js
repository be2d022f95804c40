import MessageFormat from '@messageformat/core';
import compileModule from '@messageformat/core/compile-module.js';
import { runnerImport } from 'vite';
import { LANGUAGES } from './src/texts/languages.js';

const QUERY = '?messages';

/**
 * `import('./fr/index.ts?messages')` is the catalogue of French, its ICU messages compiled to functions: a browser needs no parser.
 * @returns {import('vite').Plugin}
 */
export const messages = () => ({
  name: 'giemsa-messages',
  enforce: 'pre',
  async load(id) {
    if (!id.endsWith(QUERY)) return null;
    const { module, dependencies } = await runnerImport(id.slice(0, -QUERY.length), { configFile: false });
    for (const path of dependencies) this.addWatchFile(path);
    const [[language, catalogue]] = Object.entries(module);
    const format = new MessageFormat(LANGUAGES[language].locale);
    return { code: compileModule(format, catalogue), moduleType: 'js' };
  },
});
