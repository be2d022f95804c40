import { describe, expect, test } from 'vitest';
import type { SmearCell, SmearField } from './analyse-field.js';
import { countField } from './analyse-smears.js';
import {
  areaOf,
  boxOf,
  editField,
  type FieldEdit,
  finalClass,
  modelClass,
  othersOnLastAdded,
  standingEdits,
} from './edit-field.js';
import type { Outline } from './find/cell-finder.js';
import { undoableOf } from './undone-edits.js';

const square = (x: number, y: number, side: number): Outline => [
  x,
  y,
  x + side,
  y,
  x + side,
  y + side,
  x,
  y + side,
];

function cell(id: number, probability: number | null, others: Partial<SmearCell> = {}): SmearCell {
  const outline = square(100 * id, 50, 40);
  return {
    ...{
      id,
      kind: 'red cell',
      outline,
      box: boxOf(outline),
      area: 1600,
      cells: 1,
      cut: false,
      covered: false,
    },
    ...{ counted: probability !== null, probability, call: probability === null ? null : 'uninfected' },
    unsure: false,
    ...others,
  };
}

const field: SmearField = {
  ...{ file: 'a.png', width: 1000, height: 800, cellDiameter: 40, problem: null },
  cells: [
    cell(1, 0.9),
    cell(2, 0.1),
    cell(3, null, { kind: 'debris', cells: 0 }),
    cell(4, null, { cut: true, parts: [{ box: [400, 50, 40, 40], probability: 0.3, call: 'uninfected' }] }),
  ],
};
const decision = { threshold: 0.5, unsureHalfWidth: 0.5 };
const after = (...edits: FieldEdit[]) =>
  editField(
    field,
    edits.map((edit) => ({ edit, reviewer: 'J. Doe', created: '2026-01-02T03:04:05.000Z' })),
    decision,
  );
const counts = (...edits: FieldEdit[]) => {
  const { counted, infected } = countField(after(...edits));
  return [counted, infected];
};

