import { styleOf } from '@giemsa/core/internal/answer/cell-style';
import type { ApiCell } from '@giemsa/server';
import { useState } from 'react';
import { probabilityText } from '../parts/format.js';
import { texts } from '../texts.js';

type Column = 'cell' | 'class' | 'probability' | 'stage' | 'area' | 'reviewer';

const VALUES: Record<Column, (cell: ApiCell) => string | number | null> = {
  cell: ({ id }) => id,
  class: (cell) => texts.field.styles[styleOf(cell)],
  probability: ({ probability }) => probability,
  stage: ({ stage, call }) => (call === 'infected' && stage?.sure ? texts.field.stages[stage.name] : null),
  area: ({ area }) => Math.round(area),
  reviewer: ({ reviewer }) => reviewer,
};
const COLUMNS = Object.keys(VALUES) as Column[];

interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

/** What has no value comes last, whichever way it is sorted. */
export function sortedCells(cells: readonly ApiCell[], { column, descending }: Order): ApiCell[] {
  const value = VALUES[column];
  return cells.toSorted((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null) || one.id - other.id;
    const difference =
      typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
    return (descending ? -difference : difference) || one.id - other.id;
  });
}

interface CellListProps {
  cells: readonly ApiCell[];
  selected: number | undefined;
  onShow: (cell: number) => void;
}

/** All cells of the field as a table; a row leads to its cell in the picture. */
export function CellList(props: CellListProps) {
  const [isOpen, setOpen] = useState(false);
  const words = texts.field.list;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.title({ count: props.cells.length })}</summary>
      {isOpen && <Table {...props} />}
    </details>
  );
}

function Table({ cells, selected, onShow }: CellListProps) {
  const [order, setOrder] = useState<Order>({ column: 'probability', descending: true });
  const words = texts.field.list;
  const sortBy = (column: Column) =>
    setOrder((before) => ({
      column,
      descending: before.column === column ? !before.descending : column === 'probability',
    }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="scroll cell-list" tabIndex={0} aria-label={words.title({ count: cells.length })}>
      <table>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                aria-sort={order.column !== column ? 'none' : order.descending ? 'descending' : 'ascending'}
              >
                <button type="button" className="link" onClick={() => sortBy(column)}>
                  {words.columns[column]}
                  <span aria-hidden="true">
                    {order.column !== column ? '' : order.descending ? ' ▼' : ' ▲'}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sortedCells(cells, order).map((cell) => (
            <tr key={cell.id} className={cell.id === selected ? 'chosen' : ''}>
              {COLUMNS.map((column) =>
                column === 'cell' ? (
                  <th key={column} scope="row">
                    <button
                      type="button"
                      className="link"
                      aria-label={words.show({ id: cell.id })}
                      onClick={() => onShow(cell.id)}
                    >
                      {cell.id}
                    </button>
                  </th>
                ) : (
                  <td key={column}>
                    {column === 'probability' && cell.probability !== null
                      ? probabilityText(cell.probability)
                      : VALUES[column](cell)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
