import { describe, expect, test } from 'vitest';
import { type FieldsOf, tellMixed } from './mixed-fields.js';

type Field = FieldsOf['fields'][number];

const GREENISH = { background: [195, 224, 201], cells: [149, 149, 149], overexposed: 0 } as const;
const NEUTRAL = { background: [191, 190, 189], cells: [184, 162, 164], overexposed: 0 } as const;

const field = (cellDiameter: number, others: Partial<Field> = {}): Field => ({
  ...{ problem: null, cellDiameter, width: 1280, height: 960, look: GREENISH },
  cells: Array.from({ length: 20 }, () => ({ counted: true })) as unknown as Field['cells'],
  ...others,
});
const patient = (name: string, fields: readonly Field[]) => ({ patient: name, fields });
/** As those of 24 real fields of one microscope. */
const ONE = [62, 63, 66, 68, 70, 72, 76, 79].map((size) => field(size));

describe('fields that were not taken in one way', () => {
  test('one microscope’s own fields are not told of, however their cells and stains differ', () => {
    const pink = { ...GREENISH, cells: [133, 41, 104] as const };
    expect(tellMixed([patient('a', ONE), patient('b', [field(71, { look: pink })])])).toEqual([]);
  });

  test('two magnifications in one patient', () => {
    expect(tellMixed([patient('a', ONE), patient('b', [field(66), field(40), field(41)])])).toEqual([
      'b: 2 fields of cells 41 pixels wide, 1 field of cells 66 pixels wide; were its fields taken at different magnifications?',
    ]);
  });

  test('two microscopes by the size of the cells', () => {
    const other = patient(
      'b',
      [30, 31, 35, 38, 41, 46, 48].map((size) => field(size)),
    );
    expect(tellMixed([patient('a', ONE), other])).toEqual([
      '7 fields of cells 38 pixels wide, 8 fields of cells 70 pixels wide; were these fields taken with different microscopes? A calibration holds for one: count each by itself',
    ]);
  });

  test('two cameras whose cells are of one size, by picture size and light together', () => {
    const cut = { width: 640, height: 480 };
    const cutOnes = patient('b', [field(80, cut), field(82, cut)]);
    expect(tellMixed([patient('a', ONE), cutOnes])).toEqual([]);
    const others = patient(
      'b',
      [80, 82].map((size) => field(size, { ...cut, look: NEUTRAL })),
    );
    expect(tellMixed([patient('a', ONE), others])[0]).toMatch(
      /^8 fields of 1280 × 960 pixels and 2 of 640 × 480, in another light/,
    );
  });

  test('fields that are set aside, or have few cells, tell nothing', () => {
    const aside = field(20, { problem: 'out of focus' });
    const few = field(150, { cells: [] });
    expect(tellMixed([patient('a', [...ONE, aside, few])])).toEqual([]);
  });
});
