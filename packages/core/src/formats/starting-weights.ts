import { mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extract } from 'tar';
import { z } from 'zod';
import { defaultCacheDirectory } from '../dataset/cache.js';
import { DownloadFailed, NotFound } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import { exists } from '../files/exists.js';
import { fetchFile, type TransferProgress } from '../files/fetch-file.js';

/** The package that holds them; its version is giemsa's own. */
const PACKAGE = '@giemsa/weights';
const require = createRequire(import.meta.url);
const { version } = require('../../package.json') as { version: string };

const publishedSchema = z.object({
  dist: z.object({ tarball: z.url(), integrity: z.string().startsWith('sha512-') }),
});

export interface StartingWeightsOptions {
  /** Address of an npm registry. Default: the one that npm is set to, or its own. */
  readonly registry?: string;
  /** Where fetched weights are kept. Default: the user's cache. */
  readonly directory?: string;
  readonly onProgress?: (progress: TransferProgress) => void;
}

/**
 * The file of weights that trainings start from, by name; they are not models for predictions. They are in
 * the repository, or in the package `@giemsa/weights`; where that is not installed it is fetched from the npm
 * registry (16 MB), once.
 * @throws UserError when they cannot be fetched; it says how to install them
 */
export async function findStartingWeights(
  name: string,
  options: StartingWeightsOptions = {},
): Promise<string> {
  const { directory = join(defaultCacheDirectory(), 'weights', version) } = options;
  const file = (folder: string) => join(folder, name, 'model.onnx');
  for (const folder of [...installedFolders(), directory])
    if (await exists(file(folder))) return file(folder);
  await fetchPackage(name, directory, options);
  if (await exists(file(directory))) return file(directory);
  throw new NotFound(name, `the package ${PACKAGE} ${version} does not hold the weights "${name}"`);
}

/** In the repository, and where npm has installed the package. */
function installedFolders(): string[] {
  const repository = fileURLToPath(new URL('../../../../weights', import.meta.url));
  try {
    return [repository, dirname(require.resolve(`${PACKAGE}/package.json`))];
  } catch {
    return [repository];
  }
}

async function fetchPackage(
  name: string,
  directory: string,
  {
    registry = process.env.npm_config_registry ?? 'https://registry.npmjs.org/',
    onProgress,
  }: StartingWeightsOptions,
): Promise<void> {
  const archive = `${directory}.tgz`;
  const unpacked = `${directory}.part`;
  try {
    const { tarball, integrity } = await published(registry);
    await mkdir(dirname(directory), { recursive: true });
    await fetchFile(tarball, archive, {
      sha512: integrity.slice('sha512-'.length),
      ...(onProgress && { onProgress }),
    });
    await rm(unpacked, { recursive: true, force: true });
    await mkdir(unpacked);
    await extract({ file: archive, cwd: unpacked, strip: 1 });
    await rm(directory, { recursive: true, force: true });
    await rename(unpacked, directory);
    await rm(archive);
  } catch (error) {
    throw new DownloadFailed([
      `the weights "${name}" are in the package ${PACKAGE}, which cannot be downloaded: ${(error as Error).message}. `,
      text`Install it (npm install ${PACKAGE}@${version}), or train from others: ${option('weights')} none, or ${option('weights')} FILE`,
    ]);
  }
}

async function published(registry: string): Promise<{ tarball: string; integrity: string }> {
  const address = new URL(`${PACKAGE.replace('/', '%2f')}/${version}`, registry);
  const answer = await fetch(address).catch((error: Error & { cause?: Error }) => {
    throw new Error(`${address} cannot be reached (${error.cause?.message ?? error.message})`);
  });
  if (!answer.ok) throw new Error(`${address} answers ${answer.status} ${answer.statusText}`.trim());
  return publishedSchema.parse(await answer.json()).dist;
}
