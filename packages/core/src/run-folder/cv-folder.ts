import { z } from 'zod';
import { UnreadableFile } from '../errors/kinds.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { readIfThere } from '../files/exists.js';
import type { CvFolder } from '../files/run-paths.js';
import type { TrainingChoices } from '../recipes/choices.js';

const planSchema = z.object({
  created: z.string(),
  data: z.object({ folder: z.string(), fingerprint: z.string(), cells: z.number(), patients: z.number() }),
  folds: z.number().int().min(2),
  /** What every fold is trained with; of the seed the folds follow too. */
  choices: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
});

/** `cv.json`: what a cross-validation was started with. */
export type CvPlan = Omit<z.infer<typeof planSchema>, 'choices'> & { choices: TrainingChoices };

export const writePlan = ({ plan }: CvFolder, content: CvPlan): Promise<void> =>
  writeFileAtomic(plan, `${JSON.stringify(content, null, 2)}\n`);

/** @returns `undefined` when the folder holds no cross-validation. @throws UserError when its plan is damaged */
export async function readPlan({ plan }: CvFolder): Promise<CvPlan | undefined> {
  const text = (await readIfThere(plan))?.toString();
  if (text === undefined) return undefined;
  try {
    return planSchema.parse(JSON.parse(text)) as CvPlan;
  } catch (error) {
    throw new UnreadableFile(
      plan,
      `${plan} is damaged: ${(error as Error).message}. Start in another folder`,
    );
  }
}
