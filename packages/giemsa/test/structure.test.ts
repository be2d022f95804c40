import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** The packages, each with those that it may import. */
const PACKAGES: Record<string, readonly string[]> = {
  nn: [],
  core: ['nn'],
  server: ['core', 'nn'],
  web: ['server', 'core', 'nn'],
  giemsa: ['server', 'core', 'nn'],
};
/** Where folders form no cycle. */
const WITHOUT_CYCLES = ['nn', 'core', 'server', 'web', 'giemsa'];

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PACKAGE_OF: Record<string, string> = {
  giemsa: 'giemsa',
  '@giemsa/nn': 'nn',
  '@giemsa/core': 'core',
  '@giemsa/server': 'server',
};

interface Import {
  /** Path below `src/`. */
  readonly from: string;
  /** As it is written. */
  readonly specifier: string;
}

/** Paths below `src/`, with `/`, without tests. */
async function sourceFilesOf(name: string): Promise<string[]> {
  const files = await readdir(join(ROOT, name, 'src'), { recursive: true });
  return files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => file.split(sep).join('/'));
}

async function importsOf(name: string): Promise<Import[]> {
  const found = (await sourceFilesOf(name)).map(async (from) => {
    const text = (await readFile(join(ROOT, name, 'src', from), 'utf8')).replaceAll(/^ *\*.*$/gm, '');
    const specifiers = text.matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\(\s*|\bresolve\(\s*)'([^']+)'/g);
    return [...specifiers].map(([, specifier]) => ({ from, specifier: specifier! }));
  });
  const own = await ownNamesOf(name);
  return (await Promise.all(found))
    .flat()
    .flatMap(({ from, specifier }) =>
      (own[specifier]?.map((file) => `./${posix.relative(posix.dirname(from), file)}`) ?? [specifier]).map(
        (target) => ({ from, specifier: target }),
      ),
    );
}

/** What a package calls by a name of its own and has once for Node.js and once for browsers: paths below `src/` of both. */
async function ownNamesOf(name: string): Promise<Record<string, string[]>> {
  const { imports = {} } = JSON.parse(await readFile(join(ROOT, name, 'package.json'), 'utf8'));
  return Object.fromEntries(
    Object.entries(imports as Record<string, Record<string, string>>).map(([own, files]) => [
      own,
      Object.values(files).map((file) => file.replace('./dist/', '')),
    ]),
  );
}

/** The folders below `src/` that each folder imports; a file beside them is a folder of its own. */
function foldersOf(imports: readonly Import[]): Map<string, Map<string, Import>> {
  const arrows = new Map<string, Map<string, Import>>();
  for (const entry of imports) {
    if (!entry.specifier.startsWith('.')) continue;
    const target = join(dirname(entry.from), entry.specifier).split(sep).join('/');
    const [from, to] = [entry.from, target].map((path) => path.split('/')[0]!.replace(/\.(tsx?|js)$/, ''));
    if (from === to) continue;
    if (!arrows.has(from!)) arrows.set(from!, new Map());
    arrows.get(from!)!.set(to!, entry);
  }
  return arrows;
}

