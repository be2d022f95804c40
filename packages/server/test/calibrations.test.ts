import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { changeMetadata } from '@giemsa/core/internal/formats/onnx-metadata';
import { calibrateSmear } from '@giemsa/core/smear';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiSmear } from '../src/api-smear-types.js';
import type { ApiCalibration, ApiCalibrationNeeds, ApiTask } from '../src/api-task-types.js';
import type { ApiBatch } from '../src/api-types.js';
import { drawnField } from './support/fields.js';
import { type Client, MODEL, options, startRoom, temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
/** Every third is for choosing the threshold, so five are measured. */
const PATIENTS = [1, 2, 3, 4, 5, 6, 7];
const blanks = new Map<string, Buffer>();
let room: Client;
let batch: ApiBatch;

const post = (path: string, body: object) =>
  room.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const get = async <Value>(path: string) => (await (await room.request(path)).json()) as Value;
const request = () => ({ batches: [batch.id], microscope: 'Zeiss 2', without_malaria: true, by: 'A. Keza' });
const upload = async (files: Readonly<Record<string, Uint8Array>>, query = ''): Promise<ApiBatch> => {
  const uploaded = await room.upload(files, `?kind=fields&name=b${query}`);
  await room.results(uploaded.batch);
  return uploaded.batch;
};
const smearOf = ({ id }: ApiBatch) => get<ApiSmear>(`/batches/${id}/smear`);

beforeAll(async () => {
  for (const patient of PATIENTS) blanks.set(`N${patient}`, (await drawnField(patient, 0, 360, 270)).png);
  await copyFile(MODEL, join(folder, 'other.onnx'));
  await changeMetadata(join(folder, 'other.onnx'), (metadata) => ({ ...metadata, recipe: 'other' }));
  room = await startRoom(options(folder, { models: [MODEL, join(folder, 'other.onnx')] }));
  const files = [...blanks].map(([patient, png]) => [`blanks/${patient}/f${patient}.png`, png] as const);
  batch = await upload(Object.fromEntries(files));
}, 60_000);
afterAll(() => room.server.stop());

test('what a calibration will not tell is told before it starts', async () => {
  const needs = (await (
    await post('/calibrations/needs', { batches: [batch.id] })
  ).json()) as ApiCalibrationNeeds;
  expect(needs).toMatchObject({ fields: 7, patients: 7, missing: [] });
  expect(needs.notes.join('\n')).toContain('measured on 5 patients without malaria, fewer than 10');
  const unstated = await post('/calibrations', { ...request(), without_malaria: false });
  expect(unstated.status).toBe(400);
  const [one] = blanks.values();
  const single = await upload({ 'one/N1/f.png': one! });
  const refused = await post('/calibrations', { ...request(), batches: [single.id] });
  expect(((await refused.json()) as { code: string }).code).toBe('too-little');
});

test('a microscope is calibrated as giemsa smear calibrate does it, by a person who says that the patients have no malaria', async () => {
  const task = (await (await post('/calibrations', request())).json()) as ApiTask;
  expect(task).toMatchObject({ kind: 'calibrate', name: 'Zeiss 2', by: 'A. Keza' });
  await expect
    .poll(async () => (await get<ApiTask[]>('/tasks'))[0]!.ended, { timeout: 60_000 })
    .not.toBeNull();
  expect((await get<ApiTask[]>('/tasks'))[0]).toMatchObject({ state: 'done', reason: null });

  for (const [patient, png] of blanks) {
    await mkdir(join(folder, 'negatives', patient), { recursive: true });
    await writeFile(join(folder, 'negatives', patient, `f${patient}.png`), png);
  }
  const expected = await calibrateSmear({
    ...{ model: MODEL, negatives: join(folder, 'negatives'), falseAlarmsPer1000: 1 },
    out: join(folder, 'expected.json'),
  });
  const [found] = await get<ApiCalibration[]>('/calibrations');
  const { by_patient: _, ...background } = expected.background;
  expect(found).toMatchObject({
    ...{ microscope: 'Zeiss 2', model: 'tiny-resnet.onnx', model_sha256: expected.model_sha256 },
    ...{ stated_by: 'A. Keza', batches: ['b'], threshold: expected.threshold, background },
    threshold_from: expected.threshold_from,
    cannot_tell: expected.cannot_tell,
  });
  expect(found!.limits_of_blank.map(({ cells }) => cells)).toEqual([1000, 5000]);
  expect(found!.limits_of_blank[0]!.infected).toBeGreaterThan(0);
  // Copies of patients' pictures are gone.
  expect(await readdir(join(folder, 'data/tasks'))).toEqual([]);
}, 120_000);

test('it is used where the microscope is named, with the same model, and every result names it', async () => {
  const [, png] = [...blanks][0]!;
  const named = await upload({ 's/P/a.png': png }, '&microscope=Zeiss%202');
  const [calibration] = await get<ApiCalibration[]>('/calibrations');
  const smear = await smearOf(named);
  expect(smear).toMatchObject({
    ...{ microscope: 'Zeiss 2', threshold: calibration!.threshold },
    threshold_from: 'calibration of Zeiss 2 on fields without malaria',
  });
  expect(smear.calibration_made).not.toBeNull();
  expect(smear.patients[0]!.parasitaemia.limit_of_blank).not.toBeNull();
  const exported = await get<{ microscope: string; calibration: object }>(
    `/batches/${named.id}/smear/smear.json`,
  );
  expect(exported.microscope).toBe('Zeiss 2');
  // Who reads it may be of another room than the patients without malaria.
  expect(JSON.stringify(exported.calibration)).not.toContain('N1');

  const other = await smearOf(await upload({ 's/P/a.png': png }, '&microscope=Zeiss%202&model=other.onnx'));
  expect(other.cannot_tell).toEqual([
    expect.stringContaining('No calibration of the microscope Zeiss 2 was made with this model'),
  ]);
  expect(other.patients[0]!.parasitaemia.limit_of_blank).toBeNull();
  expect((await smearOf(await upload({ 's/P/a.png': png }))).microscope).toBeNull();
});
