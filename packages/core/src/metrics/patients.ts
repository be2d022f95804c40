import type { Evaluation } from './evaluation.js';

/** The patients of an evaluation: their ids in natural order, and each cell's position in that list. */
export interface PatientIndex {
  ids: string[];
  /** Position in `ids` by cell. */
  ofCell: Uint32Array;
}

/** Patients of the cells, or null unless every cell has one: a partial list would make a biased interval. */
export function patientIndex({ cells }: Evaluation): PatientIndex | null {
  if (cells.some(({ patient }) => patient === undefined)) return null;
  const ids = [...new Set(cells.map(({ patient }) => patient!))].sort(
    new Intl.Collator('en', { numeric: true }).compare,
  );
  const positions = new Map(ids.map((id, position) => [id, position]));
  return { ids, ofCell: Uint32Array.from(cells, ({ patient }) => positions.get(patient!)!) };
}

/** How many of each patient's cells fulfil a condition. */
export function countByPatient({ ids, ofCell }: PatientIndex, holds: (cell: number) => boolean): Uint32Array {
  const counts = new Uint32Array(ids.length);
  ofCell.forEach((patient, cell) => {
    if (holds(cell)) counts[patient]!++;
  });
  return counts;
}
