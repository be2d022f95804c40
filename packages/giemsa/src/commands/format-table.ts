import { visible } from '@giemsa/core/internal/terminal/visible';

const GAP = '  ';
const SHORTEST_FIRST_COLUMN = 12;

/**
 * Rows as aligned columns, the first row as their titles; numbers are on the right.
 * @param width of the terminal: longer rows lose the beginning of their first cell; nothing is cut when it is left out
 */
export function tableLines(cells: readonly (readonly string[])[], width?: number): string[] {
  const rows = cells.map((row) => row.map(visible));
  const columns = rows[0]!.length;
  const widths = Array.from({ length: columns }, (_, index) =>
    rows.reduce((widest, row) => Math.max(widest, row[index]!.length), 0),
  );
  const others = widths.slice(1).reduce((sum, size) => sum + size + GAP.length, 0);
  if (width !== undefined) {
    widths[0] = Math.min(widths[0]!, Math.max(SHORTEST_FIRST_COLUMN, width - others));
  }
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const size = widths[index]!;
        const fitted = cell.length > size ? `…${cell.slice(cell.length - size + 1)}` : cell;
        return isNumber(rows[1]?.[index]) ? fitted.padStart(size) : fitted.padEnd(size);
      })
      .join(GAP)
      .trimEnd(),
  );
}

/** The same as text. */
export const formatTable = (cells: readonly (readonly string[])[], width?: number): string =>
  tableLines(cells, width)
    .map((line) => `${line}\n`)
    .join('');

const isNumber = (text: string | undefined): boolean => text !== undefined && /^-?\d+(\.\d+)?$/.test(text);
