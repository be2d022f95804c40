import { expect, test } from 'vitest';
import { wrapped } from './wrapped.js';

test.each([
  ['fits', 10, ['fits']],
  ['one two three four', 10, ['one two', '  three', '  four']],
  [
    '  unsure       4.7 % of the cells: error of the rest',
    30,
    ['  unsure       4.7 % of the', '               cells: error of', '               the rest'],
  ],
  ['  set aside a.png: grey picture', 20, ['  set aside a.png:', '    grey picture']],
  ['Report: /a/path/that/is/longer/than/a/line', 20, ['Report:', '  /a/path/that/is/longer/than/a/line']],
  ['/a/path/that/is/longer/than/a/line', 20, ['/a/path/that/is/longer/than/a/line']],
])('%j in %d columns', (line, width, lines) => {
  expect(wrapped(line, width).split('\n')).toEqual(lines);
  expect(wrapped(line, undefined)).toBe(line);
});
