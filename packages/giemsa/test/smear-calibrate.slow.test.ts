import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawField } from '@giemsa/core/internal/dataset/synthetic/field';
import { drawPatientStyle } from '@giemsa/core/internal/dataset/synthetic/patient';
import { changeMetadata } from '@giemsa/core/internal/formats/onnx-metadata';
import { patientKey } from '@giemsa/core/internal/formats/patient-key';
import { randomFromSeed } from '@giemsa/core/internal/random';
import type { SmearCalibration } from '@giemsa/core/smear';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { runHere, temporaryFolder } from './support/command-line.js';

/** Trained on drawn cells. */
const FIXTURE = fileURLToPath(new URL('../../core/test/fixtures/tiny-resnet.onnx', import.meta.url));
const folder = await temporaryFolder();
const at = (name: string) => join(folder, name);
const model = at('model.onnx');

async function draw(file: string, seed: number, parasitaemia: number) {
  const size = { width: 480, height: 360 };
  const field = drawField(drawPatientStyle(randomFromSeed(seed)), { ...size, parasitaemia, seed });
  await mkdir(join(at(file), '..'), { recursive: true });
  await sharp(field.pixels, { raw: { ...size, channels: 3 } }).toFile(at(file));
  return field;
}

/** A count without pictures. */
const smear = (...words: string[]) => runHere('smear', model, ...words, '--no-pictures', '--threads', '1');
const calibrate = (...words: string[]) => runHere('smear', 'calibrate', model, ...words, '--threads', '1');
const read = async (file: string): Promise<SmearCalibration> => JSON.parse(await readFile(at(file), 'utf8'));

beforeAll(async () => {
  // The model says that it was trained on patient n9 and on the field seen.
  await writeFile(model, await readFile(FIXTURE));
  const trainingPatients = ['n9', 'seen'].map(patientKey);
  await changeMetadata(model, (metadata) => ({ ...metadata, trainingPatients }));
  for (const index of [1, 2, 3, 4, 5, 6, 7, 9]) await draw(`blanks/n${index}/f.png`, index, 0);
  for (const name of ['a', 'b']) await draw(`one/${name}.png`, name.charCodeAt(0), 0);
  for (const seed of [31, 32]) await draw(`sick/P1/f${seed}.png`, seed, 0.6);
  const annotations = [];
  for (const [name, seed] of [
    ['seen', 41],
    ['unseen', 42],
  ] as const) {
    const { truth } = await draw(`labelled/images/${name}.png`, seed, 0.4);
    const objects = truth.map(({ class: label, box: [x, y, w, h] }) => ({
      type: label === 'Parasitized' ? 'ring' : 'red blood cell',
      bbox: { x, y, w, h },
    }));
    annotations.push({ image_name: `${name}.png`, objects });
  }
  await writeFile(at('labelled/annotations.json'), JSON.stringify(annotations));
}, 60_000);

