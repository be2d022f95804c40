import { FOLDERS, type PatientRule } from '@giemsa/core/internal/answer/patients-of-files';
import { asc, eq } from 'drizzle-orm';
import { type BatchSetting, batchSettings, type Detail } from './batch-tables.js';
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
  readonly sorting: Sorting;
  /** What is noted of patients. */
  readonly details: ReadonlyMap<string, Signed & { readonly details: readonly Detail[] }>;
  /** Codes that patients had before. */
  readonly former: ReadonlyMap<string, readonly string[]>;
}

/** By what the files of a batch are told apart into patients. */
export interface Sorting {
  readonly rule: PatientRule;
  /** Who chose the rule; undefined where nobody did. */
  readonly ruled: Signed | undefined;
  /** Patients that persons gave to files, by the file's name. */
  readonly said: ReadonlyMap<string, Signed & { readonly patient: string }>;
}

/** Of which patient each file is that persons spoke of, by the file's name. */
export const saidPatients = ({ said }: Sorting): ReadonlyMap<string, string> =>
  new Map([...said].map(([name, { patient }]) => [name, patient]));

interface Signed {
  readonly by: string;
  readonly at: Date;
}

interface Blood {
  readonly redCells: number | null;
  readonly haematocrit: string | null;
}

/** @param check throws where something speaks against it: nobody answers meanwhile */
export async function addSetting(
  tables: Tables,
  row: { batchId: string; patient: string | null; setting: BatchSetting; setBy: string },
  check: (transaction: Tables) => Promise<void> = async () => undefined,
): Promise<void> {
  const { setting, batchId } = row;
  const inBatch =
    setting.setting === 'name'
      ? { name: setting.name }
      : setting.setting === 'blind' && { blind: setting.blind };
  if (!inBatch) {
    await tables.insert(batchSettings).values(row);
    return;
  }
  await tables.transaction(async (transaction) => {
    await transaction.select({ id: batches.id }).from(batches).where(eq(batches.id, batchId)).for('update');
    await check(transaction);
    await transaction.update(batches).set(inBatch).where(eq(batches.id, batchId));
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
  let rule: Pick<Sorting, 'rule' | 'ruled'> = { rule: FOLDERS, ruled: undefined };
  const blood = new Map<string | null, Signed & Blood>();
  const details = new Map<string, Signed & { details: readonly Detail[] }>();
  const said = new Map<string, Signed & { patient: string }>();
  const former = new Map<string, readonly string[]>();
  for (const { patient, setting, setBy: by, createdAt: at } of rows) {
    if (setting.setting === 'threshold') {
      threshold = setting.threshold === null ? undefined : { value: setting.threshold, by, at };
    } else if (setting.setting === 'blood') {
      const { redCells, haematocrit } = setting;
      if (redCells === null && haematocrit === null) blood.delete(patient);
      else blood.set(patient, { redCells, haematocrit, by, at });
    } else if (setting.setting === 'details') {
      details.set(patient!, { details: setting.details, by, at });
    } else if (setting.setting === 'patients') {
      rule = { rule: { from: setting.from, pattern: setting.pattern }, ruled: { by, at } };
    } else if (setting.setting === 'files') {
      const { files, patient: code, renamed } = setting;
      for (const file of files) {
        if (code === null) said.delete(file);
        else said.set(file, { patient: code, by, at });
      }
      if (code === null || renamed === null) continue;
      for (const known of [blood, details] as Map<string, unknown>[]) rename(known, renamed, code);
      former.set(code, [...(former.get(renamed) ?? []), renamed]);
      former.delete(renamed);
    }
  }
  return { threshold, blood, details, former, sorting: { ...rule, said } };
}

function rename(known: Map<string, unknown>, from: string, to: string): void {
  const value = known.get(from);
  if (value !== undefined && !known.has(to)) known.set(to, value);
  known.delete(from);
}
