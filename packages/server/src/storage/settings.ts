import { asc, eq } from 'drizzle-orm';
import { type BatchSetting, batchSettings } from './batch-tables.js';
import type { Tables } from './database.js';
import { batches } from './schema.js';

/** A setting with who set it, and when. */
export type SetByPerson = typeof batchSettings.$inferSelect;

/** What holds for a batch now. */
export interface HeldSettings {
  /** The threshold that a person chose; undefined for the model's own, or its calibration's. */
  readonly threshold: (Signed & { readonly value: number }) | undefined;
  /** Red cells or haematocrit by patient; `null` is all patients that have none of their own. */
  readonly blood: ReadonlyMap<string | null, Signed & Blood>;
}

interface Signed {
  readonly by: string;
  readonly at: Date;
}

interface Blood {
  readonly redCells: number | null;
  readonly haematocrit: string | null;
}

export async function addSetting(
  tables: Tables,
  row: { batchId: string; patient: string | null; setting: BatchSetting; setBy: string },
): Promise<void> {
  const { setting, batchId } = row;
  if (setting.setting !== 'name') {
    await tables.insert(batchSettings).values(row);
    return;
  }
  await tables.transaction(async (transaction) => {
    await transaction.update(batches).set({ name: setting.name }).where(eq(batches.id, batchId));
    await transaction.insert(batchSettings).values(row);
  });
}

/** All that was ever set for a batch, in order. */
export const readSettings = (tables: Tables, batchId: string): Promise<SetByPerson[]> =>
  tables
    .select()
    .from(batchSettings)
    .where(eq(batchSettings.batchId, batchId))
    .orderBy(asc(batchSettings.id));

/** The last of each kind; what was set back to the original is not there. */
export function heldSettings(rows: readonly SetByPerson[]): HeldSettings {
  let threshold: HeldSettings['threshold'];
  const blood = new Map<string | null, Signed & Blood>();
  for (const { patient, setting, setBy: by, createdAt: at } of rows) {
    if (setting.setting === 'threshold') {
      threshold = setting.threshold === null ? undefined : { value: setting.threshold, by, at };
    } else if (setting.setting === 'blood') {
      const { redCells, haematocrit } = setting;
      if (redCells === null && haematocrit === null) blood.delete(patient);
      else blood.set(patient, { redCells, haematocrit, by, at });
    }
  }
  return { threshold, blood };
}
