import { expect, test } from 'vitest';
import { checkProbabilities } from './check-probabilities.js';

test.each([[[0.25, 0.75, 1, 0]], [[1.000001, -0.000001]], [[0.2, 0.3, 0.5]], [[]]])(
  '%j are rows of probabilities',
  (rows) => {
    checkProbabilities(Float32Array.from(rows), rows.length === 3 ? 3 : 2, 'model.h5');
  },
);

test.each([
  [[0.5, 0.5, 3.2, -2.2]],
  [[0.9, 0.9]],
  [[0, 0]],
  [[Number.NaN, 1]],
  [[Number.POSITIVE_INFINITY, 0]],
])('%j are none, and the model is named', (rows) => {
  expect(() => checkProbabilities(Float32Array.from(rows), 2, 'model.h5')).toThrow(
    /^model.h5 gives .*, .* for a picture; expected probabilities from 0 to 1 whose sum is 1/,
  );
});
