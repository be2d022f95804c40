import type { SmearCalibration } from '@giemsa/core/smear';
import { and, asc, desc, eq } from 'drizzle-orm';
import type { Tables } from './database.js';
import { calibrations } from './schema.js';

export type KeptCalibration = typeof calibrations.$inferSelect;

export async function addCalibration(
  tables: Tables,
  values: Omit<typeof calibrations.$inferInsert, 'createdAt'>,
): Promise<void> {
  await tables.insert(calibrations).values(values);
}

/** The newest of a microscope with a model. */
export async function findCalibration(
  tables: Tables,
  microscope: string,
  modelSha256: string,
): Promise<SmearCalibration | undefined> {
  const [row] = await tables
    .select({ calibration: calibrations.calibration })
    .from(calibrations)
    .where(and(eq(calibrations.microscope, microscope), eq(calibrations.modelSha256, modelSha256)))
    .orderBy(desc(calibrations.id))
    .limit(1);
  return row?.calibration;
}

/** The newest of each microscope with each model, by the microscope's name. */
export async function listCalibrations(tables: Tables): Promise<KeptCalibration[]> {
  return tables
    .selectDistinctOn([calibrations.microscope, calibrations.modelSha256])
    .from(calibrations)
    .orderBy(asc(calibrations.microscope), asc(calibrations.modelSha256), desc(calibrations.id));
}
