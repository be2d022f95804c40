import { adoptionNeeds } from '@giemsa/core/internal/adopting/needs';
import { LOOSE } from '@giemsa/core/internal/answer/patients-of-files';
import { labelledCells } from '@giemsa/core/internal/collecting/smear-source';
import { blankFilms, measureBackground, splitFilms } from '@giemsa/core/internal/smear/blank-films';
import { CLASS_OF } from '@giemsa/core/internal/smear/labels/cell-labels';
import { tellMixed } from '@giemsa/core/internal/smear/mixed-fields';
import { calibrationLimits } from '@giemsa/core/smear';
import type { ModelRegistry } from '../models/registry.js';
import { openSmear, type SmearBatch } from '../smears/open-smear.js';
import { type CorrectedField, type ReadPatient, readPatients } from '../smears/read-smears.js';
import type { Tables } from '../storage/database.js';
import { readFields } from '../storage/fields.js';

/** What persons did with the fields of a batch, in numbers. */
export interface Corrected {
  /** At which a person has looked. */
  readonly fields: number;
  /** Of these, those that a person corrected as a whole. */
  readonly wholeFields: number;
  readonly patients: number;
  /** Cells that a person stands for. */
  readonly infected: number;
  readonly uninfected: number;
  readonly corrections: number;
}

/** What stands against a task, and what its result will not tell. */
export interface Needs {
  readonly missing: readonly string[];
  readonly notes: readonly string[];
}

interface LookedAt {
  readonly patient: string;
  readonly picture: CorrectedField['picture'];
  readonly corrections: number;
  readonly isWhole: boolean;
  readonly infected: number;
  readonly uninfected: number;
}

/** Patients of a batch with their fields as they stand: all of these, or those at which a person has looked. */
export async function patientsOf(
  tables: Tables,
  registry: ModelRegistry,
  batch: SmearBatch,
  which: 'all' | 'looked at' = 'all',
): Promise<ReadPatient[]> {
  const { rules } = await openSmear(tables, registry, batch);
  return readPatients(await readFields(tables, batch.id, which), rules);
}

/** Fields that `giemsa collect` would take. */
const lookedAt = (patients: readonly ReadPatient[]): LookedAt[] =>
  patients.flatMap(({ patient, fields }) =>
    fields.flatMap(({ picture, field, edits, mark }) => {
      if (!field || field.problem !== null) return [];
      // Only what persons stand for is counted, so the decision on the others does not matter.
      const cells = labelledCells(field.cells, mark, { threshold: 1, unsureHalfWidth: 0 });
      if (!cells) return [];
      const of = (name: string) => cells.filter(({ type }) => CLASS_OF[type] === name).length;
      const counts = { infected: of('Parasitized'), uninfected: of('Uninfected') };
      return [{ patient, picture, corrections: edits.length, isWhole: mark !== undefined, ...counts }];
    }),
  );

function countsOf(fields: readonly LookedAt[]): Corrected {
  const sum = (key: 'infected' | 'uninfected' | 'corrections') =>
    fields.reduce((total, field) => total + field[key], 0);
  return {
    fields: fields.length,
    wholeFields: fields.filter(({ isWhole }) => isWhole).length,
    patients: new Set(fields.map(({ patient }) => patient)).size,
    ...{ infected: sum('infected'), uninfected: sum('uninfected'), corrections: sum('corrections') },
  };
}

export const correctedOf = (patients: readonly ReadPatient[]): Corrected => countsOf(lookedAt(patients));

/** A batch by its name, with its patients. */
export interface NamedPatients {
  readonly name: string;
  readonly patients: readonly ReadPatient[];
}

/** Whether a model can be adapted on what persons corrected in some batches, before anything is computed. */
export function needsOfAdoption(batches: readonly NamedPatients[]): Corrected & Needs {
  const fields = batches.flatMap(({ patients }) => lookedAt(patients));
  const corrected = countsOf(fields);
  const { missing, notes } = adoptionNeeds({
    ...{ fields: corrected.fields, infected: corrected.infected, uninfected: corrected.uninfected },
    patients: new Set(fields.flatMap(({ patient }) => (patient === LOOSE ? [] : [patient]))).size,
    hasUnknownPatients: fields.some(({ patient }) => patient === LOOSE),
  });
  return { ...corrected, missing: [...missing, ...twice(batches, fields)], notes };
}

/** One picture in two batches would be learned from and tested on. */
function twice(batches: readonly NamedPatients[], fields: readonly LookedAt[]): string[] {
  const first = new Map<string, LookedAt>();
  for (const field of fields) {
    const before = first.get(field.picture.sha256);
    if (before) {
      const names = [before, field].map(
        ({ picture }) => `${picture.name} of ${ownerOf(batches, picture.id)}`,
      );
      return [`${names.join(' and ')} are the same picture: choose only one of these batches`];
    }
    first.set(field.picture.sha256, field);
  }
  return [];
}

const ownerOf = (batches: readonly NamedPatients[], picture: string): string =>
  batches.find(({ patients }) =>
    patients.some(({ fields }) => fields.some((field) => field.picture.id === picture)),
  )!.name;

/** What a calibration would be measured on. */
export interface Blanks {
  readonly fields: number;
  readonly patients: number;
  readonly cells: number;
}

/** What a calibration on some batches would not tell, before anything is computed. Patients of one name in several batches are one. */
export function needsOfCalibration(
  batches: readonly NamedPatients[],
  model: { readonly namesPatients: boolean },
): Blanks & Needs {
  const byPatient = new Map<string, ReadPatient['smear']>();
  for (const { smear } of batches.flatMap(({ patients }) => patients)) {
    const before = byPatient.get(smear.patient);
    const fields = [...(before?.fields ?? []), ...smear.fields];
    byPatient.set(smear.patient, { ...smear, fields });
  }
  const smears = [...byPatient.values()];
  const films = blankFilms(smears);
  const counts = {
    fields: films.reduce((sum, film) => sum + film.fields, 0),
    patients: films.length,
    cells: films.reduce((sum, film) => sum + film.cells.length, 0),
  };
  if (counts.fields < 2) {
    return { ...counts, missing: [`${counts.fields} fields can be used; 2 or more are needed`], notes: [] };
  }
  const { measuring } = splitFilms(films, smears);
  const background = measureBackground(measuring, 1);
  const limits = calibrationLimits({
    ...{ background, sensitivity: null },
    training_fields: model.namesPatients ? [] : null,
  });
  return { ...counts, missing: [], notes: [...limits, ...tellMixed(smears)] };
}
