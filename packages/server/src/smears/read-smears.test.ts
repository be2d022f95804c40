import { expect, test } from 'vitest';
import type { ReadField } from '../storage/fields.js';
import { heldSettings } from '../storage/settings.js';
import { correctField, readPatients, type SmearRules } from './read-smears.js';

const RULES = {
  decision: { threshold: 0.5, unsureHalfWidth: 0.1 },
  redCellsOf: () => ({}),
  sorting: heldSettings([]).sorting,
} as unknown as SmearRules;

const fieldOf = (name: string, id: number): ReadField =>
  ({ picture: { id: `${id}`, name, sha256: `${id}` }, edits: [], readings: [] }) as unknown as ReadField;

test('folders of one name keep their whole paths, others their names; patients come in the order of upload', () => {
  const names = ['b/Doe/1.png', 'a/Roe/1.png', 'c/Doe/1.png', '1.png', 'b/Doe/2.png'];
  const patients = readPatients(names.map(fieldOf), RULES);
  expect(patients.map(({ patient, fields }) => [patient, fields.length])).toEqual([
    ['b/Doe', 2],
    ['Roe', 1],
    ['c/Doe', 1],
    ['slide', 1],
  ]);
});

test('thousands of folders in one upload do not hold up everybody else', () => {
  const names = Array.from({ length: 8000 }, (_, index) => `clinic/ward ${index}/field.png`);
  const start = performance.now();
  expect(readPatients(names.map(fieldOf), RULES)).toHaveLength(8000);
  // A comparison of each with each took 80 s.
  expect(performance.now() - start).toBeLessThan(3000);
});

test('a mark answers for each cell as it was seen then, whatever is undone or added afterwards', () => {
  const cell = (id: number, probability: number) => ({
    ...{
      id,
      kind: 'red cell',
      box: [50 * id, 10, 20, 20],
      outline: [0, 0, 20, 0, 20, 20],
      area: 400,
      cells: 1,
    },
    ...{ cut: false, covered: false, counted: true, probability, call: null, unsure: false },
  });
  const said = (second: number, reviewer: string, edit: object) => ({
    ...{ edit, reviewer, created: `2026-01-01T00:00:0${second}.000Z` },
  });
  const read = {
    ...fieldOf('a/1.png', 1),
    found: { file: 'a', width: 500, height: 500, cellDiameter: 20, problem: null, cells: [cell(1, 0.9)] },
    edits: [
      said(1, 'A. Doe', { action: 'class', cell: 1, class: 'uninfected' }),
      said(5, 'A. Doe', { action: 'undo' }),
      said(6, 'C. Poe', { action: 'add', outline: [90, 90, 110, 90, 110, 110], probability: 0.8 }),
    ],
    mark: { by: 'B. Roe', at: '2026-01-01T00:00:03.000Z', threshold: 0.5 },
  } as unknown as ReadField;
  const { field } = correctField(read, RULES);
  // B. Roe saw "uninfected", and the model's "infected" never: that was A. Doe's to undo, not to put into B. Roe's mouth.
  expect(field!.cells[0]).toMatchObject({ said: 'uninfected', reviewer: 'B. Roe' });
  expect(field!.cells[1]!.said).toBeUndefined();
  expect(correctField({ ...read, mark: undefined }, RULES).field!.cells[0]!.said).toBeUndefined();
});
