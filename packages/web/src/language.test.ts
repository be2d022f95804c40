import { afterEach, expect, test, vi } from 'vitest';
import { preferredLanguage } from './language.js';

const speaks = (languages: readonly string[], chosen: string | null = null) => {
  vi.stubGlobal('localStorage', { getItem: () => chosen });
  vi.stubGlobal('navigator', { languages });
  return preferredLanguage();
};
afterEach(() => vi.unstubAllGlobals());

test('the first language of the browser that there is, whatever the country', () => {
  expect(speaks(['fr-CM', 'en'])).toBe('fr');
  expect(speaks(['ln-CD', 'sw-CD', 'fr'])).toBe('sw');
  expect(speaks(['pt'])).toBe('pt');
  expect(speaks(['de-DE', 'ja'])).toBe('en');
  // Frisian and Filipino are neither French nor Finnish.
  expect(speaks(['frr-DE', 'fil-PH', 'hi-IN'])).toBe('hi');
});

test('what a person chose comes before what the browser says', () => {
  expect(speaks(['fr'], 'hi')).toBe('hi');
  expect(speaks(['fr'], 'tlh')).toBe('fr');
});
