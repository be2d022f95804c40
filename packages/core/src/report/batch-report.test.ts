import { expect, test } from 'vitest';
import { type ReportedPicture, reportPictures } from './batch-report.js';

const picture = (probability: number): ReportedPicture => ({
  ...{
    id: String(probability),
    name: '',
    patient: null,
    class: '',
    probability,
    reason: null,
    correction: null,
  },
});
const unsure = (classNames: string[], threshold: number, ...probabilities: number[]) =>
  reportPictures({ classNames, threshold, pictures: probabilities.map(picture) }).unsure.map(({ id }) =>
    Number(id),
  );

test('the least certain pictures are those nearest to the threshold in logits, as the unsure band is drawn', () => {
  expect(unsure(['infected', 'healthy'], 0.9, 0.99, 0.75, 0.3)).toEqual([0.75, 0.99, 0.3]);
});

test('of more than two classes, those with the least probable answer', () => {
  expect(unsure(['a', 'b', 'c'], 0.5, 0.5, 0.4, 0.9)).toEqual([0.4, 0.5, 0.9]);
});