describe('a person’s corrections of a field', () => {
  test('without any, calls follow the threshold', () => {
    expect(counts()).toEqual([2, 1]);
    expect(countField(editField(field, [], { ...decision, threshold: 0.05 })).infected).toBe(2);
  });

  test('what is seen in a cell that is not counted follows the threshold, and a new outline or class takes it away', () => {
    const seen = (...edits: FieldEdit[]) => countField(after(...edits)).seenCut;
    expect(seen()).toBe(0);
    const low = { ...decision, threshold: 0.2 };
    expect(countField(editField(field, [], low))).toMatchObject({ counted: 2, infected: 1, seenCut: 1 });
    for (const edit of [
      { action: 'outline', cell: 4, outline: square(0, 0, 30), probability: null },
      { action: 'class', cell: 4, class: 'debris' },
    ] as const) {
      const signed = [{ edit, reviewer: 'J. Doe', created: '2026-01-02T03:04:05.000Z' }];
      expect(countField(editField(field, signed, low)).seenCut).toBe(0);
    }
  });

  test.each<[string, FieldEdit[], [counted: number, infected: number]]>([
    ['a cell called uninfected is infected', [{ action: 'class', cell: 2, class: 'infected' }], [2, 2]],
    ['a cell is a platelet: it is not counted', [{ action: 'class', cell: 1, class: 'platelet' }], [1, 0]],
    ['debris is a red cell after all', [{ action: 'class', cell: 3, class: 'infected' }], [3, 2]],
    [
      'a cell that the border cuts is never counted',
      [{ action: 'class', cell: 4, class: 'infected' }],
      [2, 1],
    ],
    ['an outline that is no cell is removed', [{ action: 'remove', cell: 1 }], [1, 0]],
    [
      'a new outline is asked of the model again',
      [{ action: 'outline', cell: 1, outline: square(90, 40, 60), probability: 0.2 }],
      [2, 0],
    ],
    [
      'a person’s class outlives a new outline',
      [
        { action: 'class', cell: 2, class: 'infected' },
        { action: 'outline', cell: 2, outline: square(190, 40, 60), probability: 0.2 },
      ],
      [2, 2],
    ],
    [
      'an outline drawn up to the border is cut',
      [{ action: 'outline', cell: 1, outline: square(0, 40, 60), probability: null }],
      [1, 0],
    ],
    ['a missed cell is added', [{ action: 'add', outline: square(600, 300, 40), probability: 0.8 }], [3, 2]],
    [
      'an added cell has a number, by which it is corrected',
      [
        { action: 'add', outline: square(600, 300, 40), probability: 0.8 },
        { action: 'class', cell: 5, class: 'uninfected' },
      ],
      [3, 1],
    ],
    [
      'corrections of a cell are taken back',
      [
        { action: 'class', cell: 2, class: 'infected' },
        { action: 'remove', cell: 2 },
        { action: 'restore', cell: 2 },
      ],
      [2, 1],
    ],
    ['of a number that is not there nothing comes', [{ action: 'remove', cell: 77 }], [2, 1]],
  ])('%s', (_, edits, expected) => {
    expect(counts(...edits)).toEqual(expected);
  });

  test('say who and when, and leave the model’s probability', () => {
    const [, second] = after({ action: 'class', cell: 2, class: 'infected' }).cells;
    expect(second).toMatchObject({
      ...{ call: 'infected', probability: 0.1, reviewer: 'J. Doe', reviewedAt: '2026-01-02T03:04:05.000Z' },
    });
    expect(after({ action: 'restore', cell: 2 }).cells[1]!.reviewer).toBeUndefined();
  });

  test('a new outline has its own box and area', () => {
    const [first] = after({
      action: 'outline',
      cell: 1,
      outline: [10.2, 10, 30, 10, 30, 30.5],
      probability: 0.9,
    }).cells;
    expect(first!.box).toEqual([10, 10, 20, 21]);
    expect(first!.area).toBeCloseTo((19.8 * 20.5) / 2, 10);
    expect(areaOf([0, 0, 0, 10, 10, 10, 10, 0])).toBe(100);
  });
});

test('a new outline takes the model’s stage away: it was of the old one', () => {
  const told = { ...field, cells: [cell(1, 0.9, { stage: { name: 'ring', probability: 0.9 } })] };
  const edit = { action: 'outline', cell: 1, outline: square(10, 10, 30), probability: 0.8 } as const;
  const [before] = editField(told, [], decision).cells;
  const [after] = editField(told, [{ edit, reviewer: 'A', created: '' }], decision).cells;
  expect([before!.stage?.name, after!.stage]).toEqual(['ring', undefined]);
});

