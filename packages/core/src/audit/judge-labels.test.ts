import { describe, expect, test } from 'vitest';
import { combinePredictions } from './combine-predictions.js';
import type { DuplicateFinding } from './findings.js';
import { type JudgedLabel, judgeLabels } from './judge-labels.js';
import { blindName, type Reading, readersAgreement, UNSURE, verdictOf } from './readings.js';
import { estimateWrongLabels } from './wrong-labels.js';

const read = (reading: string): Reading => ({ reading, reason: '' });

describe('what readers say of a label', () => {
  test('all read another class: it is wrong, and gets that class', () => {
    expect(verdictOf('A', [read('B'), read('B')])).toEqual({ verdict: 'wrong', relabel: 'B' });
  });
  test('all read its class: it is right', () => {
    expect(verdictOf('A', [read('A'), read('A')])).toEqual({ verdict: 'right' });
  });
  test.each([
    ['they differ', ['A', 'B']],
    ['they read different other classes', ['B', 'C']],
    ['one cannot tell', ['B', UNSURE]],
    ['none can tell', [UNSURE, UNSURE]],
  ])('%s: undecided', (_, readings) => {
    expect(verdictOf('A', readings.map(read))).toEqual({ verdict: 'undecided' });
  });
  test('one reader alone overrules no label, and two that have not both read say nothing', () => {
    expect(verdictOf('A', [read('B')])).toBeUndefined();
    expect(verdictOf('A', [read('B'), undefined])).toBeUndefined();
  });
  test('agreement of two counts what both have read, “unsure” as an answer of its own', () => {
    const first = new Map([
      ['1', read('A')],
      ['2', read('B')],
      ['3', read(UNSURE)],
      ['4', read('A')],
    ]);
    const second = new Map([
      ['1', read('A')],
      ['2', read('A')],
      ['3', read(UNSURE)],
    ]);
    expect(readersAgreement([first, second], ['A', 'B'])).toMatchObject({ n: 3, agreed: 2 });
  });
});

test('a blind name is the same for a copy in another format, and does not hold the class', () => {
  expect(blindName('Parasitized/a.webp')).toBe(blindName('Parasitized/a.png'));
  expect(blindName('Parasitized/a.png')).not.toBe(blindName('Uninfected/a.png'));
  expect(blindName('Parasitized/a.png')).toMatch(/^[0-9a-f]{10}$/);
});

describe('several models', () => {
  const cell = (label: number, probabilities: number[]) => ({ file: 'x', label, probabilities });
  test('give the mean of their probabilities, by the names of the classes', () => {
    const { members, cells } = combinePredictions([
      { classes: ['A', 'B'], cells: [cell(0, [0.9, 0.1])] },
      { classes: ['B', 'A'], cells: [cell(1, [0.5, 0.5])] },
    ]);
    expect(members).toBe(2);
    expect(cells[0]!.label).toBe(0);
    expect(Array.from(cells[0]!.probabilities)).toEqual([0.7, 0.3]);
  });
  test('of other classes are refused', () => {
    expect(() =>
      combinePredictions([
        { classes: ['A', 'B'], cells: [cell(0, [0.9, 0.1])] },
        { classes: ['A', 'C'], cells: [cell(0, [0.9, 0.1])] },
      ]),
    ).toThrow('A, B and A, C');
  });
});

describe('judged labels', () => {
  const cells = ['x', 'y', 'z', 'w'].map((file) => ({
    ...{ file, patient: 'P', label: 0, probabilities: [0.4, 0.6] },
    members: [
      [0.9, 0.1],
      [0.2, 0.8],
      [0.1, 0.9],
    ],
  }));
  const pair = (first: string, second: string) => ({ first, second }) as DuplicateFinding;
  const readers = [
    new Map([
      ['x', read('B')],
      ['y', read('A')],
    ]),
    new Map([
      ['x', read('B')],
      ['y', read('A')],
    ]),
  ];
  const judged = judgeLabels({
    ...{ classes: ['A', 'B'], cells, readers, doubtful: new Set(['y', 'z']) },
    duplicates: [pair('x', 'y'), pair('z', 'w'), pair('y', 'z')],
  });
  const of = (file: string) => judged.find((label) => label.file === file)!;

  test('tell how many models contradict the label', () => {
    expect(of('x')).toMatchObject({ members: 3, against: 2, labelProbability: 0.4 });
  });
  test('of pictures that resemble each other by way of others are one group', () => {
    expect(new Set(judged.map(({ duplicateGroup }) => duplicateGroup)).size).toBe(1);
  });
  test('are excluded when doubted or read otherwise, but not when people confirm them', () => {
    expect(judged.map(({ file, exclude }) => [file, exclude])).toEqual([
      ['x', true],
      ['y', false],
      ['z', true],
      ['w', false],
    ]);
  });
});

describe('the share of wrong labels', () => {
  const label = (index: number, doubtful: boolean, wrong?: boolean): JudgedLabel => ({
    ...{
      file: `${index}`,
      patient: `P${index % 10}`,
      class: 'A',
      labelProbability: 0.5,
      members: 1,
      against: 0,
    },
    ...{ doubtful, readings: [], exclude: false },
    ...(wrong !== undefined && {
      verdict: wrong ? { verdict: 'wrong' as const, relabel: 'B' } : { verdict: 'right' as const },
    }),
  });
  // 10 doubted, all read, 6 wrong; 90 others, 30 of them read, 1 wrong: 6 + 90 / 30 = 9 of 100.
  const labels = [
    ...Array.from({ length: 10 }, (_, index) => label(index, true, index < 6)),
    ...Array.from({ length: 90 }, (_, index) => label(index, false, index < 30 ? index === 0 : undefined)),
  ];
  test('weighs each kind by its number of cells', () => {
    const { share, shareCi95, shareCi95Patients, doubted, others } = estimateWrongLabels(labels);
    expect(doubted).toEqual({ all: 10, read: 10, wrong: 6 });
    expect(others).toEqual({ all: 90, read: 30, wrong: 1 });
    expect(share).toBeCloseTo(0.09, 12);
    for (const [low, high] of [shareCi95!, shareCi95Patients!]) {
      expect(low).toBeLessThan(0.09);
      expect(high).toBeGreaterThan(0.09);
    }
  });
  test('is not told where a kind was not read', () => {
    expect(estimateWrongLabels(labels.slice(0, 11).concat(label(50, false))).share).not.toBeNull();
    expect(estimateWrongLabels([label(0, true, true), label(1, false)])).toMatchObject({
      share: null,
      shareCi95: null,
      shareCi95Patients: null,
    });
  });
});
