import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { removeNow } from '@giemsa/nn';
import { CannotWrite, OutputExists } from '../errors/kinds.js';
import type { Text } from '../errors/text.js';
import { onInterruption } from './interruption.js';
import { lockBeside } from './lock.js';
import { checkOutputFolder } from './output.js';
import { naming } from './system-error.js';

/**
 * Fills a folder that is new or empty. It appears only when it is complete; a mistake, a signal or a full disk leaves nothing.
 * @param name of what needs the folder, for errors
 * @param fill writes into the folder that it is given, which becomes `directory`
 * @throws UserError when `directory` is not empty or cannot be written, or another process fills it; and what `fill` throws
 */
export async function fillNewFolder<Result>(
  name: Text,
  directory: string,
  fill: (temporary: string) => Promise<Result>,
): Promise<Result> {
  await checkOutputFolder(name, directory);
  const lock = await lockBeside(directory, {
    what: 'the folder',
    instead: 'wait for it, or name another folder',
  });
  try {
    await checkEmpty(directory);
    const temporary = `${resolve(directory)}.tmp`;
    const remains = onInterruption(() => removeNow(temporary));
    try {
      // What a killed process left.
      await rm(temporary, { recursive: true, force: true });
      await mkdir(temporary, { recursive: true });
      const result = await fill(temporary);
      await rmdir(directory).catch(() => undefined);
      await rename(temporary, directory);
      return result;
    } catch (error) {
      await rm(temporary, { recursive: true, force: true });
      throw naming(directory, error);
    } finally {
      remains();
    }
  } finally {
    await lock.release();
  }
}

async function checkEmpty(directory: string): Promise<void> {
  const found = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new CannotWrite(directory, `cannot write to ${directory}: ${error.message}`);
  });
  if (found.length > 0)
    throw new OutputExists(directory, `${directory} is not empty; name a new folder, or remove it first`);
}
