import { expect, test } from 'vitest';
import { jsonParts } from './json-parts.js';
import { inSnakeCase } from './snake-case.js';

const value = {
  madeBy: 'giemsa "1"',
  nothing: null,
  leftOut: undefined,
  lists: [[], [1, 2.5], [{ cellDiameter: 7, none: undefined }, null, undefined]],
  inner: { empty: {}, deepKey: { veryDeep: [{ perMicrolitre: 5 }] } },
};

test.each([0, 1, 2, 3, 9])('parts %i deep are the same document as in one piece', (depth) => {
  const parts = [...jsonParts(value, depth)];
  expect(parts.join('')).toBe(JSON.stringify(inSnakeCase(value)));
  expect(parts.length > 1).toBe(depth > 0);
});

test('an iterable is a list, read one by one', () => {
  let read = 0;
  function* cells() {
    for (const id of [1, 2, 3]) {
      read++;
      yield { id };
    }
  }
  const parts = jsonParts({ cells: cells() }, 2);
  for (const part of parts) if (part.includes('"id":1')) break;
  expect(read).toBe(1);
  expect([...jsonParts({ cells: cells() }, 2)].join('')).toBe('{"cells":[{"id":1},{"id":2},{"id":3}]}');
});
