import type { ApiCell } from '@giemsa/server';

/** What a cell is drawn as; the legend lists them in this order. */
export const CELL_STYLES = [
  'infected',
  'infected-unsure',
  'unsure',
  'uninfected',
  'clump',
  'cut',
  'white-cell',
  'other',
] as const;
export type CellStyle = (typeof CELL_STYLES)[number];

export function styleOf({ kind, call, unsure, counted }: ApiCell): CellStyle {
  if (counted) return unsure ? (call === 'infected' ? 'infected-unsure' : 'unsure') : call!;
  if (kind === 'red cell') return 'cut';
  if (kind === 'white cell') return 'white-cell';
  return kind === 'clump' ? 'clump' : 'other';
}

/** The surest infected first; what is not counted last. */
export const inOrder = (cells: readonly ApiCell[]): ApiCell[] =>
  cells.toSorted(
    (a, b) =>
      Number(b.call === 'infected') - Number(a.call === 'infected') ||
      (b.probability ?? -1) - (a.probability ?? -1) ||
      a.id - b.id,
  );
