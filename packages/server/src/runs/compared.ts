import { readFile } from 'node:fs/promises';
import { writeFileAtomic } from '@giemsa/core/internal/files/atomic-file';
import { readIfThere } from '@giemsa/core/internal/files/exists';
import type { RunFolder } from '@giemsa/core/internal/files/run-paths';
import { PAIRED_FIGURES } from '@giemsa/core/internal/metrics/paired-figures';
import { z } from 'zod';

const value = z.object({ value: z.number(), ci95: z.array(z.number()).length(2).nullable() });
const side = z.object({ sha256: z.string(), threshold: z.number() });
const figure = z.object({ before: value, after: value, difference: value });

/** What came of a comparison; as `compareRun` gives it. */
const resultSchema = z.object({
  cells: z.number(),
  patients: z.number().nullable(),
  without_interval: z.enum(['patients not known', 'too few patients']).nullable(),
  figures: z.partialRecord(z.enum(PAIRED_FIGURES), figure),
  ...{ before: side, after: side },
  left_out: z.object({ trained_on: z.number(), unread: z.number() }),
  knows_training: z.boolean(),
});
const comparisonSchema = resultSchema.extend({ model: z.string(), made: z.string() });
const fileSchema = z.object({ format: z.literal('giemsa compared run 1'), with: z.array(comparisonSchema) });

/** A model beside the one of a training, on the same held-out cells. */
export interface Comparison extends z.infer<typeof comparisonSchema> {}

/** None where there is no such file, or it is of another form. */
export async function readCompared({ compared }: Pick<RunFolder, 'compared'>): Promise<Comparison[]> {
  const bytes = await readIfThere(compared);
  if (!bytes) return [];
  try {
    return fileSchema.parse(JSON.parse(bytes.toString())).with;
  } catch {
    return [];
  }
}

/** Keeps a result, in place of an earlier one with the same model. @param file that the comparison was written to */
export async function addComparison(run: RunFolder, model: string, file: string): Promise<void> {
  const result = resultSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const others = (await readCompared(run)).filter(({ before }) => before.sha256 !== result.before.sha256);
  const kept = { ...result, model, made: new Date().toISOString() };
  const content = { format: 'giemsa compared run 1', with: [kept, ...others] };
  await writeFileAtomic(run.compared, `${JSON.stringify(content, null, 2)}\n`);
}
