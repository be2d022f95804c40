import { randomBytes } from 'node:crypto';
import { closeSync, linkSync, openSync, rmSync } from 'node:fs';
import { copyFile, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const inProgress = new Set<string>();

/**
 * Writes a file so that its name always stands for a whole file: the old one or the new one, whatever happens, a power
 * cut included (temporary name in the same folder, fsync, rename, fsync of the folder). Folders that are missing are made.
 * @param write fills the empty file; when it throws, the temporary file is removed and the old file stays.
 * @param beforeRename called with the temporary name of the new file, once whole, while the old file still has its name.
 */
export async function writeAtomically(
  path: string,
  write: (file: FileHandle) => Promise<void>,
  beforeRename?: (temporary: string) => Promise<void>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await withTemporary(path, async (temporary) => {
    // Created without a pause: a file still being created when a signal comes would remain after the cleanup.
    closeSync(openSync(temporary, 'w'));
    const file = await open(temporary, 'r+');
    try {
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await beforeRename?.(temporary);
    await rename(temporary, path);
  });
  await syncFolder(dirname(path));
}

/** Gives a whole file a second name, atomically replacing what had it: as a hard link, or as a copy where there are none. */
export async function copyAtomically(from: string, to: string): Promise<void> {
  await withTemporary(to, async (temporary) => {
    await rm(temporary, { force: true });
    try {
      linkSync(from, temporary);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
      await copyFile(from, temporary);
      const copy = await open(temporary, 'r+');
      await copy.sync().finally(() => copy.close());
    }
    await rename(temporary, to);
    // Between two names of one file a rename does nothing.
    await rm(temporary, { force: true });
  });
  await syncFolder(dirname(to));
}

/**
 * Runs `work` with a temporary name beside `path`, for a file or a folder that it renames to `path` in the end, and removes what
 * still has that name when it fails.
 * @throws what `work` throws; an error of the file system that names no path, such as that of a full disk, gets `path`
 */
export async function withTemporary<Result>(
  path: string,
  work: (temporary: string) => Promise<Result>,
): Promise<Result> {
  const temporary = join(dirname(path), `.${basename(path)}.${unique()}.${process.pid}.tmp`);
  inProgress.add(temporary);
  try {
    return await work(temporary);
  } catch (error) {
    // What went wrong first is what matters.
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    throw naming(path, temporary, error);
  } finally {
    inProgress.delete(temporary);
  }
}

/** Two machines that write the same file into a shared folder may have one process id: in containers it is mostly 1. */
const unique = (): string => randomBytes(4).toString('hex');

/** For a process that ends during its work: removes what it has not finished writing. */
export function removeTemporaries(): void {
  for (const temporary of inProgress) removeNow(temporary);
}

/** Removes a file or folder of a process that ends, at once. Writes that are under way may add to a folder meanwhile. */
export function removeNow(path: string): void {
  for (let tries = 0; tries < 50; tries++) {
    try {
      rmSync(path, { recursive: true, force: true });
      return;
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

/** Users know a file by its final name, not by its temporary one. */
function naming(path: string, temporary: string, error: unknown): unknown {
  const { errno, path: named } = error as NodeJS.ErrnoException;
  if (errno !== undefined && (named === undefined || named === temporary))
    Object.assign(error as Error, { path });
  return error;
}

/** Makes renames in a folder last through a power cut. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // Windows cannot open a folder, and keeps renames by itself.
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Whether a file is one that a killed process left behind while writing, as against one that is being written now, by
 * this process or another.
 */
export function isLeftOver(path: string): boolean {
  const pid = Number(/^\..*\.(\d+)\.tmp$/.exec(basename(path))?.[1] ?? Number.NaN);
  if (Number.isNaN(pid) || inProgress.has(path)) return false;
  // In a container each start may have the same process id.
  return pid === process.pid || !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
