import { expect, test } from 'vitest';
import { didYouMean } from './did-you-mean.js';

const MODELS = ['accurate', 'default', 'smear'];

test.each([
  ['defualt', ' (did you mean default?)'],
  ['Default', ' (did you mean default?)'],
  ['smaer', ' (did you mean smear?)'],
  ['acurate', ' (did you mean accurate?)'],
  ['resnet', ''],
  ['x', ''],
  ['', ''],
])('%s%s', (word, hint) => {
  expect(didYouMean(word, MODELS)).toBe(hint);
});
