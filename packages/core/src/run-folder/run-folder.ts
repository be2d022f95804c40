import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { InvalidOption, NotFound, UnreadableFile } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import { exists, statIfThere } from '../files/exists.js';
import { inLockedFolder, LOCK_NAME } from '../files/lock.js';
import { checkOutputFolder } from '../files/output.js';
import { RunFolder } from '../files/run-paths.js';

/** `runs/<recipe>-<data set>-<time>`, where nobody named a folder. */
export function defaultRunPath(recipe: string, dataFolder: string, now = new Date()): string {
  const time = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  return join('runs', `${recipe}-${basename(resolve(dataFolder))}-${time}`);
}

/** What prevents a new run in a folder. */
export type FolderState = 'empty' | 'run' | 'foreign';

/**
 * Looks at a folder that a run is to be written into. A killed start leaves `split.csv` or half-written files without
 * a `config.json`, and the reading room notes what is to be trained before it begins: that counts as empty.
 * @throws UserError when it is a file or cannot be read
 */
export async function folderState(path: string): Promise<FolderState> {
  const found = await statIfThere(path);
  if (!found) return 'empty';
  if (!found.isDirectory())
    throw new InvalidOption('out', path, text`${path} is a file; ${option('out')} needs a folder`);
  const names = await readdir(path).catch((error: Error) => {
    throw new UnreadableFile(path, `cannot read ${path}: ${error.message}`);
  });
  const { config, split, failure, about, cells } = new RunFolder(path);
  if (names.includes(basename(config))) return 'run';
  const remains = [LOCK_NAME, ...[split, failure, about, cells].map((file) => basename(file))];
  return names.every((name) => remains.includes(name) || name.endsWith('.tmp')) ? 'empty' : 'foreign';
}

/**
 * Of a folder that is to be continued: one that was made and is empty is not a run; most often its name is mistyped. One that is
 * not there yet may be meant, by a script that always says `--resume`.
 * @returns whether the folder is there
 * @throws UserError when it is there and empty
 */
export async function checkResumable(path: string): Promise<boolean> {
  const names = await readdir(path).catch(() => undefined);
  if (names?.length === 0) {
    throw new NotFound(
      path,
      text`${path} is empty, so there is nothing to continue; leave out ${option('resume')} to start there`,
    );
  }
  return exists(path);
}

/** Makes the folder and removes what a killed process left half written in it, and why an earlier training failed. */
export async function prepareFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  const leftOvers = (await readdir(path)).filter((name) => name.endsWith('.tmp'));
  for (const name of leftOvers) await rm(join(path, name), { force: true });
  await rm(new RunFolder(path).failure, { force: true });
}

/**
 * Does some work while the folder of results is written by this process alone.
 * @throws UserError when it cannot be written; LockedError when another process writes into it
 */
export async function writingInto<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  await checkOutputFolder('out', path);
  return inLockedFolder(
    path,
    { what: 'the folder', instead: text`wait for it, or give another folder to ${option('out')}` },
    work,
  );
}