describe('smear calibrate', () => {
  it('chooses on some patients, measures on others, with labelled fields, and leaves out what the model was trained on', async () => {
    const { code, stdout } = await calibrate(
      ...[at('blanks'), '--out', at('c.json'), '--labelled-fields', at('labelled')],
    );
    expect(code).toBe(0);
    const { background, thresholds, sensitivity, training_fields: seen, cannot_tell } = await read('c.json');
    expect(background.by_patient!.map(({ patient }) => patient)).toEqual(['n1', 'n3', 'n4', 'n6', 'n7']);
    expect(seen!.map((file) => basename(join(file, '..')) + basename(file))).toEqual([
      'n9f.png',
      'imagesseen.png',
    ]);
    expect(stdout).toContain('seen.png: the model was trained on a patient or a field of this name');
    expect(thresholds!.map(({ allowed_per_1000: allowed }) => allowed)).toEqual([0.5, 1, 2, 5, 10]);
    expect(sensitivity).toMatchObject({ n: expect.any(Number), missed_by_finder: expect.any(Number) });
    for (const line of [
      'To choose from',
      'labelled infected cells',
      'The calibration was measured on 5 patients',
    ])
      expect(stdout).toContain(line);
    expect(cannot_tell).toHaveLength(2);
    for (const line of stdout.split('\n').filter((text) => /^ {2}\d|^ {2}allowed/.test(text)))
      expect(line.length).toBeLessThanOrEqual(80);
  });

  it('its file lets smear report parasitaemia, and say what is not known', async () => {
    const { stdout } = await smear(at('sick'), '--out', at('s'), '--calibration', at('c.json'));
    expect(stdout).toMatch(/more than the \d+ that a patient without malaria may show/);
    expect(stdout).toMatch(/parasitaemia [\d.]+ % .*95 %/);
    expect(stdout).toMatch(/density [\d,]+ parasites\/µL/);
    expect(stdout).toContain('The calibration was measured on 5 patients without malaria, fewer than 10');
    const page = await readFile(at('s/P1/report.html'), 'utf8');
    expect(page).toContain('Not known');
    // At another threshold it holds nothing.
    const other = await smear(
      ...[at('sick'), '--out', at('t'), '--calibration', at('c.json'), '--threshold', '0.5'],
    );
    expect(other.stderr).toContain('no percentage and no density');
    expect(other.stdout).not.toMatch(/parasites\/µL|The calibration/);
  });

  it('without it there are counts and the way to find out, and no percentage, density or severity', async () => {
    const { stdout } = await smear(at('sick'), '--out', at('u'));
    expect(stdout).toMatch(/\d+ of \d+ red cells were called infected\. How many a patient without malaria/);
    expect(stdout).not.toMatch(/parasitaemia|parasites\/µL|\d %|severe/);
    const json = JSON.parse(await readFile(at('u/smear.json'), 'utf8'));
    const { parasitaemia } = json.patients[0];
    expect(parasitaemia).toMatchObject({ raw: null, corrected: null, spread: null, severity: [] });
    expect(await readFile(at('u/P1/report.html'), 'utf8')).not.toMatch(/\d %<\/b>|parasites\/µL/);
  });

  it('of one patient: split by field, and smear says that it backs no percentage', async () => {
    const { stdout } = await calibrate(at('one'), '--out', at('one.json'));
    expect(stdout).toContain('of every second field of the one patient');
    expect(stdout).toMatch(/1 patient without malaria.*no percentage and no density is reported/);
    const counted = await smear(at('sick'), '--out', at('v'), '--calibration', at('one.json'));
    expect(counted.stdout).toContain('from 1 patient without malaria (5 or more are needed)');
    expect(counted.stdout).not.toContain('parasites/µL');
  });

  it('a given threshold is measured on all patients', async () => {
    await calibrate(at('blanks'), '--out', at('g.json'), '--threshold', '0.9');
    const { background, thresholds } = await read('g.json');
    expect([background.patients, thresholds]).toEqual([7, undefined]);
  });

  it('a calibration of another cell finder is refused: it found other cells', async () => {
    const calibration = await read('c.json');
    await writeFile(at('finder.json'), JSON.stringify({ ...calibration, finder: 'watershed 0' }));
    const other = await smear(at('sick'), '--out', at('w'), '--calibration', at('finder.json'));
    expect(other).toMatchObject({ code: 1 });
    expect(other.stderr).toContain('another cell finder, or another way to look at cells (watershed 0');
    const { views, ...before } = calibration;
    expect(views).toBe(8);
    await writeFile(at('once.json'), JSON.stringify(before));
    const once = await smear(at('sick'), '--out', at('w'), '--calibration', at('once.json'));
    expect(once.stderr).toContain('each cell seen in 1 view; this version has');
  });

  it('a calibration with stages is refused by a count without them', async () => {
    const { stages_sha256: stages, background } = await read('c.json');
    expect(stages).toMatch(/^[0-9a-f]{64}$/);
    for (const { gametocytes, false_alarms: alarms } of background.by_patient!)
      expect(gametocytes).toBeLessThanOrEqual(alarms);
    const other = await smear(at('sick'), '--out', at('y'), '--calibration', at('c.json'), '--no-stages');
    expect(other).toMatchObject({ code: 1 });
    expect(other.stderr).toContain('and this count is made without stages');
  });

  it('two ways to measure a sensitivity are refused', async () => {
    const words = [at('blanks'), '--out', at('x.json')];
    const both = await calibrate(
      ...[...words, '--labelled-fields', at('labelled'), '--infected-cells', at('sick')],
    );
    expect(both).toMatchObject({ code: 1 });
    expect(both.stderr).toContain('give --labelled-fields or --infected-cells');
  });
});
