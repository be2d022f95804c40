import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const { checkAddresses, checkChangelog, checkPackage, checkVersions } = (await import(
  new URL('../release/check.mjs', import.meta.url).href
)) as {
  checkAddresses(manifest: object): string[];
  checkVersions(root: object, manifests: readonly object[]): string[];
  checkChangelog(text: string, version: string): string[];
  checkPackage(folder: string): string[];
};

test('a release is refused until the addresses of the project are set', () => {
  expect(checkAddresses({})).toHaveLength(3);
  expect(checkAddresses({ homepage: 'https://example.org', bugs: 'https://example.org/bugs' })).toEqual([
    expect.stringContaining('no "repository"'),
  ]);
  expect(checkAddresses({ repository: 'a', homepage: 'b', bugs: 'c' })).toEqual([]);
});

test('every package has the version of the workspace and asks for the others in it', () => {
  const right = { name: 'giemsa', version: '1.2.0', dependencies: { '@giemsa/nn': '^1.2.0', zod: '^4.0.0' } };
  expect(checkVersions({ version: '1.2.0' }, [right])).toEqual([]);
  expect(checkVersions({ version: '1.3.0' }, [right])).toEqual([
    'giemsa has version 1.2.0; the workspace has 1.3.0',
    'giemsa asks for @giemsa/nn ^1.2.0; expected ^1.3.0',
  ]);
});

test.each([
  ['## [1.2.0] - 2026-11-28', 0],
  ['## [1.2.0]', 1],
  ['## [1.1.0] - 2026-11-28', 1],
])('a changelog with "%s": %i things to do before version 1.2.0', (heading, count) => {
  expect(checkChangelog(`# Changelog\n\n## [Unreleased]\n\n${heading}\n`, '1.2.0')).toHaveLength(count);
});

test('a package without a licence, a README and keywords is not ready', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'giemsa-release-'));
  try {
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'x', license: 'Apache-2.0' }));
    await mkdir(join(folder, 'dist'));
    expect(checkPackage(folder)).toEqual([
      'x: package.json has no "description"',
      'x: package.json has no "publishConfig"',
      'x: package.json has no "keywords"',
      'x: LICENSE is missing',
      'x: README.md is missing or says almost nothing',
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
