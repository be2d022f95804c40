import { stat } from 'node:fs/promises';
import { UnreadableFile } from '../errors/kinds.js';
import { systemReason } from './system-error.js';

/**
 * Whether a file that is read later is there, before anything is computed.
 * @param what it is, for errors: `the split file`
 * @throws UserError when there is no such file, or it is a folder
 */
export async function checkInputFile(what: string, path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const found = await stat(path).catch((error: Error) => {
    throw new UnreadableFile(path, `cannot read ${what} ${path}: ${systemReason(error) ?? error.message}`);
  });
  if (!found.isFile())
    throw new UnreadableFile(path, `cannot read ${what} ${path}: it is a folder where a file is expected`);
}
