import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { gateFeatures } from '../src/gate/features.js';
import { fitGate, type Gate } from '../src/gate/gate.js';
import { refuse } from '../src/gate/refuse.js';
import type { Pixels } from '../src/pictures/resize.js';
import { picturesOfNoCell } from './support/no-cells.js';
import { patientsApart } from './support/patients-apart.js';

const NIH = fileURLToPath(new URL('../../../../shared/data/nih', import.meta.url));

const shareRefused = (gate: Gate, pictures: readonly Pixels[]) =>
  pictures.filter((picture) => refuse(gate, picture) !== undefined).length / pictures.length;

describe.skipIf(!existsSync(NIH))(
  'the input gate, on real cells (skipped without ../shared/data/nih)',
  () => {
    test('refuses at most 0.5 % of other patients’ cells and at least 95 % of pictures that are not cells', async () => {
      const { fitted, others } = await patientsApart(NIH, 0.75, 3000, 3000);
      const gate = fitGate(fitted.map(gateFeatures));
      expect(shareRefused(gate, others)).toBeLessThanOrEqual(0.005);
      const made = await picturesOfNoCell(others, 20);
      const kinds = new Map<string, Pixels[]>();
      for (const { kind, picture } of made) kinds.set(kind, [...(kinds.get(kind) ?? []), picture]);
      const rows = [...kinds].map(([kind, pictures]) => `${kind} ${shareRefused(gate, pictures)}`);
      const all = made.map(({ picture }) => picture);
      expect(shareRefused(gate, all), rows.join(', ')).toBeGreaterThanOrEqual(0.95);
    }, 240_000);
  },
);
