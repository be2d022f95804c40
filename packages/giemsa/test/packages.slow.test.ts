import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createExplainer, decodeImage, openCellModel, predictFiles, readCellModel } from '@giemsa/core';
import { writeSyntheticDataset } from '@giemsa/core/dataset';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleSite, openInChromium } from './support/browser-site.js';

const run = promisify(execFile);
const RELEASE = new URL('../../../release/', import.meta.url);
const LONGEST_INSTALL = 300_000;
const ENTRIES = ['dataset', 'metrics', 'smear', 'report', 'browser', 'decode'];

interface Registry {
  readonly url: string;
  readonly sizes: Record<string, { packed: number; unpacked: number }>;
  close(): Promise<void>;
}

describe('packages as they are published, installed into an empty project', () => {
  let folder: string;
  let project: string;
  let staged: string[];
  let registry: Registry;
  let installed: { stdout: string; stderr: string };
  const environment = () => ({
    PATH: process.env.PATH,
    HOME: join(folder, 'home'),
    npm_config_registry: registry.url,
    npm_config_cache: join(folder, 'cache'),
    npm_config_update_notifier: 'false',
  });
  const inProject = (command: string, ...args: string[]) =>
    run(command, args, { cwd: project, env: environment() });

  beforeAll(async () => {
    const { stage } = await import(new URL('stage.mjs', RELEASE).href);
    const { startRegistry } = await import(new URL('registry.mjs', RELEASE).href);
    folder = await mkdtemp(join(tmpdir(), 'giemsa-packages-'));
    project = await mkdtemp(join(folder, 'project-'));
    staged = stage({ only: `${process.platform}-${process.arch}` });
    registry = await startRegistry(staged, join(folder, 'tarballs'));
    await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'project', private: true }));
    await writeSyntheticDataset(join(project, 'cells'), { cells: 16, patients: 4, seed: 3, fields: 0 });
    installed = await inProject('npm', 'install', 'giemsa');
  }, LONGEST_INSTALL);

  afterAll(async () => {
    await registry?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('npm install giemsa needs no flag, fetches nothing from elsewhere and warns of nothing', () => {
    expect(installed.stderr).toBe('');
    expect(installed.stdout).not.toMatch(/warn|script/i);
  });

  test('a person who only predicts does not download the weights that trainings begin with', async () => {
    const core = registry.sizes['@giemsa/core'];
    expect(core!.packed).toBeLessThan(15e6);
    expect(await readdir(join(project, 'node_modules', '@giemsa'))).not.toContain('weights');
  });

  const PREDICT = `const model = await openCellModel('default');
const { predictions } = await predictFiles(model, ['cells'], { gate: false });
console.log(predictions.length, predictions[0].class);`;

  test('three lines predict cells in an ES module', async () => {
    await writeFile(
      join(project, 'esm.mjs'),
      `import { openCellModel, predictFiles } from 'giemsa';\n${PREDICT}\nprocess.exit();`,
    );
    expect((await inProject('node', 'esm.mjs')).stdout).toMatch(/^16 (Parasitized|Uninfected)\n$/);
  });

  test('and in CommonJS', async () => {
    await writeFile(
      join(project, 'cjs.cjs'),
      `const { openCellModel, predictFiles } = require('giemsa');\n(async () => {\n${PREDICT}\nprocess.exit();\n})();`,
    );
    const { stdout, stderr } = await inProject('node', 'cjs.cjs');
    expect(stdout).toMatch(/^16 (Parasitized|Uninfected)\n$/);
    expect(stderr).toBe('');
  });

  test.each(['node16', 'nodenext', 'bundler'])(
    'and in strict TypeScript, module resolution %s',
    async (moduleResolution) => {
      await inProject('npm', 'install', '--save-dev', '@types/node@20');
      await writeFile(
        join(project, 'typed.mts'),
        `import { openCellModel, predictFiles, type Predictions } from 'giemsa';\n` +
          ENTRIES.map((entry) => `export * as ${entry} from 'giemsa/${entry}';\n`).join('') +
          `const model = await openCellModel('default');\n` +
          `export const answer: Predictions = await predictFiles(model, ['cells'], {});\n`,
      );
      await writeFile(
        join(project, 'tsconfig.json'),
        JSON.stringify({
          files: ['typed.mts'],
          compilerOptions: {
            ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, target: 'es2022' },
            ...{ module: moduleResolution === 'bundler' ? 'esnext' : moduleResolution, moduleResolution },
            // What is declared must compile, too.
            ...{ types: ['node'], skipLibCheck: false, lib: ['es2023', 'dom'] },
          },
        }),
      );
      const tsc = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url));
      const { stdout } = await inProject('node', tsc, '-p', 'tsconfig.json').catch((error) => error);
      expect(stdout).toBe('');
    },
  );

  test('npx giemsa predict answers', async () => {
    const { stdout } = await inProject('npx', '--no', 'giemsa', 'predict', '--no-gate', '--json', 'cells');
    expect(JSON.parse(stdout).predictions).toHaveLength(16);
  });

  test('and npx giemsa doctor finds ONNX Runtime’s C API, so that trainings do not copy their results', async () => {
    const { stdout } = await inProject('npx', 'giemsa', 'doctor', '--json');
    expect(JSON.parse(stdout).devices[0]).toMatchObject({ works: true, session: { kind: 'c-api' } });
  });

  test('in a browser, bundled by Vite, a model file predicts and explains as in Node.js', async () => {
    await inProject('npm', 'install', '--save-dev', 'vite', 'onnxruntime-web');
    const site = await bundleSite(project, inProject);
    const model = await openCellModel(join(site, 'model.onnx'));
    const { model: network, metadata } = await readCellModel(join(site, 'model.onnx'));
    const explainer = await createExplainer(network, { classIndex: metadata.positiveClass });
    try {
      const shown = await openInChromium(site);
      const cell = join(site, 'cell.png');
      const { predictions } = await predictFiles(model, [cell], { gate: false });
      const { file: _, ...expected } = predictions[0]!;
      expect(shown.answer).toMatchObject({ refused: false, class: expected.class });
      expect(shown.answer.probability).toBeCloseTo(expected.probability, 4);
      const { imageSize, colorMode, resizeRule } = metadata;
      const options = { width: imageSize, height: imageSize, colorMode, resizeRule };
      const [explanation] = await explainer.explain([await decodeImage(cell, options)]);
      expect(shown.size).toBe(explanation!.size);
      expect(shown.peak / explanation!.peak).toBeCloseTo(1, 2);
      const apart = shown.heat.map((value, index) => Math.abs(value - explanation!.heat[index]!));
      expect(Math.max(...apart)).toBeLessThan(0.01);
      expect(shown.blank).toEqual({ refused: true, reason: 'it is blank or has only one colour' });
      expect(shown.damaged).toContain('it is damaged: its checksum does not match');
      expect(shown.image).toEqual({ type: 'image/png', width: shown.width, height: shown.height });
    } finally {
      await explainer.release();
      await model.release();
    }
  });

  test('a training fetches the weights that it begins with, from the same registry', async () => {
    const settings = [
      '--recipe',
      'fast',
      '--arch',
      'resnet50v2-conv3',
      '--image-size',
      '32',
      '--epochs',
      '1',
    ];
    const { stdout } = await inProject(
      'npx',
      '--no',
      'giemsa',
      'train',
      'cells',
      ...settings,
      '--out',
      'run',
    );
    expect(stdout).toMatch(/Weights: \d+ layers .* from .*home.*weights/);
  });

  test('a source map brings its sources, so that a debugger shows them', async () => {
    for (const name of ['giemsa', '@giemsa/core', '@giemsa/nn']) {
      const dist = join(project, 'node_modules', name, 'dist');
      const maps = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith('.js.map'));
      expect(maps.length).toBeGreaterThan(0);
      for (const map of maps) {
        const { sources, sourcesContent } = JSON.parse(await readFile(join(dist, map), 'utf8'));
        expect(sourcesContent, map).toHaveLength(sources.length);
      }
    }
  });

  test('every package has a licence, a README and says what it is', async () => {
    const { checkPackage } = await import(new URL('check.mjs', RELEASE).href);
    for (const folder of staged) {
      if (folder.includes('onnxruntime')) continue;
      expect(checkPackage(folder)).toEqual([]);
      expect(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')).scripts).toBeUndefined();
    }
  });
});
