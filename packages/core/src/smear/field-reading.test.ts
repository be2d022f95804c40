import { expect, test } from 'vitest';
import type { SmearCell, SmearField } from './analyse-field.js';
import { countField } from './analyse-smears.js';
import { editField, finalClass, modelClass } from './edit-field.js';
import {
  askedCells,
  editsOfReadings,
  type FieldReading,
  stateOfField,
  withoutDisputed,
} from './field-reading.js';
import { undoableOf } from './undone-edits.js';

const cellOf = (id: number, probability: number | null): SmearCell => ({
  ...{ id, kind: 'red cell', box: [id, 0, 1, 1], outline: [0, 0, 1, 0, 1, 1], area: 1, cells: 1 },
  ...{ cut: probability === null, covered: false, counted: probability !== null, probability },
  ...{ call: probability === null ? null : probability > 0.5 ? 'infected' : 'uninfected', unsure: false },
});
/** The model calls the first two cells infected; the border cuts the last. */
const FOUND: SmearField = {
  ...{ file: 'f.png', width: 10, height: 10, cellDiameter: 1, problem: null },
  cells: [cellOf(1, 0.9), cellOf(2, 0.9), cellOf(3, 0.1), cellOf(4, 0.1), cellOf(5, null)],
};
const reading = (reviewer: string, infected: number[], notCells: number[] = []): FieldReading => ({
  ...{ reviewer, infected, notCells, created: '2026-01-01T00:00:00.000Z' },
});
const DECISION = { threshold: 0.5, unsureHalfWidth: 0 };
const standing = (...readings: FieldReading[]) =>
  withoutDisputed(editField(FOUND, editsOfReadings(FOUND, readings), DECISION), FOUND, readings);
const classes = (...readings: FieldReading[]) => standing(...readings).cells.map(finalClass);

test('readers are asked about the cells that count, and who names none says that all are uninfected', () => {
  const asked = askedCells(FOUND, [reading('Ama', [1], [4])]);
  expect(asked.map(({ cell }) => cell.id)).toEqual([1, 2, 3, 4]);
  expect(asked.map(({ answers }) => answers[0]!.label)).toEqual([
    'infected',
    'uninfected',
    'uninfected',
    null,
  ]);
  expect(asked.every(({ state }) => state === 'waits')).toBe(true);
});

test('two who agree decide; where they differ a cell has no class and is not counted until a third decides', () => {
  const two = [reading('Ama', [1]), reading('Ben', [1, 3])];
  expect(stateOfField(FOUND, two)).toBe('disagreed');
  expect(classes(...two)).toEqual(['infected', 'uninfected', null, 'uninfected', null]);
  expect(countField(standing(...two))).toMatchObject({ counted: 3, infected: 1 });
  expect(modelClass(standing(...two).cells[2]!)).toBe('uninfected');
  const three = [...two, reading('Chi', [2, 3])];
  // The third person is asked about the third cell only.
  expect(classes(...three)).toEqual(['infected', 'uninfected', 'infected', 'uninfected', null]);
  expect(stateOfField(FOUND, three)).toBe('decided');
  expect(standing(...three).cells.map(({ reviewer }) => reviewer)).toEqual([
    ...['Ama and Ben', 'Ama and Ben', 'Chi', 'Ama and Ben', undefined],
  ]);
});

test('one reader’s answers count in the usual way when the reading ends before a second has read', () => {
  expect(classes(reading('Ama', [3], [4]))).toEqual(['uninfected', 'uninfected', 'infected', 'debris', null]);
  expect(stateOfField(FOUND, [reading('Ama', [])])).toBe('waits');
});

test('what readers decided is nobody’s to undo', () => {
  const blind = editsOfReadings(FOUND, [reading('Ama', [1])]);
  const later = {
    edit: { action: 'class', cell: 2, class: 'infected' },
    reviewer: 'Ama',
    created: '',
  } as const;
  const undo = { edit: { action: 'undo' }, reviewer: 'Ama', created: '' } as const;
  expect(undoableOf([...blind, later]).get('Ama')).toEqual({ undo: 1, redo: 0 });
  const field = editField(FOUND, [...blind, later, undo, undo], DECISION);
  expect(field.cells.map(finalClass).slice(0, 2)).toEqual(['infected', 'uninfected']);
});
