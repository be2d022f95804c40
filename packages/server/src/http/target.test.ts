import { expect, test } from 'vitest';
import { RequestHash } from './answer-once.js';
import { targetOf } from './target.js';

test('a question mark in a value belongs to the value', () => {
  const { path, query } = targetOf('/api/v1/batches?name=Who?&kind=cells');
  expect(path).toBe('/api/v1/batches');
  expect([...query]).toEqual([
    ['name', 'Who?'],
    ['kind', 'cells'],
  ]);
});

test('requests that differ after a second question mark are not one request sent twice', () => {
  const hash = (name: string) => new RequestHash({ method: 'POST', url: `/batches?name=${name}` }).digest();
  expect(hash('Monday?1')).not.toBe(hash('Monday?2'));
});
