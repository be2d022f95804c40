import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { en as first } from '../src/texts/en/first.js';
import { en as rest } from '../src/texts/en/rest.js';

const SOURCE = fileURLToPath(new URL('../src', import.meta.url));

/** A module and all that it imports, but not what is loaded later. */
async function closureOf(file: string, found = new Map<string, string>()): Promise<Map<string, string>> {
  if (found.has(file)) return found;
  const text = await readFile(file, 'utf8');
  found.set(file, text);
  for (const [, path] of text.matchAll(/^(?:import|export)(?! type)[^;]*? from '(\.[^']+)\.js'/gms)) {
    const base = join(dirname(file), path!);
    const next = [`${base}.ts`, `${base}.tsx`].find(existsSync);
    if (next) await closureOf(next, found);
  }
  return found;
}

test('what is loaded at first says nothing whose words are loaded later', async () => {
  const files = [...(await closureOf(join(SOURCE, 'start.tsx')))].filter(
    ([file]) => !file.includes('/texts'),
  );
  const used = files.flatMap(([file, text]) =>
    [...text.matchAll(/\btexts\.(\w+)/g)].map(([, name]) => `${relative(SOURCE, file)}: ${name}`),
  );
  expect(used.length).toBeGreaterThan(80);
  const later = new Set(Object.keys(rest).filter((name) => !(name in first)));
  expect(used.filter((one) => later.has(one.split(': ')[1]!))).toEqual([]);
});

test('no words are in both parts', () => {
  expect(Object.keys(first).filter((name) => name in rest)).toEqual([]);
});
