import type { ApiCell } from '@giemsa/server';

/** The surest infected first; what is not counted last. */
export const inOrder = (cells: readonly ApiCell[]): ApiCell[] =>
  cells.toSorted(
    (a, b) =>
      Number(b.call === 'infected') - Number(a.call === 'infected') ||
      (b.probability ?? -1) - (a.probability ?? -1) ||
      a.id - b.id,
  );
