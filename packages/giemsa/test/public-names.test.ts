import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const ENTRIES = {
  giemsa: () => import('giemsa'),
  'giemsa/dataset': () => import('giemsa/dataset'),
  'giemsa/metrics': () => import('giemsa/metrics'),
  'giemsa/smear': () => import('giemsa/smear'),
  'giemsa/report': () => import('giemsa/report'),
  'giemsa/browser': () => import('giemsa/browser'),
  'giemsa/decode': () => import('giemsa/decode'),
};

/** Names that an entry of @giemsa/core exports as types. */
async function typesOf(entry: string): Promise<string[]> {
  const file = entry.replace(/^giemsa\/?/, '') || 'index';
  const text = await readFile(new URL(`../../core/src/api/${file}.ts`, import.meta.url), 'utf8');
  const exports = [...text.matchAll(/^export (type )?\{([^}]*)\}/gm)];
  const names = exports.flatMap(([, type, list]) =>
    list!
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && (type || name.startsWith('type ')))
      .map((name) => name.replace(/^type |^.* as /g, '')),
  );
  return names.sort();
}

// A name that is published is kept: whoever changes this list changes the library, and says so in CHANGELOG.md.
test.each(Object.entries(ENTRIES))('what %s exports', async (entry, load) => {
  expect({ values: Object.keys(await load()).sort(), types: await typesOf(entry) }).toMatchSnapshot();
});
