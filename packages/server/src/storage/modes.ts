import { chmod, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InsecureSetting } from '../refusals.js';

/** Rights of others than the user that the server runs as. */
const OTHERS = 0o077;

/** What giemsa keeps in a data folder. */
const OWN_NAMES = ['database', 'pictures', 'made', 'quarantine', 'uploads', 'owner.json', '.lock'];
/** Of earlier versions. */
const OLD_NAMES = ['server.pid'];

/** Windows has no such modes: who may read a file follows from its folder there. */
const hasModes = process.platform !== 'win32';

/** From here on this process makes files that only its user can read, whatever the umask was; the database's too. */
export function makePrivate(): void {
  if (hasModes) process.umask(OTHERS);
}

/**
 * Takes from others the rights to a data folder that was made without {@link makePrivate}. A folder that holds other things than
 * giemsa's keeps its own mode.
 * @returns what was fixed, in words; `undefined` where there was nothing
 */
export async function mendModes(root: string): Promise<string | undefined> {
  if (!hasModes) return undefined;
  let count = 0;
  for (const path of await openPlaces(root)) count += await mend(path);
  if (count === 0) return undefined;
  return `others could read ${root}: ${count} files and folders are now for this user alone (modes 0700 and 0600)`;
}

/** Files and folders of giemsa's that others than this user may read or write. */
export async function openToOthers(root: string): Promise<string[]> {
  if (!hasModes) return [];
  const found: string[] = [];
  for (const place of await openPlaces(root)) {
    for await (const path of pathsUnder(place)) if (await isOpen(path)) found.push(path);
  }
  return found;
}

/** The data folder, or what giemsa has in it; what lies in a folder that is closed to others is closed to them too. */
async function openPlaces(root: string): Promise<string[]> {
  const names = await readdir(root);
  const own = names.filter((name) => OWN_NAMES.includes(name));
  const isOwn = names.every((name) => OWN_NAMES.includes(name) || OLD_NAMES.includes(name));
  const places = isOwn ? [root] : own.map((name) => join(root, name));
  const areOpen = await Promise.all(places.map(isOpen));
  return places.filter((_, index) => areOpen[index]);
}

/** @throws UserError when others than its user can read a file of secrets */
export async function checkPrivateFile(path: string, option: string): Promise<void> {
  if (!hasModes || !(await isOpen(path))) return;
  throw new InsecureSetting(`${option} ${path} can be read by others; run: chmod 600 ${path}`);
}

async function isOpen(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && (found.mode & OTHERS) !== 0;
}

/** A folder first: with it all that is below is closed. @returns how many were changed */
async function mend(root: string): Promise<number> {
  let count = 0;
  for await (const path of pathsUnder(root)) {
    const found = await stat(path).catch(() => undefined);
    if (!found || (found.mode & OTHERS) === 0) continue;
    await chmod(path, found.mode & 0o7700).catch((error: Error) => {
      throw new InsecureSetting(
        `others can read ${path}, and this user must not change that (${error.message}); give the folder to the user ` +
          'that giemsa runs as',
      );
    });
    count++;
  }
  return count;
}

async function* pathsUnder(path: string): AsyncGenerator<string> {
  yield path;
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.isDirectory()) yield* pathsUnder(join(path, entry.name));
    else if (entry.isFile()) yield join(path, entry.name);
  }
}
