import { UnreadableFile } from '../errors/kinds.js';
import type { UserError } from '../errors/user-error.js';
import { toCsv } from '../files/csv.js';
import { type CsvRow, parseNumber } from '../files/csv-table.js';
import type { SmearField } from './analyse-field.js';
import {
  boxOf,
  CELL_CLASSES,
  type CellClass,
  type FieldEdit,
  LOOKS,
  type Look,
  nextCell,
  type SignedEdit,
} from './edit-field.js';
import type { Box, Outline } from './find/cell-finder.js';
import { fieldChecksum } from './tables.js';

/** A field as it was found, with what persons said about it. */
export interface EditedField {
  readonly patient: string;
  readonly file: string;
  readonly sha256: string | undefined;
  readonly found: SmearField | undefined;
  readonly edits: readonly SignedEdit[];
}

/** One correction in a `corrections.csv`, with the place of its cell. */
export interface PlacedEdit extends SignedEdit {
  /** In the table, counted from 1. */
  readonly line: number;
  readonly file: string;
  /** Of the field's content, as in `field_checksum`. */
  readonly checksum: string | undefined;
  /** The cell's number in the table; an added cell's own. */
  readonly cell: number;
  /** Where it was found, or added: left, top, width, height. */
  readonly box: Box;
}

const HEADER = [
  ...['patient', 'file', 'cell', 'action', 'class', 'reviewer', 'reviewed_at', 'probability_infected'],
  ...['x', 'y', 'width', 'height', 'outline', 'field_checksum'],
];

/**
 * A `corrections.csv`: all corrections of all persons, in order, including removed cells and undone
 * corrections.
 */
export function correctionsCsv(fields: readonly EditedField[]): string {
  return toCsv([HEADER, ...fields.flatMap(rowsOf)]);
}

function rowsOf({ patient, file, sha256, found, edits }: EditedField): (string | number)[][] {
  const boxes = new Map(found?.cells.map(({ id, box }) => [id, box]));
  let next = found ? nextCell(found) : 1;
  return edits.map(({ edit, reviewer, created }) => {
    if (isOfPerson(edit)) {
      const nowhere = ['', '', '', '', '', ''];
      return [patient, file, '', edit.action, '', reviewer, created, ...nowhere, fieldChecksum(sha256)];
    }
    const cell = edit.action === 'add' ? next++ : edit.cell;
    if (edit.action === 'add') boxes.set(cell, boxOf(edit.outline));
    const [outline, probability] =
      'outline' in edit
        ? [edit.outline.map((value) => value.toFixed(1)).join(' '), edit.probability]
        : ['', null];
    return [
      ...[patient, file, cell, edit.action, classOf(edit), reviewer, created],
      ...[probability?.toFixed(6) ?? '', ...(boxes.get(cell) ?? ['', '', '', '']), outline],
      fieldChecksum(sha256),
    ];
  });
}

const classOf = (edit: FieldEdit): string =>
  edit.action === 'class' ? edit.class : edit.action === 'look' ? edit.sees : '';

/** What is said of a person's last correction, and of no cell. */
const isOfPerson = (edit: FieldEdit): edit is Extract<FieldEdit, { action: 'undo' | 'redo' }> =>
  edit.action === 'undo' || edit.action === 'redo';

/** Whether a table of corrections is one of {@link correctionsCsv}, and no `cells.csv`. */
export const isCorrectionsTable = (rows: readonly CsvRow[]): boolean => rows[0]?.action !== undefined;

/** @throws UserError on a line that {@link correctionsCsv} would not write */
export function readPlacedEdits(rows: readonly CsvRow[], path: string): PlacedEdit[] {
  return rows.map((row, index) => {
    const line = index + 2;
    const wrong = (what: string, expected: string) =>
      new UnreadableFile(path, `${path}, line ${line}: ${what}; expected ${expected}`);
    const box = [row.x, row.y, row.width, row.height].map((text) => parseNumber(text ?? ''));
    const isPlaced = box.every(Number.isFinite) || row.action === 'undo' || row.action === 'redo';
    if (row.file === undefined || !isPlaced) {
      throw wrong(
        'it does not say where the cell is',
        'file, x, y, width and height, as the reading room exports them',
      );
    }
    const cell = parseNumber(row.cell ?? '');
    return {
      ...{
        line,
        file: row.file,
        cell,
        box: box as unknown as Box,
        checksum: row.field_checksum?.trim() || undefined,
      },
      reviewer: row.reviewer?.trim() || 'not named',
      created: row.reviewed_at?.trim() ?? '',
      edit: readEdit(row, cell, wrong),
    };
  });
}

function readEdit(
  row: CsvRow,
  cell: number,
  wrong: (what: string, expected: string) => UserError,
): FieldEdit {
  const { action, class: name = '' } = row;
  if (action === 'undo' || action === 'redo') return { action };
  if (action === 'remove' || action === 'take back' || action === 'restore') return { action, cell };
  if (action === 'class') {
    if (!CELL_CLASSES.includes(name as CellClass))
      throw wrong(`the class is "${name}"`, CELL_CLASSES.join(', '));
    return { action, cell, class: name as CellClass };
  }
  if (action === 'look') {
    if (!LOOKS.includes(name as Look)) throw wrong(`the class is "${name}"`, LOOKS.join(', '));
    return { action, cell, sees: name as Look };
  }
  if (action !== 'add' && action !== 'outline') {
    throw wrong(
      `the action is "${action}"`,
      'class, look, remove, outline, add, take back, restore, undo or redo',
    );
  }
  const outline: Outline = (row.outline ?? '').split(' ').map(Number);
  if (outline.length < 6 || outline.length % 2 === 1 || !outline.every(Number.isFinite)) {
    throw wrong(`the outline is "${row.outline ?? ''}"`, 'x and y of three points at least');
  }
  const probability = row.probability_infected ? parseNumber(row.probability_infected) : null;
  return action === 'add' ? { action, outline, probability } : { action, cell, outline, probability };
}
