import { seenIn } from '@giemsa/core/internal/answer/cell-style';
import type { ApiCell } from '@giemsa/server';

/** The surest infected first, then what is seen infected and not counted; what else is not counted last. */
export const inOrder = (cells: readonly ApiCell[]): ApiCell[] =>
  cells.toSorted(
    (a, b) =>
      Number(b.call === 'infected') - Number(a.call === 'infected') ||
      Number(seenIn(b).length > 0) - Number(seenIn(a).length > 0) ||
      (b.probability ?? -1) - (a.probability ?? -1) ||
      a.id - b.id,
  );
