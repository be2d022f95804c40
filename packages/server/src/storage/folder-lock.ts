import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from 'giemsa';

/**
 * Marks a folder as in use by this process; a mark that a killed process left is taken over.
 * @returns what takes the mark away
 * @throws UserError when another process that runs uses it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'server.pid');
  const owner = Number(await readFile(path, 'utf8').catch(() => '0'));
  if (owner > 0 && owner !== process.pid && runs(owner)) {
    throw new UserError(
      `${folder} is in use by the process ${owner}; stop it, choose another --data folder, or share a PostgreSQL by --database`,
    );
  }
  await writeFile(path, String(process.pid));
  return () => rm(path, { force: true });
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
