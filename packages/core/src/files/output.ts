import { rmSync, writeFileSync } from 'node:fs';
import { open, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { withTemporary } from '@giemsa/nn';
import { CannotWrite, InvalidOption } from '../errors/kinds.js';
import { type Message, option, type Text, text } from '../errors/text.js';
import { systemReason } from './system-error.js';

/** With less free space than this nothing is started: not even a table would fit. */
const LEAST_FREE_BYTES = 256 * 1024;

/**
 * Whether a folder can be written, before anything is computed for it. It need not be there: it is made later, with folders on the
 * way to it.
 * @param name of the option that names it, such as `out`, or words for what needs it
 * @param needed bytes, where more than a few are written at once
 * @throws UserError when it is a file, may not be written, its name cannot be, or its disk is full
 */
export async function checkOutputFolder(
  name: string | Text,
  path: string,
  needed = LEAST_FREE_BYTES,
): Promise<void> {
  refuseEmpty(name, path);
  const found = await lookAt(path);
  if (found && !found.isDirectory()) {
    throw cannotWrite(path, text`${path} is a file; ${named(name)} needs a folder`);
  }
  let folder = resolve(path);
  for (let is = found; is === undefined; is = await lookAt(folder)) folder = dirname(folder);
  await checkWritable(path, folder, needed);
}

/**
 * Whether a file can be written, before anything is computed for it. Its folder must be there: a folder with a wrong letter would
 * otherwise be made silently.
 * @throws UserError when it is a folder, its own folder is missing, it may not be written, or its disk is full
 */
export async function checkOutputFile(name: string, path: string): Promise<void> {
  refuseEmpty(name, path);
  const found = await lookAt(path);
  if (found?.isDirectory()) throw cannotWrite(path, 'it is a folder; give a file name, in it or elsewhere');
  if (/[/\\]$/.test(path))
    throw cannotWrite(path, text`${option(name)} needs the name of a file in that folder`);
  const folder = dirname(resolve(path));
  const around = await lookAt(folder);
  if (around === undefined) {
    throw cannotWrite(
      path,
      `the folder ${dirname(path)} does not exist; create it first, or give another file`,
    );
  }
  if (!around.isDirectory()) throw cannotWrite(path, `${dirname(path)} is a file, not a folder`);
  await checkWritable(path, folder);
  if (!found) return;
  if (!found.isFile()) throw cannotWrite(path, 'it is not a regular file; give another name');
  const file = await open(path, 'r+').catch((error: unknown) => {
    throw refused(path, error);
  });
  await file.close();
}

const named = (name: string | Text) => (typeof name === 'string' ? option(name) : name);

function refuseEmpty(name: string | Text, path: string): void {
  if (path.trim() === '')
    throw new InvalidOption(String(name), path, text`${named(name)} "" is empty; give a name`);
}

/** What has this name; `undefined` where nothing has. */
async function lookAt(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw refused(path, error);
  }
}

async function checkWritable(path: string, folder: string, needed = LEAST_FREE_BYTES): Promise<void> {
  if (!(await stat(folder)).isDirectory()) {
    throw cannotWrite(path, `${folder} is a file, not a folder; give another name`);
  }
  try {
    // Permissions alone are not enough: a disk may be read-only, a network may have its own rules.
    await withTemporary(join(folder, 'giemsa'), async (probe) => {
      // At once, so that no signal comes between.
      writeFileSync(probe, '');
      rmSync(probe);
    });
  } catch (error) {
    throw refused(path, error, folder);
  }
  const { bavail, bsize, blocks } = await statfs(folder);
  // Some file systems of networks do not say how large they are.
  if (blocks === 0 || bavail * bsize >= needed) return;
  const room = needed === LEAST_FREE_BYTES ? 'some space' : `${Math.ceil(needed / 1e6)} MB`;
  throw cannotWrite(path, `the disk is full: free ${room}, or write elsewhere`);
}

function refused(path: string, error: unknown, place = path): unknown {
  const reason = systemReason(error);
  return reason === undefined ? error : cannotWrite(path, `${place === path ? '' : `${place}: `}${reason}`);
}

const cannotWrite = (path: string, reason: Message) =>
  new CannotWrite(path, text`cannot write to ${path}: ${reason}`);
