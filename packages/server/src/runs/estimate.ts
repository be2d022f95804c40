import { join } from 'node:path';
import { RunFolder } from '@giemsa/core/internal/files/run-paths';
import { describeEnvironment } from '@giemsa/core/internal/run-folder/environment';
import { readRunOverview } from '@giemsa/core/internal/run-folder/read-run';
import { namesOfRuns } from './runs.js';

/** How fast a network was trained. */
export interface TrainingRate {
  readonly imagesPerSecond: number;
  /** For one held-out cell, once an epoch. */
  readonly heldOutSeconds: number;
}

/** What decides the speed. */
export interface Sized {
  readonly architecture: string;
  readonly imageSize: number;
}

/**
 * The speed of the newest training of the same network and size of pictures, on a machine as this one.
 * @param threads left out: all
 */
export async function rateOfLastRun(
  root: string,
  { architecture, imageSize }: Sized,
  threads: number | undefined,
): Promise<(TrainingRate & { readonly run: string }) | undefined> {
  const here = describeEnvironment('cpu', threads);
  for (const name of await namesOfRuns(root)) {
    const run = await readRunOverview(new RunFolder(join(root, name)));
    if (!run?.settings || run.architecture !== architecture) continue;
    const { settings, environment, split } = run.settings;
    const isSame = environment.cpu === here.cpu && environment.threads === here.threads;
    if (settings.imageSize !== imageSize || !isSame) continue;
    const rates = run.history.flatMap(({ images_per_second: rate }) => rate ?? []);
    if (rates.length === 0) continue;
    const imagesPerSecond = median(rates);
    const rest = run.history.map(({ seconds }) => (seconds ?? 0) - split.train.cells / imagesPerSecond);
    return { run: name, imagesPerSecond, heldOutSeconds: Math.max(0, median(rest)) / split.validation.cells };
  }
  return undefined;
}

/** For a network that is measured: a held-out cell goes through it forwards only, about a third of a step. */
export const rateOfSteps = (imagesPerSecond: number): TrainingRate => ({
  ...{ imagesPerSecond, heldOutSeconds: 1 / (3 * imagesPerSecond) },
});

export const secondsFor = (
  { imagesPerSecond, heldOutSeconds }: TrainingRate,
  { train, held_out: held, epochs }: { train: number; held_out: number; epochs: number },
): number => epochs * (train / imagesPerSecond + held * heldOutSeconds);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}
