import { openFile, writeParts } from './opfs.js';

// What '#files' stands for in browsers: paths are those of the origin private file system.

/** @throws Error when there is no such file */
export async function readBytes(path: string): Promise<Uint8Array> {
  const file = await openFile(path);
  if (!file) throw new Error(`${path} is not in the storage of this site`);
  return new Uint8Array(await file.arrayBuffer());
}

/** The name always stands for a whole file. */
export const writeBytes = (path: string, bytes: Uint8Array): Promise<void> =>
  writeParts(path, [bytes as Uint8Array<ArrayBuffer>]);
