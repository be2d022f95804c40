import { basename } from 'node:path';
import type { LabelledField as Labelled } from '@giemsa/core/internal/smear/labelled-fields';
import { readLabelledFields } from '@giemsa/core/internal/smear/labelled-fields';
import type { LabelledObject } from '@giemsa/core/internal/smear/match-boxes';
import { readSecondReading } from './smear-second-reading.js';

/** A field with its labels. */
export interface LabelledField extends Labelled {
  /** Red cells that the labels lack and a second reading found. */
  readonly added: readonly LabelledObject[];
}

/** Fields in IML-Malaria's form. @param half `first` or `second` half of them by their order; both when left out */
export async function readFields(folder: string, half?: string): Promise<LabelledField[]> {
  const secondReading = await readSecondReading();
  const fields = await readLabelledFields(folder, half);
  return fields.map((field) => ({ ...field, added: secondReading.get(basename(field.file)) ?? [] }));
}
