import '../../test/english.js';
import { expect, test } from 'vitest';
import { percent, probabilityText } from './format.js';

test('a probability has as many decimals as show how near to certain it is', () => {
  const shown = [0.5035, 0.9921, 0.9998, 0.99999, 0.0219, 0.00004, 0, 1].map(probabilityText);
  expect(shown).toEqual(['0.50', '0.992', '0.9998', '> 0.9999', '0.02', '< 0.0001', '< 0.0001', '> 0.9999']);
});

test('a share has a decimal only where there are enough cells to carry it', () => {
  expect(percent(3, 7)).toBe('43 %');
  expect(percent(29, 100)).toBe('29 %');
  expect(percent(123, 1000)).toBe('12.3 %');
  expect(percent(0, 0)).toBe('–');
});
