import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawField } from '@giemsa/core/internal/dataset/synthetic/field';
import { drawPatientStyle } from '@giemsa/core/internal/dataset/synthetic/patient';
import { randomFromSeed } from '@giemsa/core/internal/random';
import { judge } from '@giemsa/core/internal/smear/field-quality';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { runHere, temporaryFolder } from './support/command-line.js';

const [width, height] = [640, 480];
const folder = await temporaryFolder();
const { pixels } = drawField(drawPatientStyle(randomFromSeed(1)), {
  ...{ width, height, parasitaemia: 0.1, seed: 1 },
});
const file = join(folder, 'p1', 'a.png');
const smear = (...words: string[]) =>
  runHere('smear', join(folder, 'p1'), '--out', join(folder, 'out'), '--no-pictures', ...words);

it('a field is counted if a person accepts the rule that sets it aside, and that is said everywhere', async () => {
  await mkdir(join(folder, 'p1'));
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .blur(9)
    .toFile(file);
  const refused = await smear();
  expect(refused.stdout).toMatch(/set aside a.png: out of focus/);
  expect(refused.stdout).toContain('--accept blurred');

  const accepted = await smear('--accept', 'blurred');
  expect(accepted.stdout).toMatch(/a.png: counted though out of focus .*\(accepted: blurred\)/);
  const json = JSON.parse(await readFile(join(folder, 'out/smear.json'), 'utf8'));
  expect(json.accepted).toEqual(['blurred']);
  const [field] = json.patients[0].fields;
  expect([field.problem, field.accepted[0].rule]).toEqual([null, 'blurred']);
  expect(field.cells.filter((cell: { counted: boolean }) => cell.counted).length).toBeGreaterThan(5);
  // The model's class and the one that counts stand beside each other; no person has said anything.
  for (const cell of field.cells)
    expect([cell.final_class, cell.reviewer]).toEqual([cell.model_class, undefined]);
  expect(new Set(field.cells.map((cell: { model_class: string }) => cell.model_class))).toContain(
    'uninfected',
  );
  const page = await readFile(join(folder, 'out/p1/report.html'), 'utf8');
  expect(page).toContain('Rules overridden');
  expect(page).toContain('counted though out of focus');
  expect(await readFile(join(folder, 'out/fields.csv'), 'utf8')).toContain('(accepted: blurred)');
});

it('a rule that there is not is refused, with those that there are', async () => {
  const { code, stderr } = await smear('--accept', 'thik');
  expect(code).toBe(1);
  expect(stderr).toMatch(/--accept "thik" is unknown; .*thick/);
});

it('what is not accepted sets aside, though another rule is accepted; what cannot be counted is never accepted', () => {
  const thick = { rule: 'thick', reason: 'too thick' } as const;
  const blurred = { rule: 'blurred', reason: 'out of focus' } as const;
  const nothing = { reason: 'no red cells found' };
  expect(judge([thick, blurred], ['thick'])).toEqual({ problem: blurred, accepted: [thick] });
  expect(judge([thick, nothing, blurred], ['thick', 'blurred']).problem).toBe(nothing);
  expect(judge([thick, blurred], ['blurred', 'thick']).problem).toBeUndefined();
  expect(judge([thick]).problem).toBe(thick);
});