/** A way from a folder back to itself, with the import of each step; `undefined` where there is none. */
function cycleOf(arrows: ReadonlyMap<string, ReadonlyMap<string, Import>>): string | undefined {
  const done = new Set<string>();
  const visit = (folder: string, path: readonly string[]): string | undefined => {
    if (path.includes(folder)) {
      const cycle = [...path.slice(path.indexOf(folder)), folder];
      return cycle
        .slice(1)
        .map((next, index) => {
          const { from, specifier } = arrows.get(cycle[index]!)!.get(next)!;
          return `${cycle[index]} -> ${next} (${from} imports ${specifier})`;
        })
        .join('\n');
    }
    if (done.has(folder)) return undefined;
    for (const next of arrows.get(folder)?.keys() ?? []) {
      const cycle = visit(next, [...path, folder]);
      if (cycle) return cycle;
    }
    done.add(folder);
    return undefined;
  };
  for (const folder of arrows.keys()) {
    const cycle = visit(folder, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Dependencies that no file imports, each with its reason. */
const NOT_IMPORTED: Record<string, string> = {
  'light-my-request': 'fastify takes this version of it, which runs on Node.js 20',
};

/** `name` of `name/path`, `@scope/name` of `@scope/name/path`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Longer files, each with its reason. */
const LONGER_FILES: Record<string, string> = {
  'web/src/data/api-schema.ts': 'made from the API’s description',
};

/** Names in a run folder, each known to one file. */
const RUN_PATHS = 'core/src/files/run-paths.ts';
const IN_A_RUN =
  /\bjoin\(.*'(config\.json|metrics\.json|history\.csv|predictions\.csv|split\.csv|model\.onnx|cv\.json)'/;
/** No run folders. */
const LIKE_A_RUN = ['core/src/formats/starting-weights.ts'];

describe.each(Object.keys(PACKAGES))('packages/%s', (name) => {
  test('takes the names in a run folder from where they are kept', async () => {
    const own: string[] = [];
    for (const file of await sourceFilesOf(name)) {
      const path = `${name}/src/${file}`;
      if (path === RUN_PATHS || LIKE_A_RUN.includes(path)) continue;
      if (IN_A_RUN.test(await readFile(join(ROOT, path), 'utf8'))) own.push(path);
    }
    expect(own).toEqual([]);
  });

  test('no source file has more than 300 lines', async () => {
    const long: string[] = [];
    for (const file of await sourceFilesOf(name)) {
      const path = `${name}/src/${file}`;
      const lines = (await readFile(join(ROOT, path), 'utf8')).split('\n').length - 1;
      if (lines > 300 && !(path in LONGER_FILES)) long.push(`${path}: ${lines}`);
    }
    expect(long).toEqual([]);
  });

  test('imports only the packages below it', async () => {
    const against = (await importsOf(name)).filter(({ specifier }) => {
      const target = PACKAGE_OF[packageOf(specifier)];
      return target !== undefined && target !== name && !PACKAGES[name]!.includes(target);
    });
    expect(against).toEqual([]);
  });

  test('declares the packages that it imports, and no others', async () => {
    const manifest = JSON.parse(await readFile(join(ROOT, name, 'package.json'), 'utf8'));
    const {
      dependencies = {},
      peerDependencies = {},
      optionalDependencies = {},
      devDependencies = {},
    } = manifest;
    const targets = (await importsOf(name)).map(({ specifier }) => packageOf(specifier));
    const imported = [...new Set(targets)].filter(
      (target) => !/^(\.|node:)/.test(target) && target !== manifest.name,
    );
    // The page is built: what it imports is in it, and nobody installs it.
    const declared = {
      ...dependencies,
      ...peerDependencies,
      ...optionalDependencies,
      ...(name === 'web' ? devDependencies : {}),
    };
    expect(imported.filter((target) => !(target in declared))).toEqual([]);
    const unused = Object.keys(dependencies).filter(
      (target) => !imported.includes(target) && !(target in NOT_IMPORTED),
    );
    expect(unused).toEqual([]);
  });

  test('no import leaves its src/', async () => {
    const outside = (await importsOf(name)).filter(
      ({ from, specifier }) =>
        specifier.startsWith('.') && relative('.', join(dirname(from), specifier)).startsWith('..'),
    );
    expect(outside).toEqual([]);
  });
});

test.each(WITHOUT_CYCLES)('the folders of packages/%s form no cycle', async (name) => {
  expect(cycleOf(foldersOf(await importsOf(name)))).toBeUndefined();
});

const TABLE =
  'ARCHITECTURE.md names the folders of packages/%s and what each imports, those that others need first';
test.each(Object.keys(PACKAGES))(TABLE, async (name) => {
  const text = await readFile(join(ROOT, '..', 'ARCHITECTURE.md'), 'utf8');
  const [, table] = text.split(`| folder of packages/${name} | what | imports |`);
  const rows = [...table!.split('\n\n')[0]!.matchAll(/^\| `([^`]+)\/` +\|[^|]*\|([^|]*)\|$/gm)];
  const said = rows.map(([, folder, imports]) => [folder!, imports!.split(',').map((other) => other.trim())]);
  const entries = await readdir(join(ROOT, name, 'src'), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const arrows = foldersOf(await importsOf(name));
  const importsOfFolder = (folder: string) =>
    [...(arrows.get(folder)?.keys() ?? [])].filter((other) => folders.includes(other)).sort();
  const found = folders.map((folder) => [folder, importsOfFolder(folder)]);
  const named = said.map(([folder, imports]) => [folder, (imports as string[]).filter(Boolean)]);
  expect(Object.fromEntries(named)).toEqual(Object.fromEntries(found));
  const order = named.map(([folder]) => folder);
  for (const [index, [, imports]] of named.entries())
    for (const other of imports as string[]) expect(order.slice(0, index)).toContain(other);
});

describe('the rules about answers have one home, core/src/answer:', () => {
  test('it imports no Node.js module, no other package and nothing of core but the errors', async () => {
    const inAnswer = (await importsOf('core')).filter(({ from }) => from.startsWith('answer/'));
    expect(inAnswer.length).toBeGreaterThan(0);
    const beyond = inAnswer.filter(({ specifier }) => !/^(?:\.|\.\.\/errors)\/[\w-]+\.js$/.test(specifier));
    expect(beyond).toEqual([]);
  });

  // Confident learning compares each class with a mean of its own, to find doubtful labels: no decision.
  const OTHER_THRESHOLDS = ['core/src/audit/confident-learning.ts'];
  const COMPARED = / [<>]=? [\w.]*(?:threshold|band\.(?:low|high))\b|\bthreshold [<>]=? (?![01]\b)/gi;

  test.each(['core', 'server', 'web', 'giemsa'])(
    'nothing else in %s compares with a threshold',
    async (name) => {
      const found: string[] = [];
      const source = join(ROOT, name, 'src');
      for (const file of await readdir(source, { recursive: true })) {
        const path = `${name}/src/${file.split(sep).join('/')}`;
        if (!/\.tsx?$/.test(file) || file.includes('.test.') || path.startsWith('core/src/answer/')) continue;
        const text = (await readFile(join(source, file), 'utf8')).replaceAll(/^ *(?:\/\/|\/?\*).*$/gm, '');
        for (const [comparison] of text.matchAll(COMPARED)) found.push(`${path}: ${comparison}`);
      }
      expect(found.filter((line) => !OTHER_THRESHOLDS.includes(line.split(':')[0]!))).toEqual([]);
    },
  );
});

// The library reports events; bars and lines belong to who listens. Its own process may be anyone's.
test('@giemsa/core prints nothing', async () => {
  const PRINTS = /\bconsole\.|\bprocess\s*\.\s*(?:std(?:out|err)|emitWarning)\b|cli-progress|\bprogressBar\b/;
  /** Silences what h5wasm writes about files that are no HDF5. */
  const MUTES = 'formats/hdf5/read-hdf5.ts';
  const printing: string[] = [];
  for (const file of await sourceFilesOf('core')) {
    const text = await readFile(join(ROOT, 'core', 'src', file), 'utf8');
    if (file !== MUTES && PRINTS.test(text.replaceAll(/^ *(?:\/\/|\/?\*).*$/gm, ''))) printing.push(file);
  }
  expect(printing).toEqual([]);
});

// `npm ci` runs the scripts of those packages that package-lock.json marks. onnxruntime-node's would download CUDA
// from outside the npm registry, which nobody needs: its mark is taken out of the file. CONTRIBUTING.md says how.
test('no package runs a script when it is installed', async () => {
  const { packages } = JSON.parse(await readFile(join(ROOT, '..', 'package-lock.json'), 'utf8'));
  expect(Object.keys(packages).filter((name) => packages[name].hasInstallScript)).toEqual([]);
});
