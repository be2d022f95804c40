import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Random, randomFromKey } from '@giemsa/nn';
import { expect, test } from 'vitest';
import { UserError } from '../src/errors/user-error.js';
import { readCellModel, saveCellModel } from '../src/formats/cell-model.js';
import { temporaryFolder } from './support/temporary-folder.js';

const ROUNDS = 125;
const MEGABYTE = 2 ** 20;
const folder = await temporaryFolder();
const golden = (name: string) =>
  fileURLToPath(new URL(`../src/formats/keras-read/goldens/${name}`, import.meta.url));

/** An .onnx file of ours, with its checksum. */
async function ownFile(): Promise<string> {
  const { model, metadata } = await readCellModel(golden('every_layer.keras3.keras'));
  const path = join(folder, 'whole.onnx');
  await saveCellModel(path, model, metadata);
  return path;
}

/** Up to eight flipped bits, a stretch of other bytes, or a cut. */
function damage(whole: Buffer, random: Random): Buffer {
  const damaged = Buffer.from(whole);
  const kind = random.integer(3);
  if (kind === 0) return damaged.subarray(0, random.integer(whole.length));
  if (kind === 1) {
    const start = random.integer(whole.length);
    for (let index = start; index < Math.min(start + 64, whole.length); index++)
      damaged[index] = random.integer(256);
    return damaged;
  }
  for (let flip = 0; flip <= random.integer(8); flip++)
    damaged[random.integer(whole.length)]! ^= 1 << random.integer(8);
  return damaged;
}

test.each([
  { name: 'every_layer.keras2.h5', hasChecksum: false },
  { name: 'every_layer.keras3.h5', hasChecksum: false },
  { name: 'every_layer.keras3.keras', hasChecksum: true },
  { name: 'whole.onnx', hasChecksum: true },
])(
  '125 × $name, damaged: refused within a second and 200 MB, or with checksums the whole model',
  async ({ name, hasChecksum }) => {
    const source = name.endsWith('onnx') ? await ownFile() : golden(name);
    const whole = await readFile(source);
    const expected = (await readCellModel(source)).model.getWeights();
    const random = randomFromKey('damage', name);
    const before = process.memoryUsage().rss;
    for (let round = 0; round < ROUNDS; round++) {
      const path = join(folder, `${round}-${name}`);
      await writeFile(path, damage(whole, random));
      const started = performance.now();
      const result = await readCellModel(path).catch((error: Error) => error);
      expect(performance.now() - started).toBeLessThan(1000);
      if (result instanceof Error) {
        expect(result).toBeInstanceOf(UserError);
        expect(result.message).toContain(path);
      } else if (hasChecksum) {
        // What was damaged is none of the model: a comment of the archive, or a time.
        expect(result.model.getWeights()).toEqual(expected);
      }
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MEGABYTE);
  },
  120_000,
);
