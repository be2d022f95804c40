import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { writeFileAtomic } from '../files/atomic-file.js';
import { readIfThere } from '../files/exists.js';
import type { RunFolder } from '../files/run-paths.js';

const FORMAT = 'giemsa published run 1';
const schema = z.object({
  format: z.literal(FORMAT),
  /** Of the model that was published: one that was trained since is another one. */
  sha256: z.string(),
  by: z.string(),
  at: z.string(),
});

/** Who decided that the model of a run may be used, and when. */
export interface PublishedRun extends Omit<z.infer<typeof schema>, 'format'> {}

/** Undefined where nobody published the run, or the file is of another form. */
export async function readPublishedRun({
  published,
}: Pick<RunFolder, 'published'>): Promise<PublishedRun | undefined> {
  const bytes = await readIfThere(published);
  if (!bytes) return undefined;
  try {
    const { format: _, ...run } = schema.parse(JSON.parse(bytes.toString()));
    return run;
  } catch {
    return undefined;
  }
}

export const publishRun = ({ published }: Pick<RunFolder, 'published'>, run: PublishedRun): Promise<void> =>
  writeFileAtomic(published, `${JSON.stringify({ format: FORMAT, ...run }, null, 2)}\n`);

/** The model is not offered any more; what it has read stays. */
export const withdrawRun = ({ published }: Pick<RunFolder, 'published'>): Promise<void> =>
  rm(published, { force: true });
