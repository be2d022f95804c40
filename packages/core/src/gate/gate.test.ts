import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { harmlessChanges, picturesOfNoCell } from '../../test/support/no-cells.js';
import { patientsApart } from '../../test/support/patients-apart.js';
import { writeSyntheticDataset } from '../dataset/synthetic/write.js';
import type { Pixels } from '../pictures/resize.js';
import { FEATURES, gateFeatures } from './features.js';
import { FEWEST_CELLS, fitGate, type Gate, gateSchema } from './gate.js';
import { refuse } from './refuse.js';

const shareRefused = (gate: Gate, pictures: readonly Pixels[]) =>
  pictures.filter((picture) => refuse(gate, picture) !== undefined).length / pictures.length;

describe('the input gate, on drawn cells', () => {
  let folder: string;
  let fitted: Pixels[];
  let others: Pixels[];
  let gate: Gate;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'giemsa-gate-'));
    await writeSyntheticDataset(folder, { cells: 400, patients: 40, seed: 2, fields: 0 });
    ({ fitted, others } = await patientsApart(folder, 0.6, 300, 120));
    gate = fitGate(fitted.map(gateFeatures));
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('refuses what is not a single red cell, and says why', async () => {
    const pictures = await picturesOfNoCell(others, 4);
    const passed = pictures.filter(({ picture }) => refuse(gate, picture) === undefined);
    expect(passed.length / pictures.length, passed.map(({ kind }) => kind).join(', ')).toBeLessThan(0.05);
    const why = (kind: string) =>
      pictures.filter((made) => made.kind === kind).map(({ picture }) => refuse(gate, picture) ?? 'passed');
    expect(new Set(why('blank'))).toEqual(new Set(['it is blank or has only one colour']));
    expect(why('photograph').join()).toContain('its corners are not black');
    expect(why('grey').join()).toContain('no colours');
    expect(why('too dark').join()).toContain('too dark');
    expect(why('overexposed').join()).toContain('too bright');
    expect(why('green stain').join()).toContain('another stain');
  });

  test('lets cells of other patients pass, turned, mirrored, compressed or smaller too', async () => {
    expect(shareRefused(gate, others)).toBeLessThan(0.03);
    const changed = (await Promise.all(fitted.slice(0, 20).map(harmlessChanges))).flat();
    expect(
      shareRefused(
        gate,
        changed.map(({ picture }) => picture),
      ),
    ).toBeLessThan(0.03);
  });

  test('is the same after a way through JSON', () => {
    expect(gateSchema.parse(JSON.parse(JSON.stringify(gate)))).toEqual(gate);
  });

  test('takes a number of cells to be fitted', () => {
    expect(() => fitGate(fitted.slice(0, 50).map(gateFeatures))).toThrow(
      `fitGate needs ${FEWEST_CELLS} cells. Received 50`,
    );
  });
});

test('features are finite for any picture', () => {
  const pictures: Pixels[] = [
    { data: new Uint8Array(3), width: 1, height: 1 },
    { data: new Uint8Array(3 * 500).fill(255), width: 500, height: 1 },
    { data: Uint8Array.from({ length: 3 * 96 * 96 }, (_, i) => (i % 7) * 40), width: 96, height: 96 },
  ];
  for (const picture of pictures) {
    const vector = gateFeatures(picture);
    expect(vector).toHaveLength(FEATURES.length);
    expect(vector.every(Number.isFinite)).toBe(true);
  }
});
