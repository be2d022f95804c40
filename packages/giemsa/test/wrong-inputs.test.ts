import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runHere, temporaryFolder } from './support/command-line.js';

// What a new user may type by mistake, for every command and option, and the answer: one line that names the file and the value,
// says what was expected, and comes before anything is computed. In the table `giemsa` is left out, and the answer is indented; … is
// a list that grows.
const TABLE = fileURLToPath(new URL('fixtures/wrong-inputs.txt', import.meta.url));
const MODEL = fileURLToPath(new URL('../../core/test/fixtures/tiny-resnet.onnx', import.meta.url));
const cases = (await readFile(TABLE, 'utf8')).split(/\n(?=\S)/).map((entry) => {
  const [words, answer] = entry.trim().split(/\n\s+/) as [string, string];
  return [words, answer] as const;
});

const folder = await temporaryFolder();
const start = process.cwd();

beforeAll(async () => {
  vi.stubEnv('GIEMSA_CACHE', join(folder, 'cache'));
  process.chdir(folder);
  await writeSyntheticDataset('cells', { cells: 24, patients: 6, seed: 5, fields: 1 });
  await mkdir('empty');
  await mkdir('badpics/Parasitized', { recursive: true });
  await mkdir('badpics/Uninfected');
  for (const name of ['Parasitized/1', 'Parasitized/2', 'Uninfected/1', 'Uninfected/2']) {
    await writeFile(`badpics/${name}.png`, 'junk');
  }
  await cp('cells/Parasitized', 'oneclass/Parasitized', { recursive: true });
  for (const name of ['junk.png', 'junk.onnx', 'junk.h5', 'junk.keras', 'junk.zip', 'file.txt']) {
    await writeFile(name, 'junk\n');
  }
  await writeFile('zero.csv', '');
  await writeFile('zero.png', '');
  await writeFile('other.csv', 'a,b\n1,2\n');
  await writeFile('other.json', '{"a":1}');
  const model = await readFile(MODEL);
  await writeFile('cut.onnx', model.subarray(0, model.length / 2));
  await writeFile('changed.onnx', model.fill(0x41, model.length / 2, model.length / 2 + 4));
});
afterAll(() => {
  process.chdir(start);
  vi.unstubAllEnvs();
});

test.each(cases)('%s', async (line, answer) => {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
  const { code, stdout, stderr } = await runHere(...words);
  const pattern = answer.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  expect(stderr).toMatch(new RegExp(`^error: ${pattern.join('[^\\n]*')}\\n$`));
  expect(stdout).toBe('');
  expect(code).toBe(1);
});

test('no answer is that of a bug', () => {
  expect(cases.length).toBeGreaterThan(150);
  expect(cases.filter(([, answer]) => /bug in giemsa|undefined|NaN\b(?!")|\[object/.test(answer))).toEqual(
    [],
  );
});
