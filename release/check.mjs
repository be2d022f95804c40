// What must be right before a version is published. Each check returns lines that say what to do; none means it is right.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The fields that need an address of the project, as npm's package.json has them. */
const ADDRESSES = ['repository', 'homepage', 'bugs'];
const SHORTEST_README = 400;

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const isOurs = (name) => name === 'giemsa' || name.startsWith('@giemsa/');

/** @param {Record<string, unknown>} manifest of the workspace; the published packages take these fields from there */
export const checkAddresses = (manifest) =>
  ADDRESSES.filter((field) => !manifest[field]).map(
    (field) =>
      `package.json has no "${field}": set it to the project's address; every package takes it from there`,
  );

/**
 * The packages have the version of the workspace, and ask for each other in a range that it is in.
 * @param {{ version: string }} root
 * @param {readonly { name: string, version: string, dependencies?: Record<string, string> }[]} manifests
 */
export function checkVersions({ version }, manifests) {
  const wanted = `^${version}`;
  return manifests.flatMap(({ name, version: own, dependencies = {} }) => [
    ...(own === version ? [] : [`${name} has version ${own}; the workspace has ${version}`]),
    ...Object.entries(dependencies)
      .filter(([dependency, range]) => isOurs(dependency) && range !== wanted)
      .map(([dependency, range]) => `${name} asks for ${dependency} ${range}; expected ${wanted}`),
  ]);
}

/** The changelog has a dated section for the version. @param {string} text of CHANGELOG.md */
export function checkChangelog(text, version) {
  const heading = text.split('\n').find((line) => line.startsWith(`## [${version}]`));
  if (heading === undefined)
    return [
      `CHANGELOG.md has no section "## [${version}] - YYYY-MM-DD": move what is under [Unreleased] there`,
    ];
  return /^## \[[^\]]+\] - \d{4}-\d{2}-\d{2}$/.test(heading)
    ? []
    : [`CHANGELOG.md: "${heading}" has no date; expected "## [${version}] - YYYY-MM-DD"`];
}

/** What a person who finds a package needs to see. @param {string} folder of a package, as it is published */
export function checkPackage(folder) {
  const manifest = readJson(join(folder, 'package.json'));
  const missing = ['description', 'license', 'publishConfig', 'keywords'].filter((field) => !manifest[field]);
  const lines = missing.map((field) => `${manifest.name}: package.json has no "${field}"`);
  const licence = readText(join(folder, 'LICENSE'));
  if (!licence.includes('Apache License')) lines.push(`${manifest.name}: LICENSE is missing`);
  if (readText(join(folder, 'README.md')).length < SHORTEST_README)
    lines.push(`${manifest.name}: README.md is missing or says almost nothing`);
  return lines;
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}
