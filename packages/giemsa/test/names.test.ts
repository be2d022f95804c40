import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { beforeAll, expect, test } from 'vitest';
import { runHere, temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const cells = join(folder, 'cells');
/** A title for the window, red letters, a forged line, a C1 control and a name that reads backwards. */
const NAMES = [
  '\x1b]0;owned\x07.png',
  '\x1b[31mred.png',
  'a\nerror: forged.png',
  '\x9b2Jc.png',
  '\u202egnp.png',
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const OBEYED = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

beforeAll(async () => {
  process.env.GIEMSA_CACHE = join(folder, 'cache');
  await writeSyntheticDataset(cells, { cells: 16, patients: 4, seed: 1, fields: 0 });
  const files = (await readdir(join(cells, 'Parasitized'))).sort();
  for (const [index, name] of NAMES.entries())
    await rename(join(cells, 'Parasitized', files[index]!), join(cells, 'Parasitized', name));
  await mkdir(join(cells, 'Parasitized', '\x1b[1mnotes.txt'));
});

test.each([
  [['predict', cells]],
  [['predict', cells, '--json']],
  [['predict', cells, '--jsonl', '--no-gate']],
  [['predict', join(cells, '\x1b[31mnone.png')]],
  [['data', 'inspect', cells, '--out', join(folder, 'samples.png')]],
  [['smear', join(cells, 'Parasitized'), '--out', join(folder, 'smear'), '--no-pictures']],
  [['explain', join(cells, 'Parasitized'), '--out', join(folder, 'heat')]],
  [['\x1b[31mcommand']],
])('%j prints nothing that a terminal obeys', async (words) => {
  const isTerminal = process.stdout.isTTY;
  process.stdout.isTTY = true;
  try {
    const { stdout, stderr } = await runHere(...words);
    expect(stdout + stderr).not.toMatch(OBEYED);
    expect(stdout + stderr).not.toMatch(/^error: forged/m);
  } finally {
    process.stdout.isTTY = isTerminal;
  }
});
