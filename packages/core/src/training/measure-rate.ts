import { randomFillSync } from 'node:crypto';
import type { Callback } from '@giemsa/nn';
import { changesNothing } from '../augment/augmentation.js';
import { augmentationTransform } from '../augment/batch-transform.js';
import { trainingCells } from '../dataset/cells.js';
import type { CellDataset } from '../dataset/dataset.js';
import type { TrainingChoices } from '../recipes/choices.js';
import { createOptimizer, resolveSettings } from '../recipes/settings.js';
import { compileModel } from './fit-run.js';
import { createNetwork, withNetworkOfFile } from './network.js';

/** How fast this machine trains. */
export interface MeasuredRate {
  readonly imagesPerSecond: number;
  /** Steps that were timed; the first one, which is slower, is not among them. */
  readonly steps: number;
  readonly seconds: number;
}

/** What is timed. */
export interface MeasureRequest {
  readonly choices: TrainingChoices;
  readonly classNames: readonly string[];
  readonly threads?: number | undefined;
}

const MOST_STEPS = 8;
const LONG_ENOUGH_MS = 8000;

class Enough extends Error {}

/** Trains some steps of a network on noise, and times them. Nothing is frozen, so stages that a recipe freezes are faster. */
export async function measureRate(request: MeasureRequest): Promise<MeasuredRate> {
  const { choices, classNames, threads } = request;
  const settings = await withNetworkOfFile(resolveSettings(choices));
  const { imageSize, batchSize, augmentation, seed } = settings;
  const cells = noise(batchSize * (MOST_STEPS + 1), imageSize, classNames);
  const { model } = await createNetwork(settings, cells);
  const optimizer = createOptimizer(settings, cells.files.length);
  const transform = changesNothing(augmentation)
    ? {}
    : { transform: augmentationTransform(augmentation, imageSize) };
  compileModel({ model, settings, optimizer, ...transform });
  const ends: number[] = [];
  const timing: Callback = {
    onBatchEnd: () => {
      ends.push(performance.now());
      if (ends.length > 1 && ends.at(-1)! - ends[0]! > LONG_ENOUGH_MS) throw new Enough();
    },
  };
  const all = [...cells.files.keys()];
  const options = { epochs: 1, batchSize, seed, verbose: false as const, callbacks: [timing] };
  await model
    .fit(trainingCells(cells, all), { ...options, ...(threads !== undefined && { threads }) })
    .catch((error: unknown) => {
      if (!(error instanceof Enough)) throw error;
    });
  const steps = ends.length - 1;
  const seconds = (ends.at(-1)! - ends[0]!) / 1000;
  return { imagesPerSecond: (steps * batchSize) / seconds, steps, seconds };
}

/** Cells of random pixels, of all classes in turn. */
function noise(count: number, imageSize: number, classNames: readonly string[]): CellDataset {
  const images = randomFillSync(new Uint8Array(count * imageSize * imageSize * 3));
  const files = Array.from({ length: count }, (_, index) => `${index}`);
  return {
    ...{
      root: '',
      classNames: [...classNames],
      positiveClass: 0,
      images,
      imageSize,
      colorMode: 'rgb',
      files,
    },
    labels: Uint8Array.from(files, (_, index) => index % classNames.length),
    ...{ patients: files.map(() => null), skipped: [], leftOut: [], fingerprint: '' },
  };
}
