import { describe, expect, it, test } from 'vitest';
import { randomFromKey } from '../random/random.js';
import { constant } from './constant.js';
import { randomNormal, randomUniform, truncatedNormal } from './distributions.js';
import { computeFans } from './fans.js';
import { getInitializer, type InitializerLike } from './get-initializer.js';
import { heNormal } from './variance-scaling.js';

test.each([
  { shape: [], fanIn: 1, fanOut: 1 },
  { shape: [5], fanIn: 5, fanOut: 5 },
  { shape: [3, 4], fanIn: 3, fanOut: 4 },
  { shape: [3, 5, 7, 11], fanIn: 105, fanOut: 165 },
  { shape: [2, 3, 4, 5, 6], fanIn: 120, fanOut: 144 },
])('computeFans($shape) is as in Keras', ({ shape, fanIn, fanOut }) => {
  expect(computeFans(shape)).toEqual({ fanIn, fanOut });
});

/** For a kernel `[3, 3, 64, 128]`: fanIn 576, fanOut 1152; the formulas are those of Keras' documentation. */
const spreads: { initializer: InitializerLike; stddev: number; largest: number }[] = [
  { initializer: 'glorotUniform', stddev: Math.sqrt(2 / 1728), largest: Math.sqrt(6 / 1728) },
  {
    initializer: 'glorotNormal',
    stddev: Math.sqrt(2 / 1728),
    largest: (2 * Math.sqrt(2 / 1728)) / 0.8796256610342398,
  },
  { initializer: 'heUniform', stddev: Math.sqrt(2 / 576), largest: Math.sqrt(6 / 576) },
  {
    initializer: 'heNormal',
    stddev: Math.sqrt(2 / 576),
    largest: (2 * Math.sqrt(2 / 576)) / 0.8796256610342398,
  },
  { initializer: 'lecunUniform', stddev: Math.sqrt(1 / 576), largest: Math.sqrt(3 / 576) },
  {
    initializer: 'lecunNormal',
    stddev: Math.sqrt(1 / 576),
    largest: (2 * Math.sqrt(1 / 576)) / 0.8796256610342398,
  },
  { initializer: 'truncatedNormal', stddev: 0.05 * 0.8796256610342398, largest: 0.1 },
  { initializer: 'randomUniform', stddev: 0.1 / Math.sqrt(12), largest: 0.05 },
];
test.each(spreads)('$initializer has the spread of Keras', ({ initializer, stddev, largest }) => {
  const values = getInitializer(initializer)([3, 3, 64, 128], randomFromKey(0, String(initializer)));
  expect(values).toHaveLength(73_728);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(Math.abs(mean)).toBeLessThan(stddev * 0.02);
  expect(Math.abs(Math.sqrt(variance) / stddev - 1)).toBeLessThan(0.01);
  const furthest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(furthest).toBeLessThanOrEqual(Math.fround(largest));
  expect(furthest).toBeGreaterThan(0.99 * largest);
});

describe('initializers', () => {
  it('fill with constants', () => {
    const random = randomFromKey(0);
    expect([...getInitializer('zeros')([2, 2], random)]).toEqual([0, 0, 0, 0]);
    expect([...getInitializer('ones')([3], random)]).toEqual([1, 1, 1]);
    expect([...constant(0.5)([], random)]).toEqual([0.5]);
  });

  it('take mean and spread as options', () => {
    const normal = randomNormal({ mean: 3, stddev: 0.1 })([10_000], randomFromKey(1));
    expect(normal.reduce((sum, value) => sum + value, 0) / 10_000).toBeCloseTo(3, 2);
    const uniform = randomUniform({ minval: 2, maxval: 3 })([10_000], randomFromKey(2));
    expect(uniform.every((value) => value >= 2 && value <= 3)).toBe(true);
  });

  it('give the same weights for the same key, and others for another', () => {
    const draw = (seed: number) => heNormal()([3, 3, 8, 8], randomFromKey(seed, 'conv1'));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  test.each([heNormal(), constant(0.3), truncatedNormal({ stddev: 0.02 }), randomUniform({ maxval: 1 })])(
    'are made again from their config: $config',
    (initializer) => {
      const again = getInitializer(JSON.parse(JSON.stringify(initializer.config)));
      expect(again.config).toEqual(initializer.config);
      expect(again([4, 4], randomFromKey(5))).toEqual(initializer([4, 4], randomFromKey(5)));
    },
  );

  it("are found under Keras' names too", () => {
    expect(getInitializer('glorot_uniform').config).toEqual({ name: 'glorotUniform' });
    expect(() => getInitializer('xavier')).toThrow(
      'Unknown initializer "xavier". Use one of: zeros, ones, constant',
    );
  });
});
