import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toyDataset, toyModel } from '../../test/support/toy.js';
import type { Callback } from '../callbacks/callback.js';
import { earlyStopping } from '../callbacks/early-stopping.js';
import { CheckpointStore } from '../checkpoint/checkpoint-store.js';
import { elementwise } from '../index.js';
import type { Model } from '../keras/model.js';
import { toLayout } from '../network/forward.js';
import { adam } from '../optimizers/adam.js';
import { sgd } from '../optimizers/sgd.js';
import { randomFromKey } from '../random/random.js';
import { reduceOnPlateau } from '../schedules/reduce-on-plateau.js';
import type { BatchTransform } from './batch-transform.js';
import { type FitOptions, TrainingDivergedError } from './fit-options.js';
import type { TrainingSettings } from './training-graph.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'giemsa-resume-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const EPOCHS = 4;
const STEPS_IN_ALL = EPOCHS * 3;
const dataset = toyDataset(40);
const validationData = toyDataset(8, 'validation');

/** Random brightness: a transform that draws numbers for each batch. */
const brightness: BatchTransform = {
  config: { name: 'brightness' },
  inputs: (batchSize) => ({ gain: { dtype: 'float32', shape: [batchSize] } }),
  build: (examples, { gain }) => elementwise.mul(toLayout(examples), gain!),
  sample: (random, batchSize) => ({
    gain: Float32Array.from({ length: batchSize }, () => random.uniform(0.5, 1.5)),
  }),
};

/** Settings that leave nothing out: schedule, momentum, clipping, averages, random transform. */
const everything = (): TrainingSettings => ({
  loss: { name: 'binary_crossentropy', labelSmoothing: 0.1 },
  optimizer: adam({
    learningRate: reduceOnPlateau({ learningRate: 0.05, patience: 1, factor: 0.5, minDelta: 0.01 }),
  }),
  globalClipnorm: 1,
  emaMomentum: 0.8,
  transform: brightness,
});

class Stopped extends Error {}

/** Ends the training with an error after a number of steps, as a fault would. */
function stopAfter(steps: number): Callback {
  let done = 0;
  return {
    onBatchEnd: ({ phase }) => {
      if (phase === 'train' && ++done === steps) throw new Stopped(`stopped after ${steps} steps`);
    },
  };
}

async function train(
  options: Partial<FitOptions> = {},
  settings = everything(),
): Promise<{ model: Model; losses: number[] }> {
  const model = toyModel({ seed: 1 });
  model.compile(settings);
  const { epochs } = await model.fit(dataset, {
    epochs: EPOCHS,
    batchSize: 16,
    threads: 1,
    seed: 2,
    validationData,
    ...options,
  });
  return { model, losses: epochs.map(({ loss }) => loss) };
}

let straightRun: ReturnType<typeof train> | undefined;
/** The training that is never stopped; run once. */
const trainStraight = () => {
  straightRun ??= train();
  return straightRun;
};

const checkpoints = (more: Partial<FitOptions['checkpoints']> = {}) => ({
  store: new CheckpointStore(folder),
  resume: true,
  everySeconds: 0,
  ...more,
});

