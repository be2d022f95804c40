import { expect, test } from 'vitest';
import { decimalText, wholeText } from './number-text.js';

test('decimal commas are taken; what can be read in two ways is left to the server to ask about', () => {
  expect(['0,11', ' 38,5 ', ',5', '0.11', '0,125', '4,500', 'abc'].map(decimalText)).toEqual([
    ...['0.11', '38.5', '.5', '0.11', '0.125', '4,500', 'abc'],
  ]);
});

test('a whole number may have its thousands parted', () => {
  expect(
    ['4,500,000', '4.500.000', '4 500 000', '4500000', '4,5', '800,000', '45,00,000'].map(wholeText),
  ).toEqual([...['4500000', '4500000', '4500000', '4500000', '4,5', '800000', '4500000']]);
});
