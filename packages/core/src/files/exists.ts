import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { UnreadableFile } from '../errors/kinds.js';
import { systemReason } from './system-error.js';

/** There is nothing of that path, or there cannot be. */
const ABSENT = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'];
const FORBIDDEN = ['EACCES', 'EPERM'];

/**
 * Whether there is a file or folder of that path.
 * @throws UserError where that cannot be known, such as in a folder that this user may not look into
 */
export const exists = async (path: string): Promise<boolean> => (await statIfThere(path)) !== undefined;

/**
 * What is known of a file or folder; `undefined` where there is none.
 * @throws UserError as {@link exists}
 */
export const statIfThere = (path: string): Promise<Stats | undefined> => ifThere(path, stat(path));

/**
 * The bytes of a file; `undefined` where there is none.
 * @throws UserError as {@link exists}, and where it may not be read
 */
export const readIfThere = (path: string): Promise<Buffer | undefined> => ifThere(path, readFile(path));

async function ifThere<Value>(path: string, value: Promise<Value>): Promise<Value | undefined> {
  try {
    return await value;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    // No path at all, such as one with a zero byte.
    if (ABSENT.includes(code) || code.startsWith('ERR_INVALID_ARG')) return undefined;
    const reason = FORBIDDEN.includes(code) ? 'permission denied' : (systemReason(error) ?? message);
    throw new UnreadableFile(path, `${path} cannot be read: ${reason}`, { cause: error });
  }
}
