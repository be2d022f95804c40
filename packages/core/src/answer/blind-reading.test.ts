import { expect, test } from 'vitest';
import { isHidden, readingOf, whyNotRead } from './blind-reading.js';

const say = (reviewer: string, label: string | null) => ({ verdict: 'agree' as const, reviewer, label });
const A = say('A', 'infected');
const B = say('B', 'infected');
const OTHER = say('B', 'uninfected');
const C = say('C', 'uninfected');

test.each([
  ['nobody has read it', [], 'waits', null],
  ['one reader', [A], 'waits', null],
  ['two readers agree', [A, B], 'agreed', B],
  ['two readers differ', [A, OTHER], 'disagreed', null],
  ['a third person decides', [A, OTHER, C], 'decided', C],
  ['two agree that it is no cell', [say('A', null), say('B', null)], 'agreed', say('B', null)],
  ['no cell is not a class', [A, say('B', null)], 'disagreed', null],
] as const)('%s', (_, answers, state, counts) => {
  expect(readingOf(answers)).toEqual({ state, counts });
});

test('each person answers once; a third person only where two readers differ', () => {
  expect(whyNotRead([A], 'A')).toBe('A has answered it, and a blind answer stands');
  expect(whyNotRead([A], 'C')).toBeUndefined();
  expect(whyNotRead([A, B], 'C')).toBe('two readers agree on it');
  expect(whyNotRead([A, OTHER], 'C')).toBeUndefined();
  expect(whyNotRead([A, OTHER], 'B')).toBe('B has answered it, and a blind answer stands');
  expect(whyNotRead([A, OTHER, C], 'D')).toBe('a third person has decided it');
});

test('it is hidden from who has not answered, until it is decided', () => {
  expect([isHidden([], null), isHidden([A], 'B'), isHidden([A, OTHER], 'C')]).toEqual([true, true, true]);
  expect([isHidden([A], 'A'), isHidden([A, OTHER], 'B')]).toEqual([false, false]);
  expect([isHidden([A, B], null), isHidden([A, OTHER, C], 'D')]).toEqual([false, false]);
});
