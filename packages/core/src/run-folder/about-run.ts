import { z } from 'zod';
import { writeFileAtomic } from '../files/atomic-file.js';
import { readIfThere } from '../files/exists.js';
import type { RunFolder } from '../files/run-paths.js';

const FORMAT = 'giemsa run notes 1';
const schema = z.object({
  format: z.literal(FORMAT),
  /** What people call it; null for the name of its folder. */
  name: z.string().nullable(),
  note: z.string().nullable(),
  /** Who started it in the reading room, when, and on what, in words; null for one of the command line. */
  started: z.object({ by: z.string(), on: z.string(), at: z.string() }).nullable(),
});

/** What people note of a run. */
export interface AboutRun extends Omit<z.infer<typeof schema>, 'format'> {}

const NOTHING: AboutRun = { name: null, note: null, started: null };

/** Nothing where there is no such file, or it is of another form. */
export async function readAboutRun({ about }: Pick<RunFolder, 'about'>): Promise<AboutRun> {
  const bytes = await readIfThere(about);
  if (!bytes) return NOTHING;
  try {
    const { format: _, ...run } = schema.parse(JSON.parse(bytes.toString()));
    return run;
  } catch {
    return NOTHING;
  }
}

export const writeAboutRun = ({ about }: Pick<RunFolder, 'about'>, run: AboutRun): Promise<void> =>
  writeFileAtomic(about, `${JSON.stringify({ format: FORMAT, ...run }, null, 2)}\n`);
