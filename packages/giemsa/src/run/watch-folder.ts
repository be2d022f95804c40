import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { watch } from 'chokidar';
import { UserError } from '../errors.js';
import { isHidden, isImageName } from './list-files.js';

/** A file that has not grown for so long is taken to be whole. */
const SETTLED_MS = 2000;

/** How often a growing file is looked at. */
const LOOK_MS = 200;

/**
 * Pictures of a folder and its subfolders, those that are there first, then as they arrive: whatever has arrived since the
 * last time, together. A file that is being written is waited for; one that changes later comes again.
 * @param signal ends it
 * @throws UserError when there is no such folder, or it cannot be watched
 */
export async function* watchFolder(folder: string, signal: AbortSignal): AsyncGenerator<string[]> {
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) {
    throw new UserError(`${folder}: there is no such folder to watch; make it first`);
  }
  let arrived = new Set<string>();
  let failure: Error | undefined;
  let wake = () => {};
  // Joined, so that names are those of the same folder without watching.
  const watcher = watch(join(folder), {
    awaitWriteFinish: { stabilityThreshold: SETTLED_MS, pollInterval: LOOK_MS },
    ignored: (path, stats) => isHidden(basename(path)) || (stats?.isFile() === true && !isImageName(path)),
  });
  const arrive = (path: string) => {
    arrived.add(path);
    wake();
  };
  watcher.on('add', arrive).on('change', arrive);
  watcher.on('error', (error) => {
    failure = error as Error;
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      if (failure) throw new UserError(`${folder} cannot be watched: ${failure.message}`);
      if (arrived.size === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const pictures = [...arrived];
      arrived = new Set();
      yield pictures;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    await watcher.close();
  }
}
