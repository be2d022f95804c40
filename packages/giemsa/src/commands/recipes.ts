import type { Recipe } from '@giemsa/core';
import { RECIPES } from '@giemsa/core';
import type { Command } from 'commander';
import { examples } from './examples.js';
import { formatTable } from './format-table.js';
import { printJson } from './parse.js';

export function register(program: Command): void {
  program
    .command('recipes')
    .summary('list the recipes of train and cv, with their settings')
    .description(
      'Lists the recipes that "train --recipe" and "cv --recipe" start from. Each setting has an option of train that overrides it.',
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('recipes', 'train cells --recipe best --epochs 4'))
    .action(({ json }: { json?: boolean }) => (json ? printJson(RECIPES.map(settingsOf)) : print()));
}

/** What is known of a recipe before a training. */
const settingsOf = (recipe: Recipe) => ({
  name: recipe.name,
  description: recipe.description,
  architecture: recipe.architecture,
  image_size: recipe.imageSize,
  epochs: recipe.epochs,
  learning_rate: recipe.learningRate,
  batch_size: recipe.batchSize,
  split: recipe.split,
  validation_fraction: recipe.validationFraction,
  weights: recipe.weights ?? null,
});

function print(): void {
  const rows = RECIPES.map((recipe) => [
    recipe.name,
    recipe.architecture,
    `${recipe.imageSize}`,
    `${recipe.epochs}`,
    `${recipe.learningRate}`,
    recipe.split,
    recipe.weights ?? 'random',
  ]);
  const head = ['recipe', 'network', 'size', 'epochs', 'rate', 'split', 'weights'];
  process.stdout.write(formatTable([head, ...rows], process.stdout.columns));
  const lines = RECIPES.map(({ name, description }) => `${name.padEnd(12)}${description}`);
  process.stdout.write(`\n${lines.join('\n')}\n`);
}