describe('a training that is stopped and resumed', () => {
  test.each([1, 2, 3, 4, 5, 6])(
    'ends with the same weights and history, bit for bit (stops drawn from %i)',
    async (key) => {
      const straight = await trainStraight();
      const random = randomFromKey(key, 'stops');
      let left = STEPS_IN_ALL;
      while (left > 1) {
        const steps = 1 + random.integer(left - 1);
        await expect(train({ checkpoints: checkpoints(), callbacks: [stopAfter(steps)] })).rejects.toThrow(
          Stopped,
        );
        left -= Math.max(1, steps - 1);
        if (random.integer(2) === 0) break;
      }
      const resumed = await train({ checkpoints: checkpoints() });
      expect(resumed.model.getWeights()).toEqual(straight.model.getWeights());
      expect(resumed.losses).toEqual(straight.losses);
    },
  );

  test('continues from the last epoch when nothing was saved within one', async () => {
    const straight = await trainStraight();
    await expect(
      train({ checkpoints: checkpoints({ everySeconds: 1e6 }), callbacks: [stopAfter(8)] }),
    ).rejects.toThrow(Stopped);
    const begun: number[] = [];
    const watcher: Callback = { onEpochBegin: (epoch) => void begun.push(epoch) };
    const resumed = await train({ checkpoints: checkpoints(), callbacks: [watcher] });
    expect(begun).toEqual([2, 3]);
    expect(resumed.model.getWeights()).toEqual(straight.model.getWeights());
  });

  test('keeps what callbacks remember: early stopping ends at the same epoch, with the same best weights', async () => {
    const callbacks = () => [
      earlyStopping({ monitor: 'loss', minDelta: 0.05, patience: 1, restoreBestWeights: true }),
    ];
    const straight = await train({ epochs: 12, callbacks: callbacks() });
    expect(straight.losses.length).toBeLessThan(12);
    const stopped = train({
      epochs: 12,
      callbacks: [...callbacks(), stopAfter(4)],
      checkpoints: checkpoints(),
    });
    await expect(stopped).rejects.toThrow(Stopped);
    const resumed = await train({ epochs: 12, callbacks: callbacks(), checkpoints: checkpoints() });
    expect(resumed.losses).toEqual(straight.losses);
    expect(resumed.model.getWeights()).toEqual(straight.model.getWeights());
  });

  test('that had ended has nothing left to do', async () => {
    const first = await train({ checkpoints: checkpoints() });
    const steps: number[] = [];
    const again = await train({
      checkpoints: checkpoints(),
      callbacks: [{ onBatchEnd: ({ step }) => void steps.push(step) }],
    });
    expect(steps).toEqual([]);
    expect(again.model.getWeights()).toEqual(first.model.getWeights());
    expect(again.losses).toEqual(first.losses);
  });

  test('may be given more epochs', async () => {
    const straight = await train({ epochs: EPOCHS + 1 });
    await train({ checkpoints: checkpoints() });
    const longer = await train({ epochs: EPOCHS + 1, checkpoints: checkpoints() });
    expect(longer.model.getWeights()).toEqual(straight.model.getWeights());
  });

  test('starts from the beginning if there is no checkpoint', async () => {
    const straight = await trainStraight();
    const resumed = await train({ checkpoints: checkpoints() });
    expect(resumed.model.getWeights()).toEqual(straight.model.getWeights());
  });
});

describe('a damaged newest checkpoint', () => {
  test.each([
    { damage: 'cut short', harm: (path: string) => truncateSync(path, 1000) },
    { damage: 'empty', harm: (path: string) => writeFileSync(path, '') },
    {
      damage: 'one byte changed',
      harm: (path: string) => {
        const bytes = readFileSync(path);
        bytes[bytes.length - 100]! ^= 1;
        writeFileSync(path, bytes);
      },
    },
  ])(
    '($damage) is passed over for the one before, with a warning, and the end is the same',
    async ({ harm }) => {
      const straight = await trainStraight();
      await expect(train({ checkpoints: checkpoints(), callbacks: [stopAfter(7)] })).rejects.toThrow(Stopped);
      harm(join(folder, 'last.safetensors'));
      const warnings: string[] = [];
      const resumed = await train({
        checkpoints: checkpoints({ onWarning: (warning) => void warnings.push(warning) }),
      });
      expect(warnings).toEqual([
        expect.stringMatching(/last\.safetensors is damaged.*Continuing from .*previous\.safetensors/),
      ]);
      expect(resumed.model.getWeights()).toEqual(straight.model.getWeights());
    },
  );
});

describe('resuming with other settings', () => {
  const cases: {
    title: string;
    options?: Partial<FitOptions>;
    settings?: Partial<TrainingSettings>;
    message: string;
  }[] = [
    { title: 'another batch size', options: { batchSize: 8 }, message: 'batchSize was 16, now 8' },
    { title: 'another seed', options: { seed: 3 }, message: 'seed was 2, now 3' },
    { title: 'class weights', options: { classWeight: [1, 2] }, message: 'classWeight was null, now [1,2]' },
    {
      title: 'another limit of gradients',
      settings: { globalClipnorm: 2 },
      message: 'globalClipnorm was 1, now 2',
    },
    {
      title: 'another optimizer',
      settings: { optimizer: sgd() },
      message: 'optimizer.name was "adam", now "sgd"',
    },
    {
      title: 'another loss',
      settings: { loss: { name: 'categorical_crossentropy' } },
      message: 'loss.name was "binary_crossentropy", now "categorical_crossentropy"',
    },
    {
      title: 'several at once',
      options: { batchSize: 8, seed: 3 },
      message: 'batchSize was 16, now 8; seed was 2, now 3',
    },
  ];

  test.each(cases)(
    '$title: an error that lists what differs',
    async ({ options = {}, settings = {}, message }) => {
      await train({ epochs: 1, checkpoints: checkpoints() });
      const before = readFileSync(join(folder, 'last.safetensors'));
      const resumed = train({ ...options, checkpoints: checkpoints() }, { ...everything(), ...settings });
      await expect(resumed).rejects.toThrow(message);
      await expect(resumed).rejects.toThrow(
        'Resume with the settings it was made with, or train into another folder.',
      );
      expect(readFileSync(join(folder, 'last.safetensors')).equals(before)).toBe(true);
    },
  );

  test('without resume a new training overwrites the old one', async () => {
    const straight = await train({ epochs: 1, seed: 3 });
    await train({ epochs: 1, checkpoints: checkpoints() });
    const anew = await train({ epochs: 1, seed: 3, checkpoints: checkpoints({ resume: false }) });
    expect(anew.model.getWeights()).toEqual(straight.model.getWeights());
  });
});

