import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import * as nn from '../src/index.js';

const README = new URL('../README.md', import.meta.url);

test('the first program of the README runs as pasted, and learns', async () => {
  const [program] = /(?<=```ts\n).*?(?=```)/s.exec(await readFile(README, 'utf8'))!;
  const folder = await mkdtemp(join(tmpdir(), 'giemsa-readme-'));
  try {
    await writeFile(join(folder, 'example.mjs'), program!);
    const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));
    await symlink(modules, join(folder, 'node_modules'), 'junction');
    const { stdout } = await promisify(execFile)(process.execPath, ['example.mjs'], { cwd: folder });
    expect(Number(/validation accuracy (\S+)/.exec(stdout)?.[1])).toBeGreaterThan(0.9);
    expect((await stat(join(folder, 'squares.onnx'))).size).toBeGreaterThan(1000);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the README names what the package exports', async () => {
  const readme = await readFile(README, 'utf8');
  const table = readme.slice(readme.indexOf('| layers |'), readme.indexOf('| training |'));
  const names = [...table.matchAll(/`([a-z]+[A-Z0-9]?\w*)`/g)].map(([, name]) => name!);
  const losses: readonly string[] = [...nn.LOSS_NAMES, 'mse', 'mae'];
  const isActivation = (name: string) => {
    try {
      nn.activation(name as nn.ActivationName);
      return true;
    } catch {
      return false;
    }
  };
  const unknown = names.filter(
    (name) => !(name in nn) && !losses.includes(name) && !isActivation(name) && name !== 'activation(name)',
  );
  expect(unknown).toEqual([]);
});
