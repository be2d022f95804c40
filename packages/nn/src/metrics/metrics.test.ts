import { describe, expect, it, test } from 'vitest';
import { binaryAccuracy, categoricalAccuracy, resolveAccuracy } from './accuracy.js';
import { createMonitor, type MonitoredName, type MonitorMode } from './monitor.js';
import { RunningMean } from './running-mean.js';

describe('resolveAccuracy', () => {
  test.each([
    { target: [32, 1], output: [32, 1], name: 'binaryAccuracy' },
    { target: [32, 2], output: [32, 2], name: 'categoricalAccuracy' },
    { target: [32, 10], output: [32, 10], name: 'categoricalAccuracy' },
  ])('targets $target, outputs $output: $name, as in Keras', ({ target, output, name }) => {
    expect(resolveAccuracy(target, output)).toBe(name);
  });

  it('refuses targets that are not one-hot', () => {
    expect(() => resolveAccuracy([32, 1], [32, 2])).toThrow(
      'targets [32, 1] and outputs [32, 2] differ in shape. Give one-hot targets',
    );
  });
});

describe('accuracy', () => {
  it('binary: over 0.5 is class 1, exactly 0.5 is class 0 (Keras gives 0.5 here)', () => {
    expect(binaryAccuracy(Float32Array.of(1, 1, 0, 0), Float32Array.of(0.9, 0.5, 0.2, 0.6))).toBe(0.5);
  });

  it('categorical: of equal outputs the first counts (Keras gives 0.5 here)', () => {
    const targets = Float32Array.of(1, 0, 0, 1, 1, 0, 0, 1);
    const outputs = Float32Array.of(0.9, 0.1, 0.4, 0.6, 0.3, 0.7, 0.5, 0.5);
    expect(categoricalAccuracy(targets, outputs, 2)).toBe(0.5);
  });
});

describe('RunningMean', () => {
  it('weights a last, smaller batch by its size', () => {
    const loss = new RunningMean();
    loss.add(1, 32);
    loss.add(4, 16);
    expect(loss.mean).toBe(2);
    loss.reset();
    expect(loss.mean).toBeNaN();
  });
});

const improvements: [MonitoredName, MonitorMode, number, number, number | null, boolean][] = [
  ['val_loss', 'auto', 0, 0.5, null, true],
  ['val_loss', 'auto', 0, 0.5, 0.6, true],
  ['val_loss', 'auto', 0, 0.6, 0.6, false],
  ['val_loss', 'auto', 0.2, 0.5, 0.6, false],
  ['val_accuracy', 'auto', 0, 0.7, 0.6, true],
  ['val_accuracy', 'auto', 0.05, 0.64, 0.6, false],
  ['val_loss', 'max', 0, 0.7, 0.6, true],
  ['accuracy', 'min', 0, 0.7, 0.6, false],
  ['loss', 'auto', 0, Number.NaN, null, false],
  ['loss', 'auto', 0, Number.NaN, 0.6, false],
];
test.each(improvements)('monitor %s, mode %s, minDelta %d: %d after %s improves: %s', (...row) => {
  const [monitor, mode, minDelta, value, best, expected] = row;
  expect(createMonitor('test', { monitor, mode, minDelta }).isImprovement(value, best)).toBe(expected);
});
