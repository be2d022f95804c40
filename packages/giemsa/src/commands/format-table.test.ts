import { expect, test } from 'vitest';
import { tableLines } from './format-table.js';

const REASON = 'too much of it is dark: a white cell, platelets or a lump of stain';
const rows = [
  ['file', 'class', 'P(Parasitized)', 'P(Uninfected)', 'note'],
  ['a/long/folder/of/a/patient/whose/cells/are/here/cell_1.png', 'Parasitized', '0.8750', '0.1250', 'unsure'],
  ['cell_2.png', 'refused', '', '', REASON],
];

test('a table without a terminal has whole cells', () => {
  expect(tableLines(rows)[2]).toContain(REASON);
  expect(tableLines(rows)).toHaveLength(3);
});

test.each([80, 60])(
  'a table fits a terminal of %d columns, and a long reason stands below its row',
  (width) => {
    const lines = tableLines(rows, width);
    expect(lines.filter((line) => line.length > width)).toEqual([]);
    expect(lines[1]).toMatch(/cell_1\.png +Parasitized/);
    const below = lines.slice(3).map((line) => line.trim());
    expect(below.join(' ')).toBe(REASON);
  },
);
