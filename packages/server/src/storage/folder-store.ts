import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PictureStore } from './picture-store.js';

/** A folder on this machine, or on one that several share. */
export class FolderStore implements PictureStore {
  constructor(private readonly root: string) {}

  async read(name: string): Promise<Buffer | undefined> {
    return readFile(this.#path(name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return undefined;
    });
  }

  async has(name: string): Promise<boolean> {
    return (await stat(this.#path(name)).catch(() => undefined)) !== undefined;
  }

  async take(name: string, file: string): Promise<void> {
    const path = this.#path(name);
    await inFolder(path, () => rename(file, path));
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(name);
    const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}.tmp`;
    await inFolder(path, () => writeFile(temporary, bytes));
    await rename(temporary, path);
  }

  delete(name: string): Promise<void> {
    return rm(this.#path(name), { force: true });
  }

  deleteFolder(folder: string): Promise<void> {
    return rm(this.#path(folder), { recursive: true, force: true });
  }

  async list(folder: string): Promise<string[]> {
    return readdir(this.#path(folder)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return [];
    });
  }

  async writtenAt(name: string): Promise<Date | undefined> {
    return (await stat(this.#path(name)).catch(() => undefined))?.mtime;
  }

  #path(name: string): string {
    return join(this.root, ...name.split('/'));
  }
}

/** Makes the folder of a path when it turns out not to be there: mostly it is. */
async function inFolder(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(dirname(path), { recursive: true });
    await write();
  }
}
