import '../../test/english.js';
import { expect, test } from 'vitest';
import { inLabels } from './in-labels.js';

test('an error names a field by its label on the page', () => {
  expect(inLabels('um_per_pixel 7: expected µm from 0.01 to 1')).toBe(
    'Size of a pixel in µm 7: expected µm from 0.01 to 1',
  );
  expect(inLabels('haematocrit 120: expected percent')).toBe('Haematocrit in % 120: expected percent');
  expect(inLabels('give either redCells or um_per_pixel')).toBe(
    'give either Red cells per µL or Size of a pixel in µm',
  );
});

test('so does an error about the form of a request, without the address of the API description', () => {
  expect(inLabels('/epochs: expected 1000 or less. See /api/docs.')).toBe('Epochs: expected 1000 or less.');
  expect(inLabels('/set/red_cells: expected a number; /data: expected text. See /api/docs.')).toBe(
    'Red cells per µL: expected a number; Folder: expected text.',
  );
  // A field without a label of its own, and none at all.
  expect(inLabels('/edit/new_outline: it is missing. See /api/docs.')).toBe('New outline: it is missing.');
  expect(inLabels('/: expected an object. See /api/docs.')).toBe('expected an object.');
});

test('all other words stay as they are', () => {
  for (const sentence of [
    'the training fast-cells-1 is still running; one at a time',
    'data/cells: there is no such folder',
    'give the data again with other epochs',
    'class_names is not known',
    'data set without pictures',
  ]) {
    expect(inLabels(sentence)).toBe(sentence);
  }
});
