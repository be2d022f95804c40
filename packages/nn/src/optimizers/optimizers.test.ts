import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileGraph } from '../../test/support/run-graph.js';
import { expectClose, sizeOf, type Values } from '../../test/support/values.js';
import { Graph } from '../graph/graph.js';
import {
  averageName,
  slotName,
  stepScalars,
  type UpdateSettings,
  updateParameters,
} from '../training/parameter-update.js';
import { adam, adamW } from './adam.js';
import type { Optimizer } from './optimizer.js';
import { sgd } from './sgd.js';

type Numbers = Record<string, number[]>;

interface Golden {
  optimizer: 'sgd' | 'adam' | 'adamW';
  why: string;
  config: {
    learningRate: number;
    globalClipnorm?: number;
    useEma?: boolean;
    emaMomentum?: number;
    weightDecay?: number;
  };
  steps: (Numbers & { average?: Numbers })[];
}

/** Weights after each of ten steps of Keras' optimizers in float64; made by interop/goldens/optimizers.py. */
const goldens = JSON.parse(
  readFileSync(new URL('../../test/goldens/optimizers.json', import.meta.url), 'utf8'),
) as {
  weights: Record<string, Values>;
  gradients: Numbers[];
  cases: Golden[];
};

const OPTIMIZERS: Record<Golden['optimizer'], (options: object) => Optimizer> = { sgd, adam, adamW };

/** Everything that changes, after each step. */
async function run(
  settings: UpdateSettings,
  learningRate: number,
  scalarsOf: (step: number) => Record<string, number> = (step) => stepScalars(settings, step, learningRate),
): Promise<Record<string, Values>[]> {
  let state: Record<string, Values> = { ...goldens.weights };
  for (const [name, values] of Object.entries(goldens.weights)) {
    const flat = { shape: [sizeOf(values.shape)], data: new Float32Array(values.data.length) };
    for (const slot of settings.optimizer.slots) state[slotName(name, slot)] = flat;
    state[averageName(name)] = { ...flat, data: values.data };
  }
  const graph = new Graph('CHWN');
  const parameters = Object.entries(goldens.weights).map(([name, { shape }]) => ({
    name,
    parameter: graph.input(name, 'float32', shape),
    gradient: graph.input(`gradient/${name}`, 'float32', shape),
  }));
  const updated = Object.entries(updateParameters(settings, parameters));
  const outputs = Object.fromEntries(updated.map(([name, tensor]) => [`new ${name}`, tensor]));
  const compiled = await compileGraph(graph, outputs);
  const steps: Record<string, Values>[] = [];
  for (const [index, gradients] of goldens.gradients.entries()) {
    const scalars = Object.entries(scalarsOf(index + 1));
    const results = await compiled.run({
      ...state,
      ...Object.fromEntries(
        scalars.map(([name, value]) => [`scalar/${name}`, { shape: [1], data: [value] }]),
      ),
      ...Object.fromEntries(
        Object.entries(gradients).map(([name, data]) => [
          `gradient/${name}`,
          { shape: goldens.weights[name]!.shape, data },
        ]),
      ),
    });
    // New weights are plain vectors.
    const changed = updated.map(([name]) => {
      const result = results[`new ${name}`]!;
      return [name, { ...result, shape: state[name]?.shape ?? result.shape }] as const;
    });
    state = { ...state, ...Object.fromEntries(changed) };
    steps.push(state);
  }
  await compiled.release();
  return steps;
}

/** Keras rounds its betas to float32 even in float64, which changes Adam's first steps by 6e-6. */
const TOLERANCE = 2e-5;

/** Weight decay of plain SGD is not offered. */
const offered = goldens.cases.filter(
  ({ optimizer, config }) => optimizer !== 'sgd' || config.weightDecay === undefined,
);

test.each(offered)('$optimizer, $why: ten steps as Keras', async ({ optimizer, config, steps }) => {
  const { globalClipnorm, emaMomentum, learningRate } = config;
  const settings: UpdateSettings = {
    optimizer: OPTIMIZERS[optimizer](config),
    ...(globalClipnorm === undefined ? {} : { globalClipnorm }),
    ...(emaMomentum === undefined ? {} : { emaMomentum }),
  };
  // Keras does not warm the average's momentum up.
  const constant = (step: number) => {
    const momentum = step === 1 ? 0 : (emaMomentum ?? 0);
    return {
      ...stepScalars(settings, step, learningRate),
      ...(emaMomentum === undefined ? {} : { average_kept: momentum, average_taken: 1 - momentum }),
    };
  };
  const states = await run(settings, learningRate, constant);
  for (const [index, { average, ...weights }] of steps.entries()) {
    for (const [name, { shape }] of Object.entries(goldens.weights)) {
      const values = { shape, data: weights[name]! };
      expectClose(states[index]![name]!, values, `${name} after step ${index + 1}`, TOLERANCE);
      if (!average) continue;
      const averaged = { shape: [sizeOf(shape)], data: average[name]! };
      expectClose(
        states[index]![averageName(name)]!,
        averaged,
        `average of ${name} after step ${index + 1}`,
        TOLERANCE,
      );
    }
  }
});

describe('adamW', () => {
  test('excluded parameters keep their size', async () => {
    const decaying = await run(
      { optimizer: adamW({ learningRate: 0.1, weightDecay: 0.1, excludeFromWeightDecay: ['bias'] }) },
      0.1,
    );
    const plain = await run({ optimizer: adam({ learningRate: 0.1 }) }, 0.1);
    expect(decaying.at(-1)!.bias!.data).toEqual(plain.at(-1)!.bias!.data);
    expect(decaying.at(-1)!.kernel!.data).not.toEqual(plain.at(-1)!.kernel!.data);
  });
});

test.each([
  { create: () => adam({ beta1: 1 }), message: 'adam: beta1 must lie in [0, 1), received 1' },
  { create: () => adam({ beta2: -0.1 }), message: 'adam: beta2 must lie in [0, 1), received -0.1' },
  { create: () => adam({ epsilon: 0 }), message: 'adam: epsilon must be above 0, received 0' },
  {
    create: () => adamW({ weightDecay: Number.NaN }),
    message: 'adamW: weightDecay must be at least 0, received NaN',
  },
  { create: () => sgd({ momentum: 1.5 }), message: 'sgd: momentum must lie in [0, 1], received 1.5' },
])('options out of range are refused: $message', ({ create, message }) => {
  expect(create).toThrow(message);
});
