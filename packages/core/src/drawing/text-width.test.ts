import { expect, test } from 'vitest';
import { fitText, textWidth } from './text-width.js';

test('a width grows with the font size and the weight', () => {
  expect(textWidth('Parasitized', 20)).toBeCloseTo(2 * textWidth('Parasitized', 10));
  expect(textWidth('Parasitized', 10, 'bold')).toBeGreaterThan(textWidth('Parasitized', 10));
});

test('DejaVu Sans has its letters’ real widths: W 0.989 em, i 0.278 em, space 0.318 em', () => {
  expect(textWidth('W', 1)).toBeCloseTo(0.989, 2);
  expect(textWidth('i', 1)).toBeCloseTo(0.278, 2);
  expect(textWidth(' ', 1)).toBeCloseTo(0.318, 2);
});

test('a text that fits stays; one too long loses its middle', () => {
  expect(fitText('short', 11, 200)).toBe('short');
  const fitted = fitText('C33P1thinF_IMG_20150619_114756a_cell_179.png', 11, 128);
  expect(fitted).toMatch(/^C33P1.*….*179\.png$/);
  expect(textWidth(fitted, 11)).toBeLessThanOrEqual(128);
});
