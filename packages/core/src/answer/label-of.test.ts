import { expect, test } from 'vitest';
import { labelOf } from './label-of.js';

test.each([
  ['Parasitized/cell_1.png', 'Parasitized'],
  ['set/Parasitized/cell_1.png', 'Parasitized'],
  ['infecté/cell_1.png'.normalize('NFD'), 'infecté'],
  ['Parasitized/P12/cell_1.png', null],
  ['parasitized/cell_1.png', null],
  ['cell_1.png', null],
])('the label of %s is %s', (file, label) => {
  expect(labelOf(file, ['Parasitized', 'infecté'])).toBe(label);
});
