import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ERROR_CODES } from './codes.js';
import * as kinds from './kinds.js';
import { command, flagOf, option, optionList, text } from './text.js';
import { render, UserError } from './user-error.js';

describe('a sentence names options by reference', () => {
  const outside = text`${option('umPerPixel')} 7: expected µm from 0.01 to 1`;

  test('by itself it names them as the library does', () => {
    expect(String(outside)).toBe('umPerPixel 7: expected µm from 0.01 to 1');
  });

  test('on the command line they are flags', () => {
    expect(outside.in(flagOf)).toBe('--um-per-pixel 7: expected µm from 0.01 to 1');
  });

  test('a command within it has flags for every reader', () => {
    const resume = command`giemsa cv ${option('resume')}`;
    expect(String(text`go on with it by ${resume}`)).toBe('go on with it by giemsa cv --resume');
  });

  test('several options are a list', () => {
    expect(text`leave out ${optionList(['architecture', 'imageSize'])}`.in(flagOf)).toBe(
      'leave out --arch, --image-size',
    );
  });

  test('an error within it keeps its references', () => {
    const inner = new kinds.UnusableModel(text`leave out ${option('rescale')}`);
    const outer = new kinds.UnusableModel(text`model.onnx cannot be used: ${inner}`);
    expect(outer.message).toBe('model.onnx cannot be used: leave out rescale');
    expect(render(outer, flagOf)).toBe('model.onnx cannot be used: leave out --rescale');
  });

  test('pieces follow each other', () => {
    const error = new kinds.Mismatch(['one, ', text`${option('out')} two`, [', three']]);
    expect(render(error, flagOf)).toBe('one, --out two, three');
  });
});

describe('an error', () => {
  test('has the name of its kind, a code, and what it is about', () => {
    const error = kinds.InvalidOption.mustBe('seed', -1, 'an integer from 0 to 10');
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ name: 'InvalidOption', code: 'invalid-option', option: 'seed', value: -1 });
    expect(error.message).toBe('seed must be an integer from 0 to 10. Received -1');
  });

  test('a word that is near a known one is answered with it', () => {
    expect(kinds.InvalidOption.unknown('split', 'pateint', ['image', 'patient']).message).toBe(
      'split "pateint" is unknown; choose one of image, patient (did you mean patient?)',
    );
  });

  test('of another process it keeps code and words', () => {
    const told = new kinds.ToldError('unreadable-file', 'cannot read cell.png: it is a folder');
    expect(told).toMatchObject({ code: 'unreadable-file', message: 'cannot read cell.png: it is a folder' });
  });
});

const SOURCES = ['../../../core/src', '../../../nn/src'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

async function sourceFiles(): Promise<readonly [name: string, text: string][]> {
  const found: [string, string][] = [];
  for (const folder of SOURCES) {
    for (const name of await readdir(folder, { recursive: true })) {
      if (/(?<!\.test)\.ts$/.test(name)) found.push([name, await readFile(join(folder, name), 'utf8')]);
    }
  }
  return found;
}

/** What comes after two hyphens in a style sheet is not a flag. */
const STYLES = ['report/report-style.ts'];

test('no string of the library names a flag', async () => {
  const flags = (await sourceFiles())
    .filter(([name]) => !STYLES.includes(name))
    .flatMap(([name, source]) =>
      source
        .split('\n')
        .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line) && /(?<![\w-])--[a-z]/.test(line))
        .map((line) => `${name}: ${line.trim()}`),
    );
  expect(flags).toEqual([]);
});

test('every error that is thrown has its own kind', async () => {
  const bare = (await sourceFiles()).filter(([, source]) => /new UserError\(/.test(source));
  expect(bare.map(([name]) => name)).toEqual([]);
});

test('every code that the library has is that of a kind, or of the server', () => {
  const used = Object.values(kinds)
    .filter((kind) => kind !== kinds.ToldError && kind.prototype instanceof UserError)
    .map((Kind) => (Reflect.construct(Kind, ['', '', '']) as UserError).code);
  const elsewhere = ['in-use', 'busy', 'insecure-setting', 'unusable-store', 'faults-found'];
  expect([...used, ...elsewhere].sort()).toEqual(Object.keys(ERROR_CODES).sort());
});