describe('answers of several readers', () => {
  const by = (reviewer: string, edit: FieldEdit) => ({ edit, reviewer, created: '2026-01-02T03:04:05.000Z' });
  const cellAfter = (id: number, ...edits: ReturnType<typeof by>[]) =>
    editField(field, edits, decision).cells.find((candidate) => candidate.id === id);
  const infected: FieldEdit = { action: 'class', cell: 2, class: 'infected' };

  test('who takes back their own leaves those of others', () => {
    const said = [by('AB', infected), by('CD', { action: 'class', cell: 2, class: 'debris' })];
    expect(cellAfter(2, ...said, by('CD', { action: 'take back', cell: 2 }))).toMatchObject({
      ...{ call: 'infected', said: 'infected', reviewer: 'AB' },
    });
    expect(cellAfter(2, ...said, by('EF', { action: 'take back', cell: 2 }))).toMatchObject({
      kind: 'debris',
    });
    expect(cellAfter(2, ...said, by('CD', { action: 'restore', cell: 2 }))!.reviewer).toBeUndefined();
  });

  test('what is said of a cell that is not there does not stand', () => {
    const standing = (...edits: Parameters<typeof by>[1][]) =>
      standingEdits(
        field,
        edits.map((edit) => by('AB', edit)),
      ).map(({ edit: { action } }) => action);
    expect(standing({ action: 'class', cell: 77, class: 'infected' })).toEqual([]);
    expect(standing({ action: 'look', cell: 77, sees: 'cannot tell' })).toEqual([]);
    expect(standing({ action: 'remove', cell: 2 }, infected)).toEqual(['remove']);
    const outline = square(600, 400, 40);
    const added = { action: 'class', cell: 5, class: 'uninfected' } as const;
    expect(standing({ action: 'add', outline, probability: 0.8 }, added)).toEqual(['add', 'class']);
    expect(standing({ action: 'add', outline, probability: 0.8 }, { action: 'undo' }, added)).toEqual([]);
  });

  test('a cell that one removed and takes back keeps the class that another gave it', () => {
    const removed = [by('AB', infected), by('CD', { action: 'remove', cell: 2 })];
    expect(cellAfter(2, ...removed)).toBeUndefined();
    expect(cellAfter(2, ...removed, by('CD', { action: 'take back', cell: 2 }))!.said).toBe('infected');
  });

  test('what was undone is no correction', () => {
    const edits = [by('AB', infected), by('AB', { action: 'take back', cell: 2 })];
    expect(standingEdits(field, edits)).toEqual([]);
    expect(standingEdits(field, [...edits, by('AB', infected)])).toHaveLength(1);
  });

  test('a class that a person gave stands at every threshold, beside the model’s', () => {
    for (const threshold of [0.05, 0.5, 0.99]) {
      const [, cell] = editField(field, [by('AB', { ...infected, class: 'uninfected' })], {
        ...decision,
        threshold,
      }).cells;
      expect([modelClass(cell!), finalClass(cell!)]).toEqual([
        threshold === 0.05 ? 'infected' : 'uninfected',
        'uninfected',
      ]);
    }
  });

  test('who draws an outline has not said what is in it', () => {
    const drawn = cellAfter(
      2,
      by('AB', { action: 'outline', cell: 2, outline: square(190, 40, 60), probability: 0.8 }),
    )!;
    expect(drawn).toMatchObject({ reviewer: 'AB', call: 'infected' });
    expect(drawn.said).toBeUndefined();
  });
});

describe('who only looks at a cell', () => {
  const by = (...edits: (readonly [reviewer: string, edit: FieldEdit])[]) =>
    editField(
      field,
      edits.map(([reviewer, edit], index) => ({
        edit,
        reviewer,
        created: `2026-01-02T03:04:0${index}.000Z`,
      })),
      decision,
    ).cells;

  test('changes no figure, and is known by name', () => {
    const cells = by(
      ['A', { action: 'look', cell: 1, sees: 'cannot tell' }],
      ['B', { action: 'look', cell: 4, sees: 'infected' }],
    );
    expect(cells[0]).toMatchObject({ call: 'infected', looked: { sees: 'cannot tell', by: 'A' } });
    expect(cells[3]).toMatchObject({ counted: false, call: null, looked: { sees: 'infected', by: 'B' } });
    expect(cells.map(({ reviewer }) => reviewer)).toEqual([undefined, undefined, undefined, undefined]);
    expect(countField({ ...field, cells })).toEqual(countField(editField(field, [], decision)));
  });

  test('takes back what that person said of it before, and nobody else’s answer', () => {
    const [cell] = by(
      ['A', { action: 'class', cell: 1, class: 'uninfected' }],
      ['B', { action: 'look', cell: 1, sees: 'cannot tell' }],
    );
    expect(cell).toMatchObject({ call: 'uninfected', said: 'uninfected' });
    const [own] = by(
      ['A', { action: 'class', cell: 1, class: 'uninfected' }],
      ['A', { action: 'look', cell: 1, sees: 'cannot tell' }],
    );
    expect(own!.call).toBe('infected');
    expect(own!.said).toBeUndefined();
  });
});

