import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withTemporary } from '@giemsa/nn';
import type { PictureStore } from './picture-store.js';

/** Number of files flushed at a time. */
const SYNCED_AT_ONCE = 32;

/** So often is written again into a folder that is deleted meanwhile. */
const MOST_TRIES = 20;

/** A folder on this machine, or on one that several share. */
export class FolderStore implements PictureStore {
  constructor(private readonly root: string) {}

  async read(name: string): Promise<Buffer | undefined> {
    return readFile(this.#path(name)).catch(absent);
  }

  async has(name: string): Promise<boolean> {
    return (await this.writtenAt(name)) !== undefined;
  }

  async take(name: string, file: string): Promise<void> {
    const path = this.#path(name);
    await inFolder(path, () => rename(file, path));
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(name);
    // Not `writeAtomically`: a disk is waited for once for many pictures, in `sync`.
    await withTemporary(path, (temporary) =>
      inFolder(path, async () => {
        await writeNew(temporary, bytes);
        await rename(temporary, path);
      }),
    );
  }

  async create(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(name);
    try {
      await inFolder(path, () => writeNew(path, bytes));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }

  async sync(names: readonly string[]): Promise<void> {
    const paths = names.map((name) => this.#path(name));
    // Names are in folders, and these in others.
    const folders = new Set(paths.flatMap((path) => [dirname(path), dirname(dirname(path))]));
    for (const part of [paths, [...folders]]) {
      for (let start = 0; start < part.length; start += SYNCED_AT_ONCE) {
        await Promise.all(part.slice(start, start + SYNCED_AT_ONCE).map(syncPath));
      }
    }
  }

  delete(name: string): Promise<void> {
    return rm(this.#path(name), { force: true });
  }

  deleteFolder(folder: string): Promise<void> {
    // Something may be written into it at this moment.
    return rm(this.#path(folder), { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  }

  async list(folder: string): Promise<string[]> {
    return (await readdir(this.#path(folder)).catch(absent)) ?? [];
  }

  async writtenAt(name: string): Promise<Date | undefined> {
    const found = await stat(this.#path(name)).catch(absent);
    return found?.mtime;
  }

  #path(name: string): string {
    return join(this.root, ...name.split('/'));
  }
}

/** Missing files; any other error is thrown: a folder that cannot be read has lost nothing. */
function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** A new file. */
async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
  } finally {
    await file.close();
  }
}

/** Of a file or folder; one that was deleted meanwhile needs none. Windows has no such thing for folders. */
async function syncPath(path: string): Promise<void> {
  try {
    const file = await open(path, process.platform === 'win32' ? 'r+' : 'r');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const isWindows = process.platform === 'win32' && ['EPERM', 'EISDIR', 'EACCES'].includes(code);
    if (code !== 'ENOENT' && !isWindows) throw error;
  }
}

/**
 * Makes the folder of a path when it turns out not to be there: mostly it is. It may be deleted at the same moment, by each
 * server that deletes a picture.
 */
async function inFolder(path: string, write: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      if (tries > 1) await mkdir(dirname(path), { recursive: true });
      return await write();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || tries === MOST_TRIES) throw error;
    }
  }
}
