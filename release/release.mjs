// Checks a version, packs it, and rehearses its publication. It publishes nothing.
//
//   npm run release
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkAddresses, checkChangelog, checkPackage, checkVersions } from './check.mjs';
import { stage } from './stage.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

const read = (path) => readFileSync(join(ROOT, path), 'utf8');
const readJson = (path) => JSON.parse(read(path));
const say = (line) => process.stdout.write(`${line}\n`);

const root = readJson('package.json');
const manifests = root.workspaces.map((folder) => readJson(join(folder, 'package.json')));
buildAnew(root.workspaces);
const folders = stage();
// The binaries of ONNX Runtime are Microsoft's, laid out again: their package.json names the origin.
const own = folders.filter((folder) => !folder.includes('giemsa-onnxruntime-node'));

const wrong = [
  ...checkAddresses(root),
  ...checkVersions(root, manifests),
  ...checkChangelog(read('CHANGELOG.md'), root.version),
  ...changedFiles(),
  ...own.flatMap(checkPackage),
];

say('');
for (const folder of folders) say(rehearse(folder));

say('');
if (wrong.length > 0) {
  for (const line of wrong) say(`not ready: ${line}`);
  say(`\nVersion ${root.version} is not ready to be published: ${wrong.length} things to do.`);
  process.exitCode = 1;
} else {
  say(`Version ${root.version} is ready. To publish it, in this order:`);
  for (const folder of folders) say(`  npm publish ${relative(process.cwd(), folder)}`);
}

/** What an earlier build left of files that are gone now must not be published. */
function buildAnew(workspaces) {
  for (const folder of workspaces)
    for (const made of ['dist', 'tsconfig.tsbuildinfo'])
      rmSync(join(ROOT, folder, made), { recursive: true, force: true });
  execFileSync(NPM, ['run', '--silent', 'prepare'], { cwd: ROOT, stdio: 'inherit' });
}

/** What is published must be what is committed. */
function changedFiles() {
  const changed = execFileSync('git', ['status', '--porcelain'], { cwd: ROOT, encoding: 'utf8' }).trim();
  return changed === '' ? [] : [`files that are not committed:\n${changed}`];
}

/** Has npm pack a package and do all of a publication but the upload. @returns a line of the table of sizes */
function rehearse(folder) {
  const answer = execFileSync(NPM, ['publish', '--dry-run', '--json'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const parsed = JSON.parse(answer);
  const { name, size, unpackedSize, entryCount } = parsed.name ? parsed : Object.values(parsed)[0];
  return `${name.padEnd(40)} ${megabytes(size)} packed ${megabytes(unpackedSize)} unpacked ${String(entryCount).padStart(5)} files`;
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(2).padStart(7)} MB`;
}
