import type { ApiFieldEdit } from '@giemsa/server';
import { listed } from '../parts/format.js';
import { texts } from '../texts.js';

/**
 * Takes back what this reader said about a cell; where only others said something, that is asked for by their names.
 * @param by all whose corrections of the cell stand
 */
export function takeBack(
  cell: number,
  by: readonly string[],
  reviewer: string,
  onEdit: (edit: ApiFieldEdit) => void,
): void {
  if (by.includes(reviewer)) onEdit({ action: 'take back', cell });
  else if (reviewer === '' || window.confirm(texts.field.againstOthers({ id: cell, others: listed(by) }))) {
    onEdit({ action: 'restore', cell });
  }
}
