import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { drawField } from '../dataset/synthetic/field.js';
import { drawPatientStyle } from '../dataset/synthetic/patient.js';
import { decodePixels } from '../pictures/decode.js';
import { randomFromSeed } from '../random.js';
import { SeenFields, shownIn } from './seen-fields.js';

const [width, height] = [400, 300];
/** Of one patient. */
const style = drawPatientStyle(randomFromSeed(4));
const drawn = (seed: number) =>
  sharp(drawField(style, { width, height, parasitaemia: 0.1, seed }).pixels, {
    raw: { width, height, channels: 3 },
  });
const of = (file: string) => ({ patient: 'p', file });

test('a field is known again when it is saved smaller, brighter, turned or as a poor JPEG; another of the same film is not', async () => {
  const seen = new SeenFields();
  const add = async (file: string, picture: Sharp) =>
    seen.addShown(shownIn(await decodePixels(await picture.toBuffer(), file)), of(file));
  const first = drawn(1);
  expect(await add('first', first.clone().png())).toBeUndefined();
  for (const other of [2, 3, 5]) expect(await add(`other ${other}`, drawn(other).png())).toBeUndefined();
  const copies = {
    jpeg: first.clone().jpeg({ quality: 40 }),
    smaller: first.clone().resize(250).png(),
    brighter: first.clone().modulate({ brightness: 1.1 }).png(),
    turned: first.clone().rotate(180).png(),
  };
  for (const [name, picture] of Object.entries(copies)) {
    expect(await add(name, picture), name).toEqual(of('first'));
  }
});
