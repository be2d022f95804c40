import { counted } from '../counted.js';
import { FEWEST_GROUPS, whyByField } from './parts.js';

/** Corrected fields that a model may be adapted on, in numbers. */
export interface AdoptionMaterial {
  readonly fields: number;
  /** Known ones. */
  readonly patients: number;
  /** Whether the patient of some field is not known. */
  readonly hasUnknownPatients: boolean;
  /** Cells that a person stands for. */
  readonly infected: number;
  readonly uninfected: number;
}

/** What stands against an adoption, and what its result will not tell, in sentences. */
export interface AdoptionNeeds {
  readonly missing: readonly string[];
  readonly notes: readonly string[];
}

const ENOUGH_FIELDS = 20;

/** What is known before an adoption begins; the same rules as in it. */
export function adoptionNeeds(material: AdoptionMaterial): AdoptionNeeds {
  const { fields, patients, hasUnknownPatients, infected, uninfected } = material;
  const missing: string[] = [];
  const notes: string[] = [];
  if (fields < FEWEST_GROUPS) {
    missing.push(
      `${counted(fields, 'corrected field')}; at least ${FEWEST_GROUPS} are needed, better ${ENOUGH_FIELDS}`,
    );
  }
  if (uninfected === 0)
    missing.push(
      'no healthy red cell is labelled: look at all cells of some fields, and mark these as corrected',
    );
  if (missing.length > 0) return { missing, notes };
  if (fields < ENOUGH_FIELDS) notes.push(`${fields} fields are few; better ${ENOUGH_FIELDS}`);
  if (hasUnknownPatients || patients < FEWEST_GROUPS) notes.push(whyByField(hasUnknownPatients, patients));
  if (infected === 0) {
    notes.push(
      'no infected cell is labelled: how many infected cells of this microscope are found is then measured with drawn parasites only',
    );
  }
  return { missing, notes };
}
