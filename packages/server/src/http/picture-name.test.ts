import { expect, test } from 'vitest';
import { pictureName } from './picture-name.js';

test('a name is text on one line, without a way out, in one form however it was typed', () => {
  expect(pictureName('../..\\a/./b\n.png')).toBe('a/b.png');
  expect(pictureName(undefined)).toBe('picture');
  // As macOS writes it: a letter and its dots. One patient is not two.
  expect(pictureName('Mu\u0308ller/1.png')).toBe('M\u00fcller/1.png');
  expect([...pictureName(`${'\u{1f52c}'.repeat(400)}.png`)]).toHaveLength(300);
});
