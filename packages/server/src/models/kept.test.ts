import { expect, test } from 'vitest';
import { Kept } from './kept.js';

test('those who ask for two things in turn wait for one making of each', async () => {
  const kept = new Kept<string>();
  const made: string[] = [];
  const ask = (key: string) =>
    kept.get(key, async () => {
      made.push(key);
      return key;
    });
  const all = ['a', 'b', 'a', 'b', 'a', 'b'];
  expect(await Promise.all(all.map(ask))).toEqual(all);
  for (const key of all) await ask(key);
  expect(made).toEqual(['a', 'b']);
});

test('the least recently used of four is made again, and so is one that failed', async () => {
  const kept = new Kept<string>();
  let times = 0;
  const ask = (key: string) => kept.get(key, async () => `${key} ${++times}`);
  for (const key of ['a', 'b', 'c', 'a', 'd']) await ask(key);
  expect(await ask('a')).toBe('a 1');
  expect(await ask('b')).toBe('b 5');
  await expect(kept.get('e', () => Promise.reject(new Error('no file')))).rejects.toThrow('no file');
  expect(await ask('e')).toBe('e 6');
});
