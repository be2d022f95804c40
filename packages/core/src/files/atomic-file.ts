import { writeAtomically } from '@giemsa/nn';

/**
 * Writes a file so that it is either whole or not there: to a temporary name in the same folder, then renamed.
 * Folders on the way are made.
 * @throws the error of the file system, which names `path`; the temporary file is gone then.
 */
export const writeFileAtomic = (path: string, ...parts: (string | Uint8Array)[]): Promise<void> =>
  writeAtomically(path, async (file) => {
    for (const part of parts) await file.writeFile(part);
  });