describe('a training that diverges', () => {
  test('leaves the checkpoints of earlier steps as they were, all of finite numbers', async () => {
    await train({ epochs: 2, checkpoints: checkpoints({ everySeconds: 1e6 }) });
    const before = readFileSync(join(folder, 'last.safetensors'));
    // After the checkpoint the images are so bright that nothing stays finite.
    const blinding: BatchTransform = {
      ...brightness,
      sample: (_random, batchSize) => ({ gain: new Float32Array(batchSize).fill(1e38) }),
    };
    const diverging = train(
      { checkpoints: checkpoints({ everySeconds: 1e6 }) },
      { ...everything(), transform: blinding },
    );
    await expect(diverging).rejects.toBeInstanceOf(TrainingDivergedError);
    expect(readFileSync(join(folder, 'last.safetensors')).equals(before)).toBe(true);
    const { state } = (await new CheckpointStore(folder).loadLatest())!;
    for (const [name, { data }] of Object.entries(state.tensors))
      expect(data.every(Number.isFinite), name).toBe(true);
  });

  test('never saves weights that are not finite, even when the loss still was', async () => {
    // Gradients of about 1 times this rate overflow at the first step, whose loss is that of the initial weights.
    const settings: TrainingSettings = {
      loss: { name: 'binary_crossentropy' },
      optimizer: sgd({ learningRate: 3.4e38, momentum: 0.9 }),
    };
    const diverging = train(
      { epochs: 1, batchSize: 40, classWeight: [100, 1], checkpoints: checkpoints() },
      settings,
    );
    await expect(diverging).rejects.toThrow(
      'the weights became infinite or NaN in epoch 1, step 1, at learning rate 3.4e+38',
    );
    const saved = await new CheckpointStore(folder).loadLatest();
    for (const { data } of Object.values(saved?.state.tensors ?? {}))
      expect(data.every(Number.isFinite)).toBe(true);
  });
});

describe('a process that is killed', () => {
  const program = fileURLToPath(new URL('../../test/training-child.mjs', import.meta.url));

  /** Runs the training; kills it after so many lines of output. Returns whether it came to its end. */
  function run(
    checkpointFolder: string,
    weightsFile: string,
    killAfterLines = Number.POSITIVE_INFINITY,
  ): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, checkpointFolder, weightsFile], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let lines = 0;
      child.stdout.on('data', (chunk: Buffer) => {
        lines += chunk.toString().split('\n').length - 1;
        if (lines >= killAfterLines) child.kill('SIGKILL');
      });
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        if (code !== 0 && signal !== 'SIGKILL')
          reject(new Error(`the training ended with ${code ?? signal}`));
        else resolve(code === 0);
      });
    });
  }

  test('ends with the same weights, bit for bit, however often it is killed', async () => {
    const straight = join(folder, 'straight.json');
    expect(await run(join(folder, 'a'), straight)).toBe(true);
    const weights = join(folder, 'resumed.json');
    for (const lines of [1, 4, 7]) expect(await run(join(folder, 'b'), weights, lines)).toBe(false);
    expect(await run(join(folder, 'b'), weights)).toBe(true);
    expect(readFileSync(weights, 'utf8')).toBe(readFileSync(straight, 'utf8'));
    expect(readdirSync(join(folder, 'b')).toSorted()).toEqual([
      'best.safetensors',
      'last.safetensors',
      'previous.safetensors',
    ]);
  });
});
