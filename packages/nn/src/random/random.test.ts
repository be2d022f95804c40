import { describe, expect, it, test } from 'vitest';
import { randomFromKey } from './random.js';

const draw = (count: number, next: () => number) => Array.from({ length: count }, next);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const moment = (values: number[], power: number) => mean(values.map((value) => value ** power));

describe('randomFromKey', () => {
  it('gives these very bits, on every machine and in every version', () => {
    const random = randomFromKey(42, 'shuffle', 3);
    expect(draw(6, () => random.integer(2 ** 32))).toEqual([
      1_936_671_963, 3_039_466_378, 3_268_931_051, 3_448_549_957, 3_727_687_919, 4_061_473_845,
    ]);
    expect(randomFromKey('weights', 7).normal()).toBe(-1.4718867844357164);
  });

  it('depends on the key alone, not on what was drawn before', () => {
    draw(1000, randomFromKey(1, 'augment', 4, 16).normal);
    const first = draw(5, randomFromKey(1, 'augment', 4, 17).normal);
    expect(draw(5, randomFromKey(1, 'augment', 4, 17).normal)).toEqual(first);
  });

  test.each<[(number | string)[], (number | string)[]]>([
    [[1], ['1']],
    [
      [1, 23],
      [12, 3],
    ],
    [['a', 'b'], ['ab']],
    [['a,b'], ['a', 'b']],
    [[0], [0, 0]],
    [[-1], [1]],
    [[2 ** 32], [0]],
  ])('keys %j and %j give unrelated numbers', (one, other) => {
    const pairs = draw(200, () => 0);
    const [a, b] = [randomFromKey(...one), randomFromKey(...other)];
    const equal = pairs.filter(() => a.integer(1000) === b.integer(1000)).length;
    expect(equal).toBeLessThan(5);
  });

  it('gives uncorrelated streams to neighbouring steps', () => {
    const products = draw(0, () => 0);
    for (let step = 0; step < 2000; step++) {
      products.push(randomFromKey(0, step).normal() * randomFromKey(0, step + 1).normal());
    }
    expect(Math.abs(mean(products))).toBeLessThan(4 / Math.sqrt(products.length));
  });

  it('rejects keys that could not be distinguished', () => {
    expect(() => randomFromKey()).toThrow('the key is empty; give at least a seed');
    expect(() => randomFromKey(0.5)).toThrow('integers and strings, got 0.5');
    expect(() => randomFromKey(Number.NaN)).toThrow('got NaN');
  });
});

describe('uniform', () => {
  const random = randomFromKey('uniform');
  const values = draw(100_000, () => random.uniform(-1, 3));

  it('stays in [low, high) and has the mean and variance of a uniform distribution', () => {
    expect(Math.min(...values.slice(0, 10_000))).toBeGreaterThanOrEqual(-1);
    expect(values.every((value) => value < 3)).toBe(true);
    expect(mean(values)).toBeCloseTo(1, 1);
    expect(moment(values, 2) - mean(values) ** 2).toBeCloseTo(16 / 12, 1);
  });

  it('fills 100 bins evenly (chi-squared)', () => {
    const bins = new Float64Array(100);
    for (const value of values) bins[Math.floor((value + 1) * 25)]!++;
    const expected = values.length / bins.length;
    const chiSquared = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 99 degrees of freedom: between the 0.05 % and the 99.95 % quantile.
    expect(chiSquared).toBeGreaterThan(60);
    expect(chiSquared).toBeLessThan(151);
  });
});

describe('normal', () => {
  it('has the moments and the tails of the standard normal distribution', () => {
    const random = randomFromKey('normal');
    const values = draw(200_000, () => random.normal());
    expect(Math.abs(mean(values))).toBeLessThan(0.01);
    expect(moment(values, 2)).toBeCloseTo(1, 1);
    expect(Math.abs(moment(values, 3))).toBeLessThan(0.03);
    expect(Math.abs(moment(values, 4) - 3)).toBeLessThan(0.1);
    const beyondTwo = values.filter((value) => Math.abs(value) > 2).length / values.length;
    expect(Math.abs(beyondTwo - 0.0455)).toBeLessThan(0.002);
  });
});

describe('integer', () => {
  it('gives every integer below n equally often', () => {
    const random = randomFromKey('integer');
    const counts = [0, 0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 70_000; i++) counts[random.integer(7)]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  it('favours no integer when n does not divide 2^32', () => {
    const random = randomFromKey('large');
    const n = 3 * 2 ** 30;
    const lowThird = draw(30_000, () => random.integer(n)).filter((value) => value < n / 3).length;
    expect(Math.abs(lowThird - 10_000)).toBeLessThan(350);
  });

  test.each([0, -1, 1.5, Number.NaN, 2 ** 32 + 1])('refuses n = %d', (n) => {
    expect(() => randomFromKey(1).integer(n)).toThrow(RangeError);
  });
});

describe('shuffle', () => {
  it('keeps the values and gives every order equally often', () => {
    const random = randomFromKey('shuffle');
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = random.shuffle(Uint32Array.of(0, 1, 2, 3)).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('leaves empty and single lists alone', () => {
    expect([...randomFromKey(1).shuffle(new Uint32Array())]).toEqual([]);
    expect([...randomFromKey(1).shuffle(Uint32Array.of(9))]).toEqual([9]);
  });
});
