import { didYouMean } from '../did-you-mean.js';
import { InvalidOption } from '../errors/kinds.js';
import { best } from './best.js';
import { fast } from './fast.js';
import { keras2021 } from './keras-2021.js';
import type { Recipe } from './recipe.js';
import { smear } from './smear.js';
import { synthetic } from './synthetic.js';
import { transfer } from './transfer.js';

/** All recipes, the quickest first; `giemsa recipes` prints them. */
export const RECIPES: readonly Recipe[] = [fast, best, transfer, smear, keras2021, synthetic];

/** @throws UserError with the list of recipes when there is none of that name */
export function findRecipe(name: string): Recipe {
  const recipe = RECIPES.find((candidate) => candidate.name === name);
  if (recipe) return recipe;
  const names = RECIPES.map((known) => known.name);
  throw new InvalidOption(
    'recipe',
    name,
    `unknown recipe "${name}"; recipes are ${names.join(', ')}${didYouMean(name, names)}`,
  );
}
