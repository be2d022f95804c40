import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { constantSchedule } from './constant-schedule.js';
import { cosineDecay } from './cosine-decay.js';
import { getSchedule } from './get-schedule.js';
import { oneCycle } from './one-cycle.js';
import { reduceOnPlateau } from './reduce-on-plateau.js';
import type { CosineDecayOptions, OneCycleOptions, ReduceOnPlateauOptions, Schedule } from './schedule.js';

interface Case<Options> {
  why: string;
  config: Options;
  learningRates: number[];
}

/** Values of Keras and PyTorch; made by a script in interop/. */
const goldens = JSON.parse(
  readFileSync(new URL('../../test/goldens/schedules.json', import.meta.url), 'utf8'),
) as {
  cosineDecay: Case<CosineDecayOptions>[];
  oneCycle: Case<OneCycleOptions>[];
  reduceLearningRateOnPlateau: {
    initialLearningRate: number;
    losses: number[];
    cases: Case<Partial<ReduceOnPlateauOptions>>[];
  };
};

function expectLearningRates(schedule: Schedule, expected: number[]): void {
  const highest = Math.max(...expected);
  expected.forEach((learningRate, step) => {
    expect(Math.abs(schedule.learningRate(step) - learningRate)).toBeLessThanOrEqual(1e-8 * highest);
  });
}

test.each(goldens.cosineDecay)('cosineDecay, $why: as Keras', ({ config, learningRates }) => {
  expectLearningRates(cosineDecay(config), learningRates);
});

const oneCycleCases: Case<OneCycleOptions>[] = [
  ...goldens.oneCycle,
  {
    why: 'no rise at all',
    config: { maxLearningRate: 0.3, totalSteps: 5, pctStart: 0 },
    learningRates: [
      0.2713526637460455, 0.1963529637460455, 0.10364823625395453, 0.028648536253954526, 1.2e-6,
    ],
  },
];
test.each(oneCycleCases)('oneCycle, $why: as PyTorch', ({ config, learningRates }) => {
  expectLearningRates(oneCycle(config), learningRates);
});

describe('oneCycle', () => {
  it('keeps the last learning rate after totalSteps, where PyTorch throws', () => {
    const schedule = oneCycle({ maxLearningRate: 0.01, totalSteps: 10 });
    expect(schedule.learningRate(9)).toBeCloseTo(4e-8, 15);
    expect(schedule.learningRate(1000)).toBe(schedule.learningRate(9));
  });

  test.each([1, 2, 3, 4])('is a number above 0 in every step of a run of %d steps', (totalSteps) => {
    const schedule = oneCycle({ maxLearningRate: 0.01, totalSteps });
    for (let step = 0; step < totalSteps; step++) expect(schedule.learningRate(step)).toBeGreaterThan(0);
  });
});

const plateau = goldens.reduceLearningRateOnPlateau;
test.each(plateau.cases)('reduceOnPlateau, $why: as Keras', ({ config, learningRates }) => {
  const monitor = config.mode === 'max' ? 'val_accuracy' : 'val_loss';
  const schedule = reduceOnPlateau({ learningRate: plateau.initialLearningRate, monitor, ...config });
  plateau.losses.forEach((loss, epoch) => {
    schedule.onEpochEnd?.({ [monitor]: monitor === 'val_accuracy' ? 1 - loss : loss });
    expect(schedule.learningRate(0) / learningRates[epoch]!).toBeCloseTo(1, 6);
  });
});

describe('reduceOnPlateau', () => {
  const options = { learningRate: 0.1, factor: 0.5, patience: 2, cooldown: 1 } as const;

  it('continues identically from a stored state', () => {
    const losses = [1, 0.9, 0.95, 0.96, 0.97, 0.8, 0.81, 0.82, 0.83, 0.84, 0.85];
    const straight = reduceOnPlateau(options);
    for (const loss of losses) straight.onEpochEnd?.({ val_loss: loss });
    for (let stop = 0; stop < losses.length; stop++) {
      const before = reduceOnPlateau(options);
      for (const loss of losses.slice(0, stop)) before.onEpochEnd?.({ val_loss: loss });
      const after = getSchedule(JSON.parse(JSON.stringify(before.config)));
      after.setState?.(JSON.parse(JSON.stringify(before.getState?.())));
      for (const loss of losses.slice(stop)) after.onEpochEnd?.({ val_loss: loss });
      expect(after.getState?.()).toEqual(straight.getState?.());
    }
  });

  it('watches an accuracy for growth without being told', () => {
    const schedule = reduceOnPlateau({ learningRate: 0.1, patience: 1, monitor: 'val_accuracy' });
    for (const accuracy of [0.5, 0.6, 0.7]) schedule.onEpochEnd?.({ val_accuracy: accuracy });
    expect(schedule.learningRate(0)).toBe(0.1);
    schedule.onEpochEnd?.({ val_accuracy: 0.65 });
    expect(schedule.learningRate(0)).toBeCloseTo(0.01);
  });

  it('does not take NaN for the best value', () => {
    const schedule = reduceOnPlateau({ learningRate: 0.1, patience: 2 });
    for (const loss of [Number.NaN, 1, 0.9, 0.8, 0.7]) schedule.onEpochEnd?.({ val_loss: loss });
    expect(schedule.learningRate(0)).toBe(0.1);
  });

  it('says what to do when the watched number is missing', () => {
    expect(() => reduceOnPlateau(options).onEpochEnd?.({ loss: 1, accuracy: 0.5 })).toThrow(
      'reduceOnPlateau watches "val_loss", but the epoch gave loss, accuracy. ' +
        'Give fit() validation data, or watch "loss".',
    );
  });
});

describe('getSchedule', () => {
  test.each([
    constantSchedule(0.01),
    cosineDecay({ initialLearningRate: 0, decaySteps: 10, warmupTarget: 0.01, warmupSteps: 3 }),
    oneCycle({ maxLearningRate: 0.01, totalSteps: 20, pctStart: 0.4 }),
    reduceOnPlateau({ learningRate: 0.01, patience: 3 }),
  ])('makes $config.name again from its config', (schedule) => {
    const again = getSchedule(JSON.parse(JSON.stringify(schedule.config)));
    expect(again.config).toEqual(schedule.config);
    for (let step = 0; step < 25; step++) expect(again.learningRate(step)).toBe(schedule.learningRate(step));
  });

  it('takes a number as a constant learning rate', () => {
    expect(getSchedule(0.001).learningRate(12_345)).toBe(0.001);
  });

  it('refuses what is out of range, naming the option', () => {
    expect(() => getSchedule(0)).toThrow('learningRate must be a number above 0, got 0');
    expect(() => getSchedule({ name: 'linear' } as never)).toThrow(
      'Unknown schedule "linear". Use one of: constant',
    );
    expect(() => oneCycle({ maxLearningRate: 1, totalSteps: 0 })).toThrow(
      'totalSteps must be a number above 0',
    );
    expect(() => oneCycle({ maxLearningRate: 1, totalSteps: 9, pctStart: 30 })).toThrow(
      'between 0 and 1, got 30',
    );
    expect(() => cosineDecay({ initialLearningRate: 1, decaySteps: 0 })).toThrow('decaySteps must be');
    expect(() => reduceOnPlateau({ learningRate: 1, factor: 1 })).toThrow(
      'factor must be above 0 and below 1',
    );
  });
});
