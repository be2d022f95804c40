import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adam, adamW, sgd } from '@giemsa/nn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyLayer, randomNetwork, tutorialNetwork } from './networks.js';
import { findPython, runPython } from './python.js';
import { writeCase } from './write-case.js';

interface Row {
  readonly case: string;
  readonly file: string;
  readonly predictions?: number;
  readonly step?: number;
  /** Where the step differs most. */
  readonly weight?: string;
  readonly error?: string;
}

const RANDOM_NETWORKS = 50;
const say = (line: string) => void process.stdout.write(`${line}\n`);
const here = import.meta.dirname;
const python = findPython(say);

describe.skipIf(python === undefined)('models that giemsa writes, in real Keras', () => {
  let folder: string;
  let rows: Row[] = [];
  let versions: Record<string, string> = {};

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
    for (let seed = 0; seed < RANDOM_NETWORKS; seed++) await writeCase(folder, randomNetwork(seed), 3);
    const result = runPython<{ versions: Record<string, string>; rows: Row[] }>(
      python!,
      join(here, 'check_writing.py'),
      folder,
    );
    ({ rows, versions } = result);
    print(rows, versions);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('every file loads', () => {
    expect(rows.filter(({ error }) => error)).toEqual([]);
    expect(rows).toHaveLength(2 * (4 + RANDOM_NETWORKS));
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

const reading = join(here, '..', 'keras-read', 'check_reading.py');
describe.skipIf(python === undefined || !existsSync(reading))('models that Keras writes, in giemsa', () => {
  test('check_reading.py finds no difference', () => {
    say(runPythonText(reading));
  });
});

function runPythonText(script: string): string {
  return JSON.stringify(runPython(python!, script));
}

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
    const worst = Math.max(...random.map(({ predictions }) => predictions ?? Number.POSITIVE_INFINITY));
    say(
      `${`${random.length} random networks`.padEnd(24)}${file.padEnd(14)}${format(worst)}${format(undefined)}`,
    );
  }
}
