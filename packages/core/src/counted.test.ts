import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { counted } from './counted.js';

test.each([
  [0, '0 images'],
  [1, '1 image'],
  [2, '2 images'],
  [27_558, '27,558 images'],
])('%d is written as %s', (number, expected) => {
  expect(counted(number, 'image')).toBe(expected);
});

test('a plural of its own', () => {
  expect([1, 2].map((number) => counted(number, 'pass', 'passes'))).toEqual(['1 pass', '2 passes']);
});

test('no sentence of the command line puts a number before a plural by itself', () => {
  const sources = ['.', '../../giemsa/src/'].flatMap((path) => {
    const folder = fileURLToPath(new URL(path, import.meta.url));
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8'));
  });
  const plurals = sources.flatMap((source) => [
    ...source.matchAll(
      /\$\{[^{}]*(?:length|written|done|predicted)\} (?:images|files|cells|patients|fields)\b(?! (?:are|have))/g,
    ),
  ]);
  expect(plurals.map(([text]) => text)).toEqual([]);
});
