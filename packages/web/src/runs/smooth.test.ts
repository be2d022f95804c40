import { expect, test } from 'vitest';
import { smoothed, valueAt } from './smooth.js';

const points = [2, 4, 0, null, 8].map((y, index) => ({ x: index + 1, y }));

test('without weight nothing changes; with it each value is a mean of those before, the nearest most', () => {
  expect(smoothed(points, 0)).toEqual(points);
  const ys = smoothed(points, 0.5).map(({ y }) => y);
  expect(ys[0]).toBe(2);
  expect(ys[1]).toBeCloseTo((0.5 * 2 + 4) / 1.5, 12);
  expect(ys[2]).toBeCloseTo((0.25 * 2 + 0.5 * 4) / 1.75, 12);
  expect(ys[3]).toBeNull();
});

test('the value at a place is the last that was known there', () => {
  expect(valueAt(points, 2.7)?.y).toBe(4);
  expect(valueAt(points, 4)?.y).toBe(0);
  expect(valueAt(points, 0.5)).toBeUndefined();
});
