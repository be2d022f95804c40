import { SystemFault } from '../errors/kinds.js';
import { UserError } from '../errors/user-error.js';

/** Errors of the operating system that a user can do something about: what happened and what to do. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: free some space',
  EDQUOT: 'the disk quota is used up: free some space',
  EFBIG: 'the file is larger than this disk allows; write to another disk',
  EACCES: 'no permission; choose another place, or change its permissions',
  EPERM: 'no permission; choose another place, or change its permissions',
  EROFS: 'the disk is read-only; choose another place',
  ENOENT: 'there is no such file or folder; check the spelling of its path',
  EISDIR: 'it is a folder where a file is expected',
  ENOTDIR: 'a part of this path is a file, where a folder is expected',
  EEXIST: 'it already exists; choose another name, or remove it',
  ENOTEMPTY: 'this folder is not empty; choose another one',
  ENAMETOOLONG: 'the name is too long; give a shorter one',
  ELOOP: 'its symbolic links form a loop',
  EMFILE: 'too many files are open; close other programs, or raise the limit (ulimit -n)',
  ENFILE: 'too many files are open on this machine; close other programs',
  EIO: 'the disk cannot be read or written; check the disk or the network',
  EBUSY: 'another program is using it; close that first',
  ETXTBSY: 'another program is using it; close that first',
  ESTALE: 'the network folder is gone; connect it again',
};

/** What an error of the operating system means and what to do; `undefined` for any other error. */
export const systemReason = (error: unknown): string | undefined =>
  REASONS[(error as NodeJS.ErrnoException)?.code ?? ''];

/** Whether something failed because there is no space left. */
export const isFullDisk = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException)?.code ?? '');

/**
 * An error of the operating system, or of something that failed because of one, as a mistake that a user can fix.
 * @param goOn what to do when space is free again
 * @returns `undefined` for any other error: that is a bug
 */
export function asUserError(error: unknown, goOn = ' and run the command again'): UserError | undefined {
  if (error instanceof UserError) return error;
  const reason = systemReason(error);
  if (reason === undefined) {
    const { cause } = (error ?? {}) as { cause?: unknown };
    return cause === undefined ? undefined : asUserError(cause, goOn);
  }
  const { path } = error as NodeJS.ErrnoException;
  const where = path === undefined ? '' : `${path}: `;
  return new SystemFault(`${where}${reason}${isFullDisk(error) ? goOn : ''}`, { cause: error });
}

/** An error of the operating system with the path that was being written, where it names none; any other one as it is. */
export function naming(path: string, error: unknown): unknown {
  if (systemReason(error) !== undefined) (error as NodeJS.ErrnoException).path ??= path;
  return error;
}
