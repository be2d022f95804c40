import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The code of every `@example` in the sources of a package, by the file and the number in it. */
async function examplesOf(name: string): Promise<[name: string, code: string][]> {
  const source = join(ROOT, 'packages', name, 'src');
  const files = (await readdir(source, { recursive: true })).filter((file) => /(?<!\.test)\.ts$/.test(file));
  const found = files.map(async (file) => {
    const text = await readFile(join(source, file), 'utf8');
    const blocks = text.matchAll(/^ *\* @example\n(.*?)(?=^ *\* @|^ *\*\/)/gms);
    return [...blocks].map(([, block], index): [string, string] => {
      const code = /```ts\n(.*?)```/s.exec(block!.replaceAll(/^ *\* ?/gm, ''))?.[1];
      return [`${basename(file, '.ts')}-${index}`, code ?? 'An example has no block ```ts.'];
    });
  });
  return (await Promise.all(found)).flat();
}

test('every @example compiles as it stands, with its imports', async () => {
  const examples = (await Promise.all(['nn', 'core', 'server'].map(examplesOf))).flat();
  expect(examples.length).toBeGreaterThan(15);
  const folder = await mkdtemp(join(ROOT, 'node_modules', '.examples-'));
  try {
    for (const [name, code] of examples) await writeFile(join(folder, `${name}.mts`), code);
    const compilerOptions = {
      ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noEmit: true },
      ...{ module: 'nodenext', target: 'es2023', lib: ['es2023', 'dom', 'dom.iterable'], types: ['node'] },
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.mts'] }));
    const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const ended = await promisify(execFile)(process.execPath, [compiler, '-p', folder]).catch(
      (error) => error,
    );
    expect(ended.stdout).toBe('');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('every page draws at least four cells for each patient, as "data synth" asks', async () => {
  const pages = (await readdir(join(ROOT, 'docs'), { recursive: true })).filter((page) =>
    page.endsWith('.md'),
  );
  const texts = await Promise.all(pages.map((page) => readFile(join(ROOT, 'docs', page), 'utf8')));
  const commands = [...texts.join('\n').matchAll(/giemsa data synth .*/g)].map(([command]) => command);
  const option = (command: string, name: string, standard: number) =>
    Number(new RegExp(`--${name} (\\d+)`).exec(command)?.[1] ?? standard);
  expect(commands.length).toBeGreaterThan(3);
  const refused = commands.filter(
    (command) => option(command, 'cells', 1500) < 4 * option(command, 'patients', 40),
  );
  expect(refused).toEqual([]);
});
