import { readdir } from 'node:fs/promises';
import type { Model } from '@giemsa/nn';
import { fetchImageNetWeights } from '../dataset/imagenet-weights.js';
import { loadWeights } from '../formats/load-weights.js';
import { findStartingWeights } from '../formats/starting-weights.js';
import { fitsNamedWeights, isNamedWeights } from '../recipes/recipe.js';
import { findRecipe } from '../recipes/recipes.js';
import type { Output } from '../terminal/output.js';
import { showProgress } from '../terminal/progress.js';
import type { PreparedRun } from './prepare.js';

/**
 * Gives a model that is about to be trained the weights that its settings name, layer by layer. A run that has a
 * checkpoint takes its weights from there.
 * @throws UserError when the weights cannot be fetched or read, or fit no layer
 */
export async function loadInitialWeights(
  { settings: { weights, recipe, architecture, resumeFrom }, folder, model, resumed }: PreparedRun,
  output: Output,
): Promise<void> {
  if (resumed && (await isFilled(folder.checkpoint))) return;
  if (weights === null) {
    const left = resumeFrom === null ? findRecipe(recipe).weights : undefined;
    if (left === undefined) return;
    const why = fitsNamedWeights(architecture) ? '' : `, which are not for ${architecture}`;
    output.say(`Weights: random, not the recipe's (${left}${why})`);
    return;
  }
  const file =
    weights === 'imagenet'
      ? await fetchImageNetWeights()
      : isNamedWeights(weights)
        ? await startingWeights(weights)
        : weights;
  output.say(...describeLoaded(file, model, await loadWeights(model, file)));
}

async function startingWeights(name: string): Promise<string> {
  const progress = showProgress(`weights ${name}`, 'MB', 1e6);
  try {
    return await findStartingWeights(name, {
      onProgress: ({ done, total }) => total !== undefined && progress.update(done, total),
    });
  } finally {
    progress.stop();
  }
}

const isFilled = async (folder: string): Promise<boolean> =>
  (await readdir(folder).catch(() => [])).length > 0;

function describeLoaded(
  file: string,
  model: Model,
  { loaded, skipped, missing }: Awaited<ReturnType<typeof loadWeights>>,
): string[] {
  const lines = [
    `Weights: ${loaded.length} layers of "${model.name}" loaded, ${skipped.length} skipped, ${missing.length} missing, from ${file}`,
  ];
  for (const { layer, expected, found } of skipped) {
    lines.push(`         skipped: ${layer} has shapes ${expected}, the file ${found}`);
  }
  if (missing.length > 0) lines.push(`         missing, random: ${listLayers(missing)}`);
  return lines;
}

/** `conv5 (17 layers), dense`: the layers of a stage together. */
export function listLayers(names: readonly string[]): string {
  const stages = new Map<string, string[]>();
  for (const name of names) {
    const stage = /^(?:conv|stage)\d+/.exec(name)?.[0] ?? name;
    stages.set(stage, [...(stages.get(stage) ?? []), name]);
  }
  return [...stages]
    .map(([stage, own]) => (own.length === 1 ? own[0]! : `${stage} (${own.length} layers)`))
    .join(', ');
}
