import { readdir } from 'node:fs/promises';
import { fetchImageNetWeights } from '../dataset/imagenet-weights.js';
import type { OnEvent } from '../events/events.js';
import type { TransferProgress } from '../files/fetch-file.js';
import { loadWeights } from '../formats/load-weights.js';
import { findStartingWeights } from '../formats/starting-weights.js';
import { fitsNamedWeights, isNamedWeights } from '../recipes/recipe.js';
import { findRecipe } from '../recipes/recipes.js';
import type { PreparedRun } from './prepare.js';

/**
 * Gives a model that is about to be trained the weights that its settings name, layer by layer. A run that has a
 * checkpoint takes its weights from there.
 * @throws UserError when the weights cannot be fetched or read, or fit no layer
 */
export async function loadInitialWeights(
  { settings: { weights, recipe, architecture, resumeFrom }, folder, model, resumed }: PreparedRun,
  onEvent?: OnEvent,
): Promise<void> {
  if (resumed && (await isFilled(folder.checkpoint))) return;
  if (weights === null) {
    const left = resumeFrom === null ? findRecipe(recipe).weights : undefined;
    if (left === undefined) return;
    const fits = fitsNamedWeights(architecture);
    onEvent?.({ type: 'weights-not-used', weights: left, architecture, fits });
    return;
  }
  const file = isNamedWeights(weights) ? await fetchWeights(weights, onEvent) : weights;
  const { loaded, skipped, missing } = await loadWeights(model, file);
  const network = model.name;
  onEvent?.({ type: 'weights-loaded', file, network, loaded: loaded.length, skipped, missing });
}

function fetchWeights(weights: string, onEvent: OnEvent | undefined): Promise<string> {
  const onProgress = ({ done, total }: TransferProgress) =>
    onEvent?.({ type: 'download', weights, done, total });
  return weights === 'imagenet'
    ? fetchImageNetWeights({ onProgress })
    : findStartingWeights(weights, { onProgress });
}

const isFilled = async (folder: string): Promise<boolean> =>
  (await readdir(folder).catch(() => [])).length > 0;
