import { stat } from 'node:fs/promises';

/** Whether there is a file or folder of that path. */
export const exists = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;
