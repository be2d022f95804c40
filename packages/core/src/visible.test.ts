import { expect, test } from 'vitest';
import { escapeInJson, visible } from './visible.js';

test.each([
  ['\x1b[2Ja.png', '\\x1b[2Ja.png'],
  ['\x9b2J', '\\x9b2J'],
  ['a\nb\r\tc\x7f', 'a\\x0ab\\x0d\\x09c\\x7f'],
  ['gnp.\u202egnp.exe', 'gnp.\\u202egnp.exe'],
  ['a\u2066b\u200ec\ufeff', 'a\\u2066b\\u200ec\\ufeff'],
  ['\u{e0041}', '\\u{e0041}'],
  ['größe 血 🧬 50 % #1.png', 'größe 血 🧬 50 % #1.png'],
])('%j is shown as %s', (name, shown) => {
  expect(visible(name)).toBe(shown);
});

test('JSON says the same and holds nothing that a terminal obeys', () => {
  const value = { file: '\x1b]0;x\x07\x9b2J\u202e\u{e0041}.png', lines: ['a', 'b\n'] };
  const text = escapeInJson(JSON.stringify(value, null, 2));
  expect(JSON.parse(text)).toEqual(value);
  expect(text.replaceAll('\n', '')).toBe(visible(text.replaceAll('\n', '')));
});
