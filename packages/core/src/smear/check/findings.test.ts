import { describe, expect, test } from 'vitest';
import type { CheckedField } from './field-facts.js';
import { type Finding, findingsOf } from './findings.js';

const field = (others: Partial<CheckedField> = {}): CheckedField => ({
  ...{ file: 'a.png', isRead: true, problem: null, cellDiameter: 70, redCells: 60, counted: 50 },
  ...{ coverage: 0.4, cellsInClumps: 0, whiteCells: 0, platelets: 0, debris: 1, sharpness: 0.3, doubtful: 2 },
  look: { background: [195, 224, 201], cells: [149, 149, 149], overexposed: 0 },
  likeness: { colour: 0.6, texture: 0.7, outline: 0.4 },
  ...others,
});
const ten = (others: Partial<CheckedField> = {}) => Array.from({ length: 10 }, () => field(others));
const of = (
  fields: readonly CheckedField[],
  about: Finding['about'],
  { mixed = [], hasGate = true }: { mixed?: string[]; hasGate?: boolean } = {},
) => findingsOf(fields, mixed, hasGate).find((finding) => finding.about === about)!;

test('fields like those of the model’s microscope are good in everything', () => {
  const verdicts = findingsOf(ten(), [], true).map(({ verdict }) => verdict);
  expect(new Set(verdicts)).toEqual(new Set(['good']));
});

describe('do the cells look like those the model knows?', () => {
  test('small pictures of another microscope: its doubt and the texture say no', () => {
    const fields = ten({ doubtful: 18, likeness: { colour: 1.1, texture: 3.3, outline: 0.3 } });
    expect(of(fields, 'doubt')).toMatchObject({ verdict: 'bad', advice: expect.stringContaining('adopt') });
    expect(of(fields, 'likeness')).toMatchObject({
      ...{ verdict: 'bad', advice: expect.stringMatching(/^they differ in texture: look at focus/) },
    });
  });

  test('another stain at the same size: features see nothing and say so, the doubt says no', () => {
    const fields = ten({ doubtful: 16 });
    expect(of(fields, 'likeness')).toMatchObject({
      ...{ verdict: 'good', advice: expect.stringContaining('go by its doubt') },
    });
    expect(of(fields, 'doubt').verdict).toBe('bad');
  });

  test('little doubt is no accuracy: it says what to do before counting', () => {
    expect(of(ten(), 'doubt').advice).toContain('smear calibrate');
  });

  test('of too few cells, or for a model without an input gate, it cannot tell', () => {
    const few = [field({ counted: 20 })];
    expect(of(few, 'doubt')).toMatchObject({ verdict: 'unknown', measured: '20 cells are too few to tell' });
    expect(of(ten({ likeness: null }), 'likeness', { hasGate: false }).verdict).toBe('unknown');
  });
});

test('cells of other sizes, in few pixels, in clumps', () => {
  expect(of(ten({ cellDiameter: 39 }), 'cell_size')).toMatchObject({
    ...{ verdict: 'look', advice: expect.stringContaining('oil immersion') },
  });
  const sizes = [...ten(), field({ cellDiameter: 110 })];
  expect(of(sizes, 'cell_size')).toMatchObject({ measured: expect.stringContaining('not steady') });
  expect(of(ten({ cellsInClumps: 40 }), 'clumps').verdict).toBe('bad');
  expect(of(ten(), 'same_microscope', { mixed: ['two'] })).toMatchObject({ verdict: 'bad', measured: 'two' });
});

test('light that is too weak, too strong, or shows faint cells', () => {
  const look = (shade: number, cells: number, overexposed = 0) =>
    of(
      ten({ look: { background: [shade, shade, shade], cells: [cells, cells, cells], overexposed } }),
      'light',
    );
  expect(look(90, 60).advice).toContain('expose longer');
  expect(look(250, 200, 0.3)).toMatchObject({
    verdict: 'look',
    advice: expect.stringContaining('expose less'),
  });
  expect(look(200, 195).advice).toContain('faint');
  expect(look(200, 150)).toMatchObject({ verdict: 'good', advice: '' });
});

test('fields that are set aside are named by their rule with what to do, and few fields are said to be few', () => {
  const aside = field({ problem: 'too thick', rule: 'thick' });
  expect(of([...ten(), aside], 'fields')).toMatchObject({
    ...{ verdict: 'look', measured: '10 of 11 fields, with 500 whole red cells' },
    advice: expect.stringMatching(/^thick: take fields where/),
  });
  expect(of([field(), aside], 'fields')).toMatchObject({
    ...{ verdict: 'bad', advice: expect.stringContaining('give more fields') },
  });
  const thickFilm = field({ problem: 'no red cells found', redCells: 0, counted: 0 });
  expect(of([...ten(), thickFilm], 'fields').advice).toMatch(/^1 field without red cells: .*thin film\?/);
  expect(findingsOf([aside], [], true).map(({ about }) => about)).toEqual(['fields']);
});

test('many white cells may be red cells with large parasites', () => {
  expect(of(ten({ whiteCells: 3 }), 'white_cells')).toMatchObject({
    ...{ verdict: 'look', advice: expect.stringContaining('large parasites') },
  });
});
