import { expect, test } from 'vitest';
import type { ReadField } from '../storage/fields.js';
import { heldSettings } from '../storage/settings.js';
import { readPatients, type SmearRules } from './read-smears.js';

const RULES = {
  decision: { threshold: 0.5, unsureHalfWidth: 0.1 },
  redCellsOf: () => ({}),
  sorting: heldSettings([]).sorting,
} as unknown as SmearRules;

const fieldOf = (name: string, id: number): ReadField =>
  ({ picture: { id: `${id}`, name, sha256: `${id}` }, edits: [] }) as unknown as ReadField;

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
