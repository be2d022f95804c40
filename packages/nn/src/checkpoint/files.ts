import { readFile } from 'node:fs/promises';
import { writeAtomically } from './atomic-file.js';

// What '#files' stands for in Node.js; in browsers it is files-web.ts.

export const readBytes = (path: string): Promise<Uint8Array> => readFile(path);

/** Under a temporary name first. */
export const writeBytes = (path: string, bytes: Uint8Array): Promise<void> =>
  writeAtomically(path, (file) => file.writeFile(bytes));
