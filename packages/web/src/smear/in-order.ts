import { seenIn } from '@giemsa/core/internal/answer/cell-style';
import type { ApiCell, ApiField } from '@giemsa/server';

/** The surest infected first, then what is seen infected and not counted; what else is not counted last. */
export const inOrder = (cells: readonly ApiCell[]): ApiCell[] =>
  cells.toSorted(
    (a, b) =>
      Number(b.call === 'infected') - Number(a.call === 'infected') ||
      Number(seenIn(b).length > 0) - Number(seenIn(a).length > 0) ||
      (b.probability ?? -1) - (a.probability ?? -1) ||
      a.id - b.id,
  );

/** Near the threshold, and nobody has said anything about it. */
const isOpen = ({ unsure, reviewer, looked }: ApiCell) =>
  unsure === true && reviewer === null && looked === null;

/** The next unsure cell after the chosen one; undefined after the last. */
export function nextUnsure(
  { cells }: Pick<ApiField, 'cells'>,
  selected: number | undefined,
): ApiCell | undefined {
  const order = inOrder(cells);
  return order.slice(order.findIndex(({ id }) => id === selected) + 1).find(isOpen);
}

/** Another field of the patient with unsure cells: the next one, else from the first; this one where only earlier cells of it are left. */
export function fieldWithUnsure({ id, cells, patient: { fields } }: ApiField): string | undefined {
  const at = fields.findIndex((field) => field.id === id);
  const others = [...fields.slice(at + 1), ...fields.slice(0, at)];
  const other = others.find(({ counts }) => (counts?.unsure ?? 0) > 0);
  return other?.id ?? (cells.some(isOpen) ? id : undefined);
}
