import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { patientKey } from '../formats/patient-key.js';
import type { SmearCell, SmearField } from './analyse-field.js';
import {
  blankFilms,
  chooseThreshold,
  measureBackground,
  probabilitiesOf,
  splitFilms,
} from './blank-films.js';
import { ratesOf, readSmearCalibration } from './calibration-file.js';
import { calibrationLimits } from './calibration-limits.js';
import { infectedCellsIn, sensitivityAt } from './infected-cells.js';
import { redCellCount } from './statistics/density.js';
import { parasitaemia } from './statistics/parasitaemia.js';
import { unseenFields } from './training-fields.js';

const cell = (probability: number | null, others: Partial<SmearCell> = {}): SmearCell => ({
  ...{ id: 1, kind: 'red cell', box: [100, 100, 40, 40], outline: [], area: 1200, cells: 1 },
  ...{ cut: false, covered: false, counted: probability !== null, probability, call: null, unsure: false },
  ...others,
});
const field = (file: string, cells: readonly SmearCell[], problem: string | null = null): SmearField => ({
  ...{ file, width: 640, height: 480, cellDiameter: 40, cells, problem },
});
const smearOf = (patient: string, ...fields: SmearField[]) => ({
  patient,
  fields,
  parasitaemia: parasitaemia([], redCellCount({})),
  seen: { inClumps: 0, cut: 0 },
});

describe('a background', () => {
  const patients = ['a', 'b', 'c', 'd', 'e', 'f'].map((patient, index) =>
    smearOf(patient, field(`${patient}.png`, [cell(index / 10), cell(0.01)])),
  );

  it('is chosen on every third patient and measured on the others: nobody is on both sides', () => {
    const { choosing, measuring, words } = splitFilms(blankFilms(patients), patients);
    expect(choosing.map(({ patient }) => patient)).toEqual(['b', 'e']);
    expect(measuring.map(({ patient }) => patient)).toEqual(['a', 'c', 'd', 'f']);
    expect(words).toBe('of 2 other patients');
  });
  it('of one patient is split by field, and that is said', () => {
    const one = [smearOf('a', ...[0.1, 0.2, 0.3].map((value, index) => field(`${index}`, [cell(value)])))];
    const { choosing, measuring, words } = splitFilms(blankFilms(one), one);
    expect([probabilitiesOf(choosing), probabilitiesOf(measuring)]).toEqual([[0.1, 0.3], [0.2]]);
    expect(words).toContain('the one patient');
  });
  it('keeps the counts of each patient', () => {
    const { by_patient: byPatient, ...all } = measureBackground(blankFilms(patients), 0.4);
    expect(all).toMatchObject({ patients: 6, fields: 6, cells: 12, false_alarms: 2 });
    expect(byPatient!.map(({ false_alarms: alarms }) => alarms)).toEqual([0, 0, 0, 0, 1, 1]);
  });
  it('fields set aside and patients without a cell are no part of it', () => {
    const others = [
      smearOf('x', field('x.png', [cell(0.9)], 'out of focus')),
      smearOf('y', field('y.png', [])),
    ];
    expect(blankFilms(others)).toEqual([]);
  });
  it('a threshold by false alarms leaves as many healthy cells above it as were allowed', () => {
    const healthy = Array.from({ length: 1000 }, (_, index) => index / 1000);
    const threshold = chooseThreshold(healthy, 5);
    expect(healthy.filter((probability) => probability >= threshold).length).toBe(5);
  });
});

describe('sensitivity on labelled fields', () => {
  const at = (x: number, type = 'ring') => ({ type, box: [x, 100, 40, 40] as const });
  const cells = [
    cell(0.95, { box: [100, 100, 42, 42] }),
    cell(0.2, { box: [200, 100, 40, 40] }),
    cell(null, { box: [300, 100, 40, 40], covered: true }),
    cell(null, { box: [400, 90, 120, 60], kind: 'clump' }),
    cell(0.9, { box: [560, 100, 40, 40] }),
  ];
  const labelled = [
    {
      file: 'f.png',
      name: 'f',
      patient: null,
      objects: [at(100), at(200, 'gametocyte'), at(300), at(420), at(30), at(0), at(560, 'red blood cell')],
    },
  ];
  const infected = infectedCellsIn([field('f.png', cells)], labelled);

  it('counts what is lost in clumps or not found; not what the border cuts or a caption covers', () => {
    expect(infected).toEqual({ probabilities: [0.95, 0.2], missed: 2 });
    expect(sensitivityAt(infected, 0.5)).toMatchObject({ value: 1 / 4, n: 4, missed_by_finder: 2 });
  });
});

