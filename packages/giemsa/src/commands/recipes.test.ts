import { RECIPES } from '@giemsa/core';
import { expect, test } from 'vitest';
import { runHere } from '../../test/support/command-line.js';

test('recipes lists each recipe with its settings, within 80 columns', async () => {
  const { code, stdout } = await runHere('recipes');
  const lines = stdout.split('\n');
  expect(code).toBe(0);
  expect(lines[0]).toMatch(/^recipe +network +size +epochs +rate +split +weights$/);
  expect(lines).toContainEqual(
    expect.stringMatching(/^keras-2021 +resnet50v2 +128 +30 +0\.001 +image +imagenet$/),
  );
  for (const { name } of RECIPES) expect(lines.filter((line) => line.startsWith(`${name} `))).toHaveLength(2);
  expect(lines.filter((line) => [...line].length > 80)).toEqual([]);
});

test('recipes --json has the same settings under the names of config.json in snake case', async () => {
  const { stdout } = await runHere('recipes', '--json');
  const recipes = JSON.parse(stdout) as { name: string }[];
  expect(recipes.map(({ name }) => name)).toEqual(RECIPES.map(({ name }) => name));
  expect(recipes[0]).toMatchObject({
    architecture: 'resnet50v2-conv4',
    image_size: 96,
    epochs: 4,
    learning_rate: 4e-4,
    split: 'patient',
    validation_fraction: 0.3,
    weights: 'drawn-cells',
  });
});
