import { inParallel } from '../files/parallel.js';
import { decodePixels } from '../pictures/decode.js';
import { randomFromSeed } from '../random.js';
import { gateFeatures } from './features.js';
import { FEWEST_CELLS, fitGate, type Gate } from './gate.js';

/** More cells take time and hardly move the limits. */
const MOST_CELLS = 3000;

/**
 * Fits the gate on some of these files, chosen by the seed.
 * @returns `undefined` with too few of them. @throws UserError when one cannot be read
 */
export async function fitGateOnFiles(files: readonly string[], seed: number): Promise<Gate | undefined> {
  if (files.length < FEWEST_CELLS) return undefined;
  const chosen = randomFromSeed(seed).shuffle(files).slice(0, MOST_CELLS);
  const vectors = new Array<Float64Array>(chosen.length);
  await inParallel(chosen.length, async (index) => {
    vectors[index] = gateFeatures(await decodePixels(chosen[index]!));
  });
  return fitGate(vectors);
}
