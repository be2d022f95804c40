import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { InvalidOption, NotFound, UnreadableFile } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import { statIfThere } from '../files/exists.js';
import { isHidden } from '../pictures/picture-kind.js';
import { compareCodePoints } from '../pictures/picture-tree.js';

/** A file that has not changed for this long is considered complete. */
const SETTLED_MS = 2000;

/** How often the folder is looked at. */
const LOOK_MS = 500;

/** What a picture looked like when it last changed. */
interface Seen {
  readonly size: number;
  readonly mtimeMs: number;
  /** From when on it is whole if it does not change again, by `performance.now()`. */
  readonly wholeAt: number;
  told: boolean;
}

/**
 * Pictures of a folder and its subfolders, those that are there first, then as they arrive: whatever has become whole since
 * the last time, together. A file that is being written is waited for; one that changes later comes again.
 * The folder is listed again and again: notifications of the system do not tell what another machine writes to a shared folder.
 * @param isDone pictures that need not be looked at any more
 * @param signal ends it
 * @throws UserError when there is no such folder, or it cannot be read
 */
export async function* watchFolder(
  folder: string,
  isDone: (picture: string) => boolean,
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  await checkWatched(folder);
  const seen = new Map<string, Seen>();
  while (!signal.aborted) {
    const waiting = (await listPictures(folder))
      .filter((picture) => !isDone(picture))
      .sort(compareCodePoints);
    const whole: string[] = [];
    for (const picture of waiting) if (await hasBecomeWhole(picture, seen)) whole.push(picture);
    if (whole.length > 0) yield whole;
    else await wait(LOOK_MS, undefined, { signal }).catch(() => {});
  }
}

/**
 * Files that are not pictures are included, so that they are reported; files that other programs are still
 * downloading are not.
 */
/** @throws UserError when there is no such folder */
export async function checkWatched(folder: string): Promise<void> {
  const found = await statIfThere(folder);
  if (!found) throw new NotFound(folder, `${folder}: there is no such folder to watch; create it first`);
  if (!found.isDirectory())
    throw new InvalidOption('watch', folder, text`${folder} is a file; ${option('watch')} needs a folder`);
}

async function listPictures(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    // A subfolder that was removed while it was listed: the next look shows what is left.
    if (error.code === 'ENOENT' && error.path !== folder) return [];
    throw new UnreadableFile(folder, `${folder} cannot be watched: ${error.message}`);
  });
  return names
    .filter((name) => !isHidden(name) && !/\.(part|partial|crdownload|download|filepart|tmp)$/i.test(name))
    .map((name) => join(folder, name));
}

/** Whether a picture has not changed for long enough and was not returned before. */
async function hasBecomeWhole(picture: string, seen: Map<string, Seen>): Promise<boolean> {
  const found = await stat(picture).catch(() => undefined);
  if (!found?.isFile()) {
    seen.delete(picture);
    return false;
  }
  const { size, mtimeMs } = found;
  const before = seen.get(picture);
  const isSame = before !== undefined && before.size === size && before.mtimeMs === mtimeMs;
  const current = isSame ? before : { size, mtimeMs, wholeAt: settledAt(mtimeMs), told: false };
  seen.set(picture, current);
  if (current.told || performance.now() < current.wholeAt) return false;
  current.told = true;
  return true;
}

/** At once for a file that was last written long ago; where clocks differ, the full time from now. */
function settledAt(mtimeMs: number): number {
  const age = Date.now() - mtimeMs;
  return performance.now() + (age > SETTLED_MS ? 0 : SETTLED_MS);
}
