import { expect, test } from 'vitest';
import { finalClass, isAnswered, isChanged } from './final-class.js';

test.each([
  ['nobody has looked at it: the model’s class', 'infected', null, 'infected'],
  ['a person agreed: that class stands', 'uninfected', { verdict: 'agree', label: 'infected' }, 'infected'],
  ['a person disagreed', 'infected', { verdict: 'disagree', label: 'uninfected' }, 'uninfected'],
  ['a person skipped it: nothing was said', 'infected', { verdict: 'skip', label: null }, 'infected'],
  [
    'the model refused it and a person called it',
    null,
    { verdict: 'disagree', label: 'infected' },
    'infected',
  ],
  ['a person agreed that it is no cell', null, { verdict: 'agree', label: null }, null],
] as const)('%s', (_, modelClass, word, expected) => {
  expect(finalClass(modelClass, word)).toBe(expected);
});

test('a skipped cell is neither reviewed nor changed', () => {
  const skipped = { verdict: 'skip', label: null } as const;
  expect([isAnswered(skipped), isChanged('infected', skipped)]).toEqual([false, false]);
  expect(isChanged('uninfected', { verdict: 'agree', label: 'infected' })).toBe(true);
});

test('of a cell that is read blind nothing counts before two readers agree or a third person decides', () => {
  const word = { verdict: 'disagree', label: 'infected' } as const;
  for (const state of ['waits', 'disagreed'] as const)
    expect([finalClass('uninfected', null, state), finalClass('uninfected', word, state)]).toEqual([
      null,
      null,
    ]);
  for (const state of ['agreed', 'decided'] as const)
    expect(finalClass('uninfected', word, state)).toBe('infected');
});
