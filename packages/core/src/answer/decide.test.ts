import { describe, expect, test } from 'vitest';
import { certainty, decide, isPositive, isUnsure, mostProbable, unsureBand } from './decide.js';

const RULE = { classNames: ['infected', 'healthy'], positiveClass: 0, threshold: 0.5 };

describe('of two classes, the threshold decides', () => {
  test.each([
    [0.7, 0.7, 0],
    [0.6999, 0.7, 1],
    [0, 0, 0],
    [1, 1, 0],
    // float32 of 0.9 is a little less than 0.9.
    [Math.fround(0.9), 0.9, 1],
  ])('%d at %d is class %d', (probability, threshold, expected) => {
    expect(decide([probability, 1 - probability], { ...RULE, threshold }).class).toBe(expected);
    const turned = { ...RULE, positiveClass: 1, threshold };
    expect(decide([1 - probability, probability], turned).class).toBe(1 - expected);
    expect(isPositive(probability, threshold)).toBe(expected === 0);
  });

  test('the probability is that of the positive class, whichever class is decided for', () => {
    expect(decide([0.2, 0.8], RULE)).toEqual({ class: 1, probability: 0.2 });
  });
});

describe('of more than two classes, the most probable one is decided for', () => {
  const three = { classNames: ['a', 'b', 'c'], positiveClass: 2, threshold: 0.1, unsureHalfWidth: 1 };

  test('whatever the threshold, and nothing is unsure', () => {
    expect(decide([0.5, 0.3, 0.2], three)).toEqual({ class: 0, probability: 0.5 });
  });

  test('the first of equals', () => {
    expect(mostProbable([0.2, 0.4, 0.4])).toBe(1);
    expect(mostProbable(Float32Array.of(0.5, 0.5))).toBe(0);
  });

  test('the least probable answer is the least certain one', () => {
    expect(certainty(0.4, { ...three, threshold: 0.5 })).toBeLessThan(
      certainty(0.5, { ...three, threshold: 0.5 }),
    );
  });
});

describe('the unsure band', () => {
  const banded = { ...RULE, unsureHalfWidth: 0.5 };

  test('lies around the threshold, in logits, and moves with it', () => {
    const { low, high } = unsureBand(0.8, Math.log(2));
    expect(low).toBeCloseTo(2 / 3, 12);
    expect(high).toBeCloseTo(8 / 9, 12);
    expect(decide([0.75, 0.25], { ...banded, threshold: 0.8 }).unsure).toBe(true);
    expect(decide([0.75, 0.25], banded).unsure).toBe(false);
  });

  test('holds a cell at the threshold itself, also at 0 and 1', () => {
    for (const threshold of [0, 0.5, 1]) expect(isUnsure(threshold, threshold, 0.5)).toBe(true);
  });

  test('of no width holds none', () => {
    expect(isUnsure(0.5, 0.5, 0)).toBe(false);
  });

  test('says the same as its ends', () => {
    const { low, high } = unsureBand(0.3, 0.5);
    expect([low - 1e-9, low + 1e-9, high - 1e-9, high + 1e-9].map((p) => isUnsure(p, 0.3, 0.5))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('tells near 1 apart what 1e-9 away would not', () => {
    expect(isUnsure(1 - 1e-10, 1, 0.5)).toBe(false);
  });

  test('is left out where the model has none', () => {
    expect(decide([0.5, 0.5], RULE)).not.toHaveProperty('unsure');
  });
});

test('0.75 is less certain than 0.99 at a threshold of 0.9, though it is farther away', () => {
  const rule = { ...RULE, threshold: 0.9 };
  expect(certainty(0.75, rule)).toBeLessThan(certainty(0.99, rule));
});