describe('fields that the model was trained on', () => {
  const patients = [
    { patient: 'p1', files: ['p1/a.png', 'p1/b.png'] },
    { patient: 'p2', files: ['p2/c.png'] },
  ];
  it('are known by the patient’s code or the field’s name, and left out', () => {
    const trainingPatients = ['a', 'p2'].map(patientKey);
    const { patients: left, seen } = unseenFields({ trainingPatients }, patients);
    expect(left.map(({ files }) => files)).toEqual([['p1/b.png'], []]);
    expect(seen).toEqual(['p1/a.png', 'p2/c.png']);
  });
  it('a model that names no patients leaves nothing out', () => {
    expect(unseenFields({}, patients).seen).toEqual([]);
  });
});

describe('what a calibration cannot tell', () => {
  const background = (patients: number, cells: number) =>
    measureBackground(
      Array.from({ length: patients }, (_, index) => ({
        patient: `${index}`,
        fields: 5,
        cells: new Array(cells).fill({ probability: 0.1, isGametocyte: false }),
      })),
      0.5,
    );
  const sensitivity = { value: 0.8, n: 100, missed_by_finder: 10 };
  const limits = (...counts: [number, number]) =>
    calibrationLimits({ background: background(...counts), sensitivity, training_fields: [] }).join('\n');

  it('nothing, of 5,000 cells of 10 patients and with labelled fields', () => {
    expect(limits(10, 500)).toBe('');
  });
  it('of fewer than 10, 5 patients, of fewer cells', () => {
    expect(limits(7, 800)).toMatch(
      /^The calibration was measured on 7 patients.*fewer than 10.*intervals are wide/,
    );
    expect(limits(1, 6000)).toMatch(/1 patient without malaria.*no percentage and no density/);
    expect(limits(10, 100)).toMatch(/1,000 red cells.*below 3\.0 false alarms per 1,000/);
    expect(limits(10, 1)).toMatch(/10 red cells.*below 300 false alarms per 1,000/);
  });
  it('without a sensitivity, with one of cut-out cells, of a model that names no patients', () => {
    const large = background(10, 500);
    const of = (value: Parameters<typeof calibrationLimits>[0]) => calibrationLimits(value).join('\n');
    expect(of({ background: large, sensitivity: null })).toMatch(/missed was not measured/);
    expect(of({ background: large, sensitivity: { value: 0.8, n: 9 } })).toMatch(/cut out already/);
    expect(of({ background: large, sensitivity, training_fields: null })).toMatch(
      /does not name the patients/,
    );
  });
  it('names rules that were overridden in the count, and followed in the calibration', () => {
    const measured = {
      background: background(12, 6000),
      sensitivity: { value: 0.8, n: 50, missed_by_finder: 1 },
    };
    expect(calibrationLimits(measured, ['blurred', 'thick']).at(-1)).toMatch(/set aside \(blurred, thick\)/);
    expect(calibrationLimits({ ...measured, accepted: ['blurred'] }, ['blurred', 'thick']).at(-1)).toMatch(
      /set aside \(thick\)/,
    );
    expect(calibrationLimits({ ...measured, accepted: ['thick'] }, ['thick'])).toEqual(
      calibrationLimits(measured),
    );
  });
});

it('a file of an earlier giemsa is read; without counts by patient it backs no percentage', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'giemsa-calibration-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'old.json');
  const old = {
    ...{ format: 'giemsa smear calibration 1', made: '2026-01-01T00:00:00.000Z', model_sha256: 'abc' },
    ...{ finder: 'watershed', threshold: 0.97, threshold_from: 'given', sensitivity: { value: 0.8, n: 50 } },
    background: {
      ...{ patients: 12, fields: 90, cells: 9000, false_alarms: 9 },
      ...{ false_alarms_per_1000: 1, ci95_per_1000: [0.46, 1.9] },
    },
  };
  await writeFile(path, JSON.stringify(old));
  const calibration = await readSmearCalibration(path, 'abc');
  expect(ratesOf(calibration).blanks).toEqual([{ cells: 9000, falseAlarms: 9 }]);
  const counts = [{ counted: 2000, infected: 100 }];
  expect(parasitaemia(counts, redCellCount({}), ratesOf(calibration)).corrected).toBeNull();
  expect(calibrationLimits(calibration)[0]).toMatch(
    /an earlier giemsa made it.*no percentage and no density/,
  );
});