describe('undo and redo', () => {
  const by = (reviewer: string, edit: FieldEdit) => ({ edit, reviewer, created: '2026-01-02T03:04:05.000Z' });
  const A = (edit: FieldEdit) => by('A. Doe', edit);
  const B = (edit: FieldEdit) => by('B. Roe', edit);
  const said = (cell: number, name: 'infected' | 'uninfected'): FieldEdit => ({
    ...{ action: 'class', cell, class: name },
  });
  const calls = (...edits: ReturnType<typeof by>[]) =>
    Object.fromEntries(editField(field, edits, decision).cells.map(({ id, call }) => [id, call]));

  test('the last correction is as if it had not been made, and comes back', () => {
    const edits = [A(said(1, 'uninfected')), A(said(2, 'infected'))];
    expect(calls(...edits)).toMatchObject({ 1: 'uninfected', 2: 'infected' });
    expect(calls(...edits, A({ action: 'undo' }))).toMatchObject({ 1: 'uninfected', 2: 'uninfected' });
    expect(calls(...edits, A({ action: 'undo' }), A({ action: 'undo' }))).toMatchObject({ 1: 'infected' });
    expect(calls(...edits, A({ action: 'undo' }), A({ action: 'redo' }))).toEqual(calls(...edits));
  });
  test('the class before, which the same person gave, stands again: not the model’s', () => {
    const edits = [A(said(1, 'uninfected')), A({ action: 'class', cell: 1, class: 'debris' })];
    expect(calls(...edits, A({ action: 'undo' }))).toMatchObject({ 1: 'uninfected' });
  });
  test('a person undoes nothing of another’s', () => {
    const edits = [A(said(1, 'uninfected')), B(said(2, 'infected')), A({ action: 'undo' })];
    expect(calls(...edits)).toMatchObject({ 1: 'infected', 2: 'infected' });
    expect(calls(...edits, A({ action: 'undo' }))).toMatchObject({ 2: 'infected' });
  });
  test('what was taken back, or removed, is there again', () => {
    const taken = [A(said(1, 'uninfected')), A({ action: 'take back', cell: 1 }), A({ action: 'undo' })];
    expect(calls(...taken)).toMatchObject({ 1: 'uninfected' });
    expect(calls(A({ action: 'remove', cell: 2 }), A({ action: 'undo' }))).toHaveProperty('2');
  });
  test('an added cell that was undone keeps its number', () => {
    const add: FieldEdit = { action: 'add', outline: square(600, 600, 40), probability: 0.9 };
    const edits = [A(add), A({ action: 'undo' }), B(add), B(said(6, 'uninfected'))];
    expect(calls(...edits)).toMatchObject({ 6: 'uninfected' });
    expect(calls(...edits)).not.toHaveProperty('5');
  });
  test('a cell that was added is not undone unawares where others have spoken of it', () => {
    const add: FieldEdit = { action: 'add', outline: square(600, 600, 40), probability: 0.9 };
    expect(othersOnLastAdded(field, [A(add)], 'A. Doe')).toEqual([]);
    expect(othersOnLastAdded(field, [A(add), B(said(5, 'infected'))], 'A. Doe')).toEqual(['B. Roe']);
    expect(othersOnLastAdded(field, [A(add), B(said(1, 'infected'))], 'A. Doe')).toEqual([]);
    const more = [A(add), B(said(5, 'infected')), A(said(1, 'infected'))];
    expect(othersOnLastAdded(field, more, 'A. Doe')).toEqual([]);
  });
  test('how many there are is told by person; a new correction ends what can be done again', () => {
    const edits = [A(said(1, 'uninfected')), A(said(2, 'infected')), A({ action: 'undo' })];
    expect(undoableOf(edits).get('A. Doe')).toEqual({ undo: 1, redo: 1 });
    expect(undoableOf([...edits, A(said(1, 'infected'))]).get('A. Doe')).toEqual({ undo: 2, redo: 0 });
    expect(undoableOf(edits).get('B. Roe')).toBeUndefined();
  });
});
