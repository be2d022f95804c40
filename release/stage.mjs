// Lays the packages out as they are published, each in a folder of its own below build/release/.
//
//   node release/stage.mjs
//
// Two things differ from the workspace:
// - `onnxruntime-node` downloads CUDA files from outside the npm registry when it is installed, and brings the binaries of
//   every platform. What is published depends on `@giemsa/onnxruntime-node` under the same name: the same files without
//   that step, one package for each platform, of which npm installs the one that fits.
// - the weights that a training begins with are a package of their own, which a person who only predicts does not download.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
export const STAGE = join(ROOT, 'build', 'release');
const ORT = '@giemsa/onnxruntime-node';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const writeJson = (path, value) => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);

/**
 * @param {{ only?: string }} options `only`: the binaries of this platform alone, such as `linux-x64`
 * @returns {string[]} the staged folders, those that others need first
 */
export function stage({ only } = {}) {
  rmSync(STAGE, { recursive: true, force: true });
  const root = readJson(join(ROOT, 'package.json'));
  const ort = stageOnnxRuntime(only);
  const weights = stageWeights(root);
  const own = root.workspaces.map((folder) => stagePackage(folder, root, ort.version));
  return [...ort.folders, weights, ...own];
}

function stageFolder(name) {
  const folder = join(STAGE, name.replace('@giemsa/', 'giemsa-'));
  mkdirSync(folder, { recursive: true });
  return folder;
}

function stagePackage(workspace, root, ortVersion) {
  const source = join(ROOT, workspace);
  const { scripts: _, devDependencies: __, ...manifest } = readJson(join(source, 'package.json'));
  const folder = stageFolder(manifest.name);
  for (const entry of ['README.md', ...manifest.files]) copy(join(source, entry), join(folder, entry));
  if (manifest.name === '@giemsa/core')
    cpSync(join(ROOT, 'models'), join(folder, 'models'), { recursive: true });
  copy(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  const dependencies = { ...manifest.dependencies };
  if (dependencies['onnxruntime-node']) dependencies['onnxruntime-node'] = `npm:${ORT}@${ortVersion}`;
  const peerDependencies = manifest.peerDependencies && { ...manifest.peerDependencies };
  for (const names of [dependencies, peerDependencies ?? {}])
    for (const name of Object.keys(names))
      if (name === 'giemsa' || name.startsWith('@giemsa/')) names[name] = root.version;
  writeJson(join(folder, 'package.json'), {
    ...manifest,
    ...addressesOf(root, workspace),
    version: root.version,
    dependencies,
    ...(peerDependencies && { peerDependencies }),
  });
  return folder;
}

/** The addresses of the project stand once, in the workspace. */
function addressesOf({ repository, homepage, bugs }, directory) {
  const { url = repository } = repository ?? {};
  return {
    ...(repository && { repository: { type: 'git', url, ...(directory && { directory }) } }),
    ...(homepage && { homepage }),
    ...(bugs && { bugs }),
  };
}

const copy = (from, to) => existsSync(from) && cpSync(from, to, { recursive: true });

/** `weights/` as `@giemsa/weights`. */
function stageWeights(root) {
  const { version, license } = root;
  const folder = stageFolder('@giemsa/weights');
  cpSync(join(ROOT, 'weights'), folder, { recursive: true });
  copy(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
  writeJson(join(folder, 'package.json'), {
    ...{ name: '@giemsa/weights', version, license },
    description: 'The weights that trainings of giemsa begin with',
    keywords: ['malaria', 'giemsa', 'weights', 'onnx'],
    ...addressesOf(root, 'weights'),
    publishConfig: { access: 'public' },
    exports: { './package.json': './package.json' },
  });
  return folder;
}

/** The stock `onnxruntime-node` without its install script, and its binaries by platform. */
function stageOnnxRuntime(only) {
  const source = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  const { version, license, description, main, types, dependencies } = readJson(join(source, 'package.json'));
  const binaries = join(source, 'bin', 'napi-v6');
  const shared = {
    ...{ version, license, repository: 'github:microsoft/onnxruntime' },
    publishConfig: { access: 'public' },
  };
  const platforms = readdirSync(binaries).flatMap((os) =>
    readdirSync(join(binaries, os)).map((cpu) => ({ os, cpu, name: `${ORT}-${os}-${cpu}` })),
  );
  const staged = platforms.filter(({ os, cpu }) => only === undefined || only === `${os}-${cpu}`);
  const folders = staged.map(({ os, cpu, name }) => {
    const folder = stageFolder(name);
    cpSync(join(binaries, os, cpu), folder, { recursive: true });
    writeJson(join(folder, 'package.json'), {
      ...{ name, ...shared, os: [os], cpu: [cpu] },
      description: `${description}: the binaries for ${os} on ${cpu}`,
    });
    return folder;
  });
  const folder = stageFolder(ORT);
  for (const entry of ['dist', 'README.md']) copy(join(source, entry), join(folder, entry));
  const loader = join(folder, 'dist', 'binding.js');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a template in the file
  const path = '../bin/napi-v6/${process.platform}/${process.arch}/onnxruntime_binding.node';
  const text = readFileSync(loader, 'utf8');
  if (!text.includes(path)) throw new Error(`${loader} no longer loads ${path}: adapt release/stage.mjs`);
  writeFileSync(
    loader,
    text.replace(path, `${ORT}-\${process.platform}-\${process.arch}/onnxruntime_binding.node`),
  );
  writeJson(join(folder, 'package.json'), {
    ...{ name: ORT, ...shared, main, types },
    description: `${description}, with nothing to download when it is installed`,
    dependencies: { 'onnxruntime-common': dependencies['onnxruntime-common'] },
    optionalDependencies: Object.fromEntries(platforms.map(({ name }) => [name, version])),
  });
  return { version, folders: [...folders, folder] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) for (const folder of stage()) console.log(folder);
