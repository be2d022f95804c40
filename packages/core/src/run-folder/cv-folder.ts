import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UnreadableFile } from '../errors/kinds.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import type { TrainingChoices } from '../recipes/choices.js';
import { RunFolder } from './run-folder.js';

const planSchema = z.object({
  created: z.string(),
  data: z.object({ folder: z.string(), fingerprint: z.string(), cells: z.number(), patients: z.number() }),
  folds: z.number().int().min(2),
  /** What every fold is trained with; of the seed the folds follow too. */
  choices: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
});

/** `cv.json`: what a cross-validation was begun with. */
export type CvPlan = Omit<z.infer<typeof planSchema>, 'choices'> & { choices: TrainingChoices };

/** The names in the folder of a cross-validation. */
export class CvFolder {
  readonly plan: string;
  readonly metrics: string;
  readonly predictions: string;
  readonly report: string;

  constructor(readonly path: string) {
    this.plan = join(path, 'cv.json');
    this.metrics = join(path, 'metrics.json');
    this.predictions = join(path, 'predictions.csv');
    this.report = join(path, 'report.html');
  }

  /** The run folder of a fold, counted from 1. */
  fold(number: number): RunFolder {
    return new RunFolder(join(this.path, `fold-${number}`));
  }
}

export const writePlan = ({ plan }: CvFolder, content: CvPlan): Promise<void> =>
  writeFileAtomic(plan, `${JSON.stringify(content, null, 2)}\n`);

/** @returns `undefined` when the folder holds no cross-validation. @throws UserError when its plan is damaged */
export async function readPlan({ plan }: CvFolder): Promise<CvPlan | undefined> {
  const text = await readFile(plan, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return planSchema.parse(JSON.parse(text)) as CvPlan;
  } catch (error) {
    throw new UnreadableFile(
      plan,
      `${plan} is damaged: ${(error as Error).message}. Begin in another folder`,
    );
  }
}
