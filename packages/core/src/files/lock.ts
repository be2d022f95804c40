import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { constants, lstat, mkdir, readFile, rmdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { CannotWrite, OutputExists } from '../errors/kinds.js';
import { type Message, text } from '../errors/text.js';
import { UserError } from '../errors/user-error.js';
import { onInterruption } from './interruption.js';

/** Name of the lock within a folder. */
export const LOCK_NAME = '.lock';

/**
 * What the holder of a lock wrote about itself, to show to people. Only the system knows whether a lock is
 * held.
 */
const holderSchema = z.object({ process: z.number(), host: z.string(), since: z.string() });
export type LockHolder = z.infer<typeof holderSchema>;

/** Something is in use by another process. */
export class LockedError extends UserError {
  readonly code = 'in-use';

  constructor(
    message: Message,
    /** `undefined` where it did not say. */
    readonly holder: LockHolder | undefined,
  ) {
    super(message);
  }
}

export interface Lock {
  /** A process that ends in any way, killed too, releases its locks. */
  release(): Promise<void>;
}

/** What a message says about something that is locked. */
export interface Locked {
  /** What it is, such as `the run folder`. */
  readonly what: Message;
  /** What to do instead of waiting, such as `give another folder`. */
  readonly instead: Message;
}

/**
 * Takes a folder for this process alone, by a lock of the operating system on a file in it. It is made where it is not there, and
 * removed again where nothing was put into it.
 * @throws LockedError when another process has it; UserError when its file system cannot lock
 */
export async function lockFolder(folder: string, locked: Locked): Promise<Lock> {
  const made = await mkdir(folder, { recursive: true }).catch((error: Error) => {
    throw new CannotWrite(folder, text`cannot write ${locked.what} ${folder}: ${error.message}`);
  });
  try {
    const lock = await lockFile(join(folder, LOCK_NAME), folder, locked);
    const stay = onInterruption(() => removeEmptyNow(folder, made));
    const release = async () => {
      stay();
      await lock.release().finally(() => removeEmpty(folder, made));
    };
    return { release };
  } catch (error) {
    await removeEmpty(folder, made);
    throw error;
  }
}

/**
 * Takes a file, or a folder that is not there yet, for this process alone, by a lock on a file beside it.
 * @throws LockedError when another process has it; UserError when its file system cannot lock
 */
export async function lockBeside(path: string, locked: Locked): Promise<Lock> {
  const folder = dirname(resolve(path));
  const made = await mkdir(folder, { recursive: true });
  try {
    const lock = await lockFile(`${resolve(path)}.lock`, path, locked);
    return { release: () => lock.release().finally(() => removeEmpty(folder, made)) };
  } catch (error) {
    await removeEmpty(folder, made);
    throw error;
  }
}

/** Does some work while a folder is this process's own. @throws as {@link lockFolder} */
export async function inLockedFolder<Value>(
  folder: string,
  locked: Locked,
  work: () => Promise<Value>,
): Promise<Value> {
  const lock = await lockFolder(folder, locked);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

async function lockFile(path: string, shown: string, { what, instead }: Locked): Promise<Lock> {
  const system = await locksOfSystem(shown);
  for (;;) {
    await refuseOthers(path);
    // Without a pause up to `hold`, which removes it at a signal: a signal in between would leave the file
    // behind.
    const file = openLockFile(path, shown, what);
    try {
      if (!tryLock(system, file, shown)) {
        const holder = await readHolder(path);
        throw new LockedError(text`${what} ${shown} is in use by ${describe(holder)}; ${instead}`, holder);
      }
      // The previous holder may just have removed the file; then this lock is worthless.
      if (isSame(file, path)) return hold(file, path);
      closeSync(file);
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }
}

function openLockFile(path: string, shown: string, what: Locked['what']): number {
  try {
    return openSync(path, FLAGS, 0o600);
  } catch (error) {
    throw new CannotWrite(shown, text`cannot write ${what} ${shown}: ${(error as Error).message}`);
  }
}

/** Follows no symbolic link, which could lead to any file. */
const FLAGS = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);

/** @throws UserError when what has the name of a lock is something else, which must not be lost */
async function refuseOthers(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (!found) return;
  const isOwn = found.isFile() && (found.size === 0 || (await isLockFile(path)));
  if (isOwn) return;
  throw new OutputExists(path, `${path} is not a lock file of giemsa and would be overwritten; move it`);
}

/** Windows lets nobody look into one that is held. */
async function isLockFile(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => OWN_BEGIN);
  return text.startsWith(OWN_BEGIN);
}

const OWN_BEGIN = '{"process":';

function hold(file: number, path: string): Lock {
  const stay = onInterruption(() => rmSync(path, { force: true }));
  const holder: LockHolder = { process: process.pid, host: hostname(), since: new Date().toISOString() };
  try {
    ftruncateSync(file, 0);
    writeSync(file, `${JSON.stringify(holder)}\n`);
  } catch {
    // On a full disk the lock is still held.
  }
  return {
    release: async () => {
      // While the lock is held, so that nobody else's file is removed, and without a pause, because a signal
      // may come in between.
      try {
        rmSync(path, { force: true });
      } catch {
        // A lock that nobody holds; the next process takes it.
      }
      stay();
      closeSync(file);
    },
  };
}

/** Windows keeps others from reading what is locked: there it is a byte behind the end. macOS locks whole files only. */
const RANGE: [] | [number, number] = process.platform === 'win32' ? [2 ** 40, 1] : [];

type SystemLocks = typeof import('fs-native-extensions');

/** Loaded here, so that code without locks also runs where locks are not available. */
const locksOfSystem = (shown: string): Promise<SystemLocks> =>
  import('fs-native-extensions').catch((error: Error) => {
    throw new CannotWrite(
      shown,
      `giemsa does not support file locks on ${process.platform} ${process.arch}: ${error.message}`,
    );
  });

function tryLock(system: SystemLocks, file: number, shown: string): boolean {
  try {
    return system.tryLock(file, ...RANGE);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CannotWrite(
      shown,
      `the file system of ${shown} cannot lock files (${code ?? message}), so two processes could overwrite each other; ` +
        'choose a folder on a local disk, or a network share with locks (NFS 4, SMB)',
    );
  }
}

function isSame(file: number, path: string): boolean {
  const opened = fstatSync(file, { bigint: true });
  const there = statSync(path, { bigint: true, throwIfNoEntry: false });
  return opened.ino === there?.ino && opened.dev === there.dev;
}

async function readHolder(path: string): Promise<LockHolder | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

const describe = (holder: LockHolder | undefined): string =>
  holder === undefined
    ? 'another process'
    : `another process (${holder.process} on ${holder.host}, since ${holder.since.slice(0, 19).replace('T', ' ')} UTC)`;

/** Removes a folder and those above it up to the first that was made, as far as they are empty. */
/** As {@link removeEmpty}, for a process that ends. */
function removeEmptyNow(folder: string, firstMade: string | undefined): void {
  if (firstMade === undefined) return;
  try {
    for (let path = resolve(folder); path.length >= firstMade.length; path = dirname(path)) rmdirSync(path);
  } catch {
    // Something was put into it.
  }
}

async function removeEmpty(folder: string, firstMade: string | undefined): Promise<void> {
  if (firstMade === undefined) return;
  for (let path = resolve(folder); path.length >= firstMade.length; path = dirname(path)) {
    const isGone = await rmdir(path).then(
      () => true,
      () => false,
    );
    if (!isGone) return;
  }
}
