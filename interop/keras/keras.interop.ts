import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { adam, adamW, sgd } from '@giemsa/nn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCellModel } from '../../packages/core/src/formats/cell-model.js';
import { withTemperature } from '../../packages/core/src/formats/keras-write/with-temperature.js';
import { everyLayer, randomNetwork, tutorialNetwork } from './networks.js';
import { findPython, runPython } from './python.js';
import { readNetworks } from './read-networks.js';
import { writeCase } from './write-case.js';
import { writeOnnxCases } from './write-onnx.js';

interface Row {
  readonly case: string;
  readonly file: string;
  readonly predictions?: number;
  readonly step?: number;
  /** Where the step differs most. */
  readonly weight?: string;
  readonly opset?: number;
  readonly error?: string;
}

interface Result {
  readonly versions: Record<string, string>;
  readonly rows: Row[];
}

/** What write_models.py prints. */
interface Written {
  readonly versions: Record<string, string>;
  readonly rows: readonly { readonly name: string; readonly parameters: number }[];
}

const RANDOM_NETWORKS = 50;
const say = (line: string) => void process.stdout.write(`${line}\n`);
const here = import.meta.dirname;
const python = findPython(say);

describe.skipIf(python === undefined)('models that giemsa writes, in real Keras', () => {
  let folder: string;
  let rows: Row[] = [];
  let written = 5 + RANDOM_NETWORKS;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'giemsa-keras-'));
    const loss = { name: 'binary_crossentropy' } as const;
    const smoothed = { name: 'categorical_crossentropy', labelSmoothing: 0.05 } as const;
    await writeCase(folder, everyLayer(), 4, { loss, optimizer: adam() });
    await writeCase(folder, everyLayer(), 4, {
      loss: smoothed,
      optimizer: adamW({ weightDecay: 0.02, excludeFromWeightDecay: ['gamma', 'beta', 'bias'] }),
      emaMomentum: 0.995,
      globalClipnorm: 1,
    });
    await writeCase(folder, everyLayer(), 4, { loss, optimizer: sgd({ momentum: 0.9, nesterov: true }) });
    await writeCase(folder, tutorialNetwork(), 2, { loss, optimizer: adam() });
    await writeCase(folder, withTemperature(everyLayer(), 1.7)!, 4);
    for (let seed = 0; seed < RANDOM_NETWORKS; seed++) await writeCase(folder, randomNetwork(seed), 3);
    const networks = await readNetworks();
    for (const network of networks) await writeCase(folder, network, 2);
    written += networks.length;
    const result = runPython<Result>(python!, join(here, 'check_writing.py'), folder);
    rows = result.rows;
    print(rows, result.versions);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('every file loads', () => {
    expect(rows.filter(({ error }) => error)).toEqual([]);
    expect(rows).toHaveLength(2 * written);
  });

  test('predictions agree to 1e-5', () => {
    expect(rows.filter(({ predictions }) => !(predictions! <= 1e-5))).toEqual([]);
  });

  test('one further training step agrees to 1e-3', () => {
    const steps = rows.filter(({ step }) => step !== undefined);
    expect(steps).toHaveLength(8);
    expect(steps.filter(({ step }) => !(step! <= 1e-3))).toEqual([]);
  });
});

describe.skipIf(python === undefined)('ONNX files, in Python', () => {
  test('pass the checker, and predict as here: float32 to 1e-5, int8 to one of 256 levels', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'giemsa-onnx-'));
    try {
      await writeOnnxCases(folder);
      const script = join(here, 'check_onnx.py');
      const { versions, rows } = runPython<Result>(python!, script, folder);
      print(rows, versions);
      expect(rows.filter(({ error }) => error)).toEqual([]);
      expect(rows.map(({ opset }) => opset! <= 20)).toEqual([true, true]);
      expect(rows[0]!.predictions).toBeLessThanOrEqual(1e-5);
      expect(rows[1]!.predictions).toBeLessThanOrEqual(1 / 256);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe.skipIf(python === undefined)(
  'the tutorial’s network as Keras 2 and Keras 3 save it, in giemsa',
  () => {
    test('predicts as in Keras to 1e-5, from .h5 and .keras', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'giemsa-keras-read-'));
      try {
        const { versions, rows } = runPython<Written>(python!, join(here, 'write_models.py'), folder);
        const images = Uint8Array.from(readFileSync(join(folder, 'images.u8')));
        const read: Row[] = [];
        for (const { name, parameters } of rows) {
          expect(parameters).toBe(23_827_330);
          const expected = new Float32Array(Uint8Array.from(readFileSync(join(folder, `${name}.f4`))).buffer);
          for (const file of [`${name}.h5`, `${name}.keras`]) {
            const model = await openCellModel(join(folder, file));
            const ours = await model.predict(images);
            await model.release();
            const predictions = Math.max(...ours.map((value, index) => Math.abs(value - expected[index]!)));
            read.push({ case: name, file: extname(file), predictions });
          }
        }
        print(read, versions);
        expect(read).toHaveLength(8);
        expect(read.filter(({ predictions }) => !(predictions! <= 1e-5))).toEqual([]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  },
);

function print(rows: readonly Row[], versions: Readonly<Record<string, string>>): void {
  say(
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
  );
  const format = (value: number | undefined) =>
    (value === undefined ? '-' : value.toExponential(1)).padStart(12);
  say(`${'network'.padEnd(24)}${'file'.padEnd(14)}${'predictions'.padStart(12)}${'step'.padStart(12)}`);
  const named = rows.filter((row) => !row.case.startsWith('random'));
  for (const row of named) {
    say(
      `${row.case.padEnd(24)}${row.file.padEnd(14)}${format(row.predictions)}${format(row.step)}   ${row.error ?? row.weight ?? ''}`,
    );
  }
  for (const file of ['model.h5', 'model.keras']) {
    const random = rows.filter((row) => row.case.startsWith('random') && row.file === file);
    if (random.length === 0) continue;
    const worst = Math.max(...random.map(({ predictions }) => predictions ?? Number.POSITIVE_INFINITY));
    say(
      `${`${random.length} random networks`.padEnd(24)}${file.padEnd(14)}${format(worst)}${format(undefined)}`,
    );
  }
}
