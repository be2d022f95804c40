import '../../test/english.js';
import { RED_CELLS_PER_HAEMATOCRIT as OF_REPORTS } from '@giemsa/core/internal/smear/statistics/density';
import { parasitaemia } from '@giemsa/core/internal/smear/statistics/parasitaemia';
import type { ApiParasitaemia } from '@giemsa/server';
import { expect, test } from 'vitest';
import { RED_CELLS_PER_HAEMATOCRIT, sentencesOf } from './statement.js';

const found = (infected: number, counted: number, blanks?: readonly number[], gametocytes = 0) => {
  const rates = blanks && {
    sensitivity: null,
    blanks: blanks.map((falseAlarms) => ({ cells: 1000, falseAlarms })),
  };
  const unknown = { perMicrolitre: null, source: 'not known', words: '' } as const;
  const p = parasitaemia([{ counted, infected, gametocytes }], unknown, rates);
  const { limitOfBlank: limit_of_blank, limitOfDetection: limit_of_detection, ...others } = p;
  return { ...others, limit_of_blank, limit_of_detection } as unknown as ApiParasitaemia;
};

const numbers = (text: string) => [...text.matchAll(/\d[\d,.]*\d|\d/g)].map(([number]) => number);

test.each([
  ['no cell', found(0, 0)],
  ['none infected, no calibration', found(0, 1234)],
  ['some infected, no calibration', found(9, 90)],
  ['gametocytes among them', found(9, 90, undefined, 2)],
  ['more than a blank', found(80, 2000, [0, 1, 0, 2, 1, 0])],
  ['no more than a blank', found(1, 4000, [0, 0, 0, 1, 0, 0])],
  ['not interpretable', found(1, 90, [30, 9, 12, 4, 22])],
])('the page says with the same figures what the report says: %s', (_, p) => {
  const own = sentencesOf(p).join(' ');
  expect(new Set(numbers(own))).toEqual(new Set(numbers(p.statement)));
  for (const words of ['cannot exclude', 'calibrate the microscope', 'no result', 'interpret'])
    expect(own.includes(words), words).toBe(p.statement.includes(words));
});

test('a haematocrit is turned into red cells as in the reports', () => {
  expect(RED_CELLS_PER_HAEMATOCRIT).toBe(OF_REPORTS);
});
