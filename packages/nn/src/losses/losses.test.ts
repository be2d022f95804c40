import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkGradients } from '../../test/support/check-gradients.js';
import { between } from '../../test/support/inputs.js';
import { type Build, compileGradients, compileOperator, gradientName } from '../../test/support/operator.js';
import { expectClose, permute, type Values } from '../../test/support/values.js';
import type { Tensor } from '../graph/tensor.js';
import { softmax } from '../ops/activations.js';
import { meanAll, mul } from '../ops/math.js';
import { meanLoss } from '../training/mean-loss.js';
import { lossConfig as configOf, createLoss, type LossConfig, type LossName } from './losses.js';

interface Golden {
  loss: 'binaryCrossentropy' | 'categoricalCrossentropy' | 'meanSquaredError' | 'meanAbsoluteError';
  why: string;
  fromLogits: boolean;
  labelSmoothing: number;
  /** Keras computes the loss of a softmax output from its logits; `yPred` are these logits. */
  softmaxHead: boolean;
  sampleWeight: number[] | null;
  yTrue: Values;
  yPred: Values;
  float32: { value: number; perSample: number[]; gradient: Values };
}

/** Keras' losses and their gradients; made by interop/goldens/losses.py. */
const goldens = JSON.parse(
  readFileSync(new URL('../../test/goldens/losses.json', import.meta.url), 'utf8'),
) as { cases: Golden[] };

const NAMES: Record<Golden['loss'], LossName> = {
  binaryCrossentropy: 'binary_crossentropy',
  categoricalCrossentropy: 'categorical_crossentropy',
  meanSquaredError: 'mean_squared_error',
  meanAbsoluteError: 'mean_absolute_error',
};

const lossConfig = ({ loss, fromLogits, labelSmoothing }: Golden): LossConfig => ({
  name: NAMES[loss],
  fromLogits,
  labelSmoothing,
});

/** What the model puts out: the golden's predictions, or their softmax. */
const head = ({ softmaxHead }: Golden, predictions: Tensor): Tensor =>
  softmaxHead ? softmax(predictions, 0) : predictions;

const columns = (values: Values): Values => permute(values, [1, 0]);

test.each(goldens.cases)(
  '$loss, $why (smoothing $labelSmoothing): value and gradient as Keras',
  async (golden) => {
    const loss = createLoss(lossConfig(golden));
    const examples = golden.yTrue.shape[0]!;
    const inputs = {
      targets: columns(golden.yTrue),
      outputs: columns(golden.yPred),
      weights: { shape: [1, examples], data: golden.sampleWeight ?? new Array<number>(examples).fill(1) },
    };
    const build: Build = ({ targets, outputs, weights }) =>
      meanAll(mul(loss(targets!, head(golden, outputs!)), weights!));
    const compiled = await compileGradients(build, inputs, ['outputs']);
    const results = await compiled.run({ ...inputs, upstream: { shape: [], data: [1] } });
    await compiled.release();
    const { value, gradient } = golden.float32;
    expectClose(results.y!, { shape: [], data: [value] }, 'the loss', 1e-5);
    expectClose(results[gradientName('outputs')]!, columns(gradient), 'its gradient', 1e-5);
  },
);

test.each(goldens.cases)(
  '$loss, $why (smoothing $labelSmoothing): the loss of each example as Keras',
  async (golden) => {
    const loss = createLoss(lossConfig(golden));
    const inputs = { targets: columns(golden.yTrue), outputs: columns(golden.yPred) };
    const compiled = await compileOperator(
      ({ targets, outputs }) => loss(targets!, head(golden, outputs!)),
      inputs,
    );
    const { y } = await compiled.run(inputs);
    await compiled.release();
    expectClose(
      y!,
      { shape: [1, golden.yTrue.shape[0]!], data: golden.float32.perSample },
      'the losses',
      1e-5,
    );
  },
);

const forms: { config: LossConfig; low: number; high: number }[] = [
  { config: { name: 'binary_crossentropy' }, low: 0.35, high: 0.65 },
  { config: { name: 'binary_crossentropy', labelSmoothing: 0.1 }, low: 0.35, high: 0.65 },
  { config: { name: 'binary_crossentropy', fromLogits: true }, low: 0.1, high: 3 },
  { config: { name: 'categorical_crossentropy' }, low: 0.35, high: 0.65 },
  { config: { name: 'categorical_crossentropy', fromLogits: true, labelSmoothing: 0.1 }, low: -3, high: 3 },
  { config: { name: 'mean_squared_error' }, low: -2, high: 2 },
  // Above every target, where the absolute value has no corner.
  { config: { name: 'mean_absolute_error' }, low: 1.1, high: 2 },
];

test.each(forms)('$config: the gradient is the central difference', async ({ config, low, high }) => {
  const inputs = {
    targets: between(0, 1, 'targets', [3, 4]),
    outputs: between(low, high, 'outputs', [3, 4]),
  };
  const build: Build = ({ targets, outputs }) => createLoss(config)(targets!, outputs!);
  await checkGradients({ build, inputs, differentiable: ['outputs'], step: 0.01 });
});

describe('meanLoss', () => {
  const plain = goldens.cases.filter(
    ({ sampleWeight, softmaxHead }) => sampleWeight === null && !softmaxHead,
  );

  test.each(plain)(
    '$loss, $why (smoothing $labelSmoothing): the value that training reports',
    async (golden) => {
      const [, units] = golden.yTrue.shape;
      const value = await meanLoss(
        lossConfig(golden),
        Float32Array.from(golden.yTrue.data),
        Float32Array.from(golden.yPred.data),
        units!,
      );
      expect(Math.abs(value / golden.float32.value - 1)).toBeLessThanOrEqual(1e-5);
    },
  );
});

test.each([
  [
    { name: 'hinge' as LossName },
    'unknown loss "hinge"; known are binary_crossentropy, categorical_crossentropy, ' +
      'sparse_categorical_crossentropy, mean_squared_error, mean_absolute_error, mse, mae',
  ],
  [{ name: 'binary_crossentropy', labelSmoothing: 1 }, 'labelSmoothing must lie in [0, 1), received 1'],
  [
    { name: 'sparse_categorical_crossentropy', labelSmoothing: 0.1 },
    'sparse_categorical_crossentropy has no labelSmoothing',
  ],
  [{ name: 'mean_squared_error', fromLogits: true }, 'mean_squared_error has no fromLogits'],
] satisfies [LossConfig, string][])('%o is refused', (config, message) => {
  expect(() => createLoss(config)).toThrow(message);
});

test.each([
  ['mse', { name: 'mean_squared_error' }],
  ['mae', { name: 'mean_absolute_error' }],
  ['categorical_crossentropy', { name: 'categorical_crossentropy' }],
] as const)('%s is chosen by its name alone', (name, config) => {
  expect(configOf(name)).toEqual(config);
});

// keras.losses.categorical_crossentropy(targets, logits, from_logits=True), Keras 3: [0.94858736, 0.8209394, 1.5485873].
test('categorical crossentropy takes probabilities as targets, as distillation does', async () => {
  const targets = Float32Array.of(0.7, 0.3, 0.02, 0.98, 0.5, 0.5);
  const logits = Float32Array.of(2, -1, 0.5, 0.25, 0, 3);
  const config: LossConfig = { name: 'categorical_crossentropy', fromLogits: true };
  expect(await meanLoss(config, targets, logits, 2)).toBeCloseTo((0.94858736 + 0.8209394 + 1.5485873) / 3, 6);
});
