import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise } from 'yauzl';
import { UnreadableFile } from '../../errors/kinds.js';

/** Weights hardly compress, and Keras does not try; anything that grows more than this is a zip bomb. */
const LARGEST_RATIO = 20;
const SMALL = 2 ** 20;

const ENTRIES = ['config.json', 'model.weights.h5', 'metadata.json'];

/** What an archive says beside its weights. */
export interface KerasArchive {
  readonly config: unknown;
  /** `metadata.json`, where there is one. */
  readonly metadata: unknown;
}

/**
 * Opens a Keras 3 archive: its configuration, and the path of its weights as long as `use` runs. Only the files that
 * are needed are read, and none is written under a name from the archive.
 * @throws UserError when it is not a zip archive, damaged, or lacks a file
 */
export async function withKerasArchive<Result>(
  path: string,
  use: (archive: KerasArchive, weightsFile: string) => Promise<Result>,
): Promise<Result> {
  const { weights, ...archive } = await readEntries(path).catch((error: Error) => {
    throw new UnreadableFile(path, `${path} is not a Keras 3 archive, or is damaged: ${error.message}`);
  });
  const folder = await mkdtemp(join(tmpdir(), 'giemsa-keras-'));
  try {
    const weightsFile = join(folder, 'model.weights.h5');
    await writeFile(weightsFile, weights);
    return await use(archive, weightsFile);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readEntries(path: string): Promise<KerasArchive & { weights: Buffer }> {
  const zip = await openPromise(path, { autoClose: false });
  const found = new Map<string, Buffer>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (!ENTRIES.includes(entry.fileName)) continue;
      refuseBomb(entry);
      const bytes = await buffer(await zip.openReadStreamPromise(entry));
      if (crc32(bytes) !== entry.crc32) throw new Error(`the checksum of ${entry.fileName} is wrong`);
      found.set(entry.fileName, bytes);
    }
  } finally {
    zip.close();
  }
  const [config, weights] = [found.get('config.json'), found.get('model.weights.h5')];
  if (!config || !weights) throw new Error(`it has no ${config ? 'model.weights.h5' : 'config.json'}`);
  const metadata = found.get('metadata.json');
  return { config: parsed(config), metadata: metadata && parsed(metadata), weights };
}

const parsed = (bytes: Buffer): unknown => JSON.parse(bytes.toString('utf8'));

function refuseBomb({ fileName, compressedSize, uncompressedSize }: Entry): void {
  if (uncompressedSize > SMALL + LARGEST_RATIO * compressedSize)
    throw new Error(`${fileName} would unpack from ${compressedSize} to ${uncompressedSize} bytes`);
}
