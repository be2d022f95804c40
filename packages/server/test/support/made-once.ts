import { mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/**
 * What all test files of one call of vitest share: the first one that needs it makes it, the others wait.
 * @param make writes it to the path that it is given
 * @returns its path
 */
export async function madeOnce(
  shared: string,
  name: string,
  make: (path: string) => Promise<void>,
): Promise<string> {
  const [made, making] = [join(shared, name), join(shared, `${name}-being-made`)];
  if (await isThere(made)) return made;
  if (await isFirst(`${making}.lock`)) {
    await make(making);
    await rename(making, made);
  }
  for (let tries = 0; !(await isThere(made)); tries++) {
    if (tries > 500) throw new Error(`another test file did not finish ${name}`);
    await setTimeout(100);
  }
  return made;
}

export const isThere = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;

const isFirst = (folder: string): Promise<boolean> =>
  mkdir(folder).then(
    () => true,
    () => false,
  );
