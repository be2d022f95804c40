import type { Tables } from './database.js';
import { corrections, type VERDICTS } from './schema.js';

export type Correction = typeof corrections.$inferSelect;

export async function addCorrection(
  tables: Tables,
  correction: {
    pictureId: string;
    verdict: (typeof VERDICTS)[number];
    label: string | null;
    reviewer: string;
  },
): Promise<Correction> {
  return (await tables.insert(corrections).values(correction).returning())[0]!;
}
