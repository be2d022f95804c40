import { visible } from '@giemsa/core/internal/visible';
import { wrapped } from '../terminal/wrapped.js';

const SHORTEST_FIRST_COLUMN = 12;
/** A longer last cell, such as a reason, stands below its row where a terminal is too narrow. */
const LONGEST_LAST_COLUMN = 20;

/**
 * Rows as aligned columns, the first row as their titles; numbers are on the right.
 * @param width of the terminal: longer rows lose the beginning of their first cell, and what of their last one still does not
 * fit stands below; nothing is cut when it is left out
 */
export function tableLines(cells: readonly (readonly string[])[], width?: number): string[] {
  const rows = cells.map((row) => row.map(visible));
  const columns = rows[0]!.length;
  const widths = Array.from({ length: columns }, (_, index) =>
    rows.reduce((widest, row) => Math.max(widest, row[index]!.length), 0),
  );
  const last = Math.min(widths.at(-1)!, LONGEST_LAST_COLUMN);
  const besideFirst = (gap: string) =>
    widths.slice(1, -1).reduce((sum, size) => sum + size + gap.length, last + gap.length);
  const narrowest = Math.min(widths[0]!, SHORTEST_FIRST_COLUMN) + besideFirst('  ');
  const gap = width !== undefined && narrowest > width ? ' ' : '  ';
  const others = besideFirst(gap);
  if (width !== undefined) {
    widths[0] = Math.min(widths[0]!, Math.max(SHORTEST_FIRST_COLUMN, width - others));
  }
  const lineOf = (row: readonly string[]) =>
    row
      .map((cell, index) => {
        const size = widths[index]!;
        const fitted = cell.length > size ? `…${cell.slice(cell.length - size + 1)}` : cell;
        return isNumber(rows[1]?.[index]) ? fitted.padStart(size) : fitted.padEnd(size);
      })
      .join(gap)
      .trimEnd();
  return rows.flatMap((row) => {
    const line = lineOf(row);
    if (width === undefined || line.length <= width) return [line];
    return [lineOf(row.slice(0, -1)), ...wrapped(`    ${row.at(-1)}`, width).split('\n')];
  });
}

/** The same as text. */
export const formatTable = (cells: readonly (readonly string[])[], width?: number): string =>
  tableLines(cells, width)
    .map((line) => `${line}\n`)
    .join('');

const isNumber = (text: string | undefined): boolean => text !== undefined && /^-?\d+(\.\d+)?$/.test(text);
