// Files in the origin private file system of a browser: they belong to the site, stay when the tab is closed, and no other site
// sees them. Paths are as in Node.js, without a root: `run/checkpoint/last.safetensors`.

/** @returns null when there is no such file */
export async function openFile(path: string): Promise<File | null> {
  try {
    const { folder, name } = await parentOf(path, false);
    return await (await folder.getFileHandle(name)).getFile();
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') return null;
    throw error;
  }
}

/**
 * Writes a file, whose name always stands for a whole one: the browser puts the new one into the place of the old one at the end.
 * Folders that are missing are made.
 * @param parts one after another
 * @throws Error when the browser gives the page no more storage; a file that had this name before is untouched
 */
export async function writeParts(path: string, parts: Iterable<FileSystemWriteChunkType>): Promise<void> {
  const { folder, name } = await parentOf(path, true);
  const handle = await folder.getFileHandle(name, { create: true });
  if (!('createWritable' in handle))
    throw new Error(
      `${path} cannot be written: this browser has no createWritable (Chrome 86, Firefox 111, Safari 26 have it).`,
    );
  const file = await handle.createWritable();
  try {
    for (const part of parts) await file.write(part);
    await file.close();
  } catch (error) {
    await file.abort().catch(() => undefined);
    throw explainFullStorage(path, error);
  }
}

/** Gives a whole file a second name too, by a copy. Nothing happens when there is no such file. */
export async function copyFile(from: string, to: string): Promise<void> {
  const file = await openFile(from);
  if (file) await writeParts(to, [file]);
}

async function parentOf(path: string, create: boolean) {
  if (!navigator.storage?.getDirectory)
    throw new Error(
      `${path}: this page has no storage of its own. It needs HTTPS (or localhost), and no private window.`,
    );
  const steps = path.split('/').filter((step) => step !== '');
  const name = steps.pop();
  if (name === undefined) throw new RangeError(`"${path}" is no path of a file`);
  let folder = await navigator.storage.getDirectory();
  for (const step of steps) folder = await folder.getDirectoryHandle(step, { create });
  return { folder, name };
}

function explainFullStorage(path: string, error: unknown): unknown {
  if ((error as Error).name !== 'QuotaExceededError') return error;
  return new Error(
    `The browser gives this page no more storage: ${path} could not be written. Earlier files are untouched. ` +
      'Free disk space, or remove data of this site, and try again.',
    { cause: error },
  );
}
