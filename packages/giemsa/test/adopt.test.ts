import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCellModel } from '@giemsa/core';
import type { Adoption } from '@giemsa/core/internal/adopting/adoption-file';
import { drawField } from '@giemsa/core/internal/dataset/synthetic/field';
import { drawPatientStyle } from '@giemsa/core/internal/dataset/synthetic/patient';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import { fileSha256 } from '@giemsa/core/internal/files/sha256';
import { changeMetadata } from '@giemsa/core/internal/formats/onnx-metadata';
import { patientKey } from '@giemsa/core/internal/formats/patient-key';
import { randomFromSeed } from '@giemsa/core/internal/random';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { runHere, temporaryFolder } from './support/command-line.js';

/** Trained on drawn cells. */
const FIXTURE = fileURLToPath(new URL('../../core/test/fixtures/tiny-resnet.onnx', import.meta.url));
const folder = await temporaryFolder();
const at = (name: string) => join(folder, name);
const json = async (file: string) => JSON.parse(await readFile(at(file), 'utf8'));

const QUICK = ['--epochs', '1', '--replay', '100', '--threads', '1'];
const adopt = (...words: string[]) =>
  runHere('adopt', at('fields'), '--from', at('old.onnx'), '--regression', at('cells'), ...QUICK, ...words);

/** One field of each of five patients, labelled as COCO. */
beforeAll(async () => {
  await writeFile(at('old.onnx'), await readFile(FIXTURE));
  await changeMetadata(at('old.onnx'), (metadata) => ({ ...metadata, trainingPatients: ['before'] }));
  const images: object[] = [];
  const annotations: object[] = [];
  for (const id of [1, 2, 3, 4, 5]) {
    const size = { width: 400, height: 300 };
    const { pixels, truth } = drawField(drawPatientStyle(randomFromSeed(id)), {
      ...size,
      parasitaemia: 0.3,
      seed: id,
    });
    await mkdir(at(`fields/images/P${id}`), { recursive: true });
    await sharp(pixels, { raw: { ...size, channels: 3 } }).toFile(at(`fields/images/P${id}/f${id}.png`));
    images.push({ id, file_name: `images/P${id}/f${id}.png`, ...size });
    for (const { class: label, box } of truth)
      annotations.push({ image_id: id, category_id: label === 'Parasitized' ? 2 : 1, bbox: box });
  }
  const categories = [
    { id: 1, name: 'uninfected' },
    { id: 2, name: 'infected' },
  ];
  await writeFile(at('fields/annotations.json'), JSON.stringify({ images, annotations, categories }));
  await writeSyntheticDataset(at('cells'), { cells: 24, patients: 4, fields: 0, seed: 9 });
}, 60_000);

describe('adopt', () => {
  it('trains on some patients, compares both models on others and on other cells, and says by its exit code whether it offers', async () => {
    const { code, stdout, stderr } = await adopt('--out', at('adopted'));
    const {
      parts,
      from,
      gate,
      candidate,
      held_out: held,
      elsewhere,
    }: Adoption = await json('adopted/adoption.json');
    expect([code, stderr.includes('error: the new model is not offered')]).toEqual(
      gate.offered ? [0, false] : [1, true],
    );
    expect(stdout).toContain(gate.offered ? 'The new model is offered' : 'The new model is NOT offered');
    expect(parts).toMatchObject({
      by: 'patient',
      why: null,
      training: { groups: 2 },
      held_out: { groups: 2 },
    });
    expect(held.false_alarms!.n + held.sensitivity!.n).toBe(parts.held_out.cells);
    expect(elsewhere).toMatchObject({ false_alarms: { n: 12 }, sensitivity: { n: 12 } });
    expect(from.sha256).toBe(await fileSha256(at('old.onnx')));
    expect(candidate.sha256).toBe(await fileSha256(at('adopted/candidate.onnx')));
    expect(candidate.sha256).not.toBe(from.sha256);
    const table = await readFile(at('adopted/comparison.txt'), 'utf8');
    const figures = table
      .split('\n')
      .filter((line) => /model$|per 1,000 {2}|found|changed:|Learned/.test(line));
    for (const line of figures) expect(line.length).toBeLessThanOrEqual(80);
    expect(await readFile(at('adopted/card.md'), 'utf8')).toContain(candidate.sha256);
  }, 60_000);

  it('the new model names whom it has seen: those of the old one, and nobody who was held out', async () => {
    const rows = (await readFile(at('adopted/parts.csv'), 'utf8')).trim().split(/\r?\n/).slice(1);
    const heldOut = rows
      .filter((row) => row.endsWith('held-out'))
      .map((row) => patientKey(row.split(',')[0]!));
    const model = await openCellModel(at('adopted/candidate.onnx'));
    expect(model.trainingPatients).toContain('before');
    // Three patients and their fields.
    expect(model.trainingPatients).toHaveLength(1 + 6);
    expect(heldOut).toHaveLength(2);
    for (const key of heldOut) expect(model.trainingPatients).not.toContain(key);
    await model.release();
  });

  it('is no model to use before it is published, and is not overwritten', async () => {
    const used = await runHere('predict', at('adopted'), at('cells'));
    expect(used.code).toBe(1);
    const again = await adopt('--out', at('adopted'));
    expect(again).toMatchObject({ code: 1 });
    expect(again.stderr).toContain('holds an adoption that is finished');
  });

  it.each([
    [['--from', 'smaer'], 'did you mean smear?'],
    [['--replay', '5'], '--replay'],
    [['--label-as', 'x'], 'expected NAME=LABEL'],
  ])('%j is refused, and nothing is written', async (words, reason) => {
    const { code, stderr } = await adopt('--out', at('refused'), ...words);
    expect(code).toBe(1);
    expect(stderr).toContain(reason);
    expect(await readdir(folder)).not.toContain('refused');
  });
});

describe('adopt publish', () => {
  const publish = (...words: string[]) =>
    runHere('adopt', 'publish', at('adopted'), '--models', at('models'), '--json', ...words);
  const back = (name: string) =>
    runHere('adopt', 'back', name, '--by', 'B', '--models', at('models'), '--json');
  const named = ['--name', 'lab', '--by', 'A. Keza'];

  const offer = async (offered: boolean) => {
    const adoption = await json('adopted/adoption.json');
    await writeFile(
      at('adopted/adoption.json'),
      JSON.stringify({ ...adoption, gate: { ...adoption.gate, offered } }),
    );
  };

  it('refuses what is not offered, an unnamed person, a shipped name, and a file that was changed', async () => {
    await offer(false);
    expect((await publish(...named)).stderr).toContain('is not offered: ');
    await offer(true);
    expect((await publish('--name', 'lab', '--by', ' ')).stderr).toContain('--by: give the name');
    expect((await publish('--name', 'smear', '--by', 'A')).stderr).toContain('ships with giemsa');
    expect((await publish('--name', '../x', '--by', 'A')).stderr).toContain('--name ../x: expected');
    const whole = await readFile(at('adopted/candidate.onnx'));
    await appendFile(at('adopted/candidate.onnx'), 'x');
    expect((await publish(...named)).stderr).toContain('it was changed since');
    await writeFile(at('adopted/candidate.onnx'), whole);
    await expect(readdir(at('models'))).rejects.toThrow();
  });

  it('is a named person’s act, written down; results hold the checksum of the model in use', async () => {
    const { candidate, from }: Adoption = await json('adopted/adoption.json');
    const { code, stdout } = await publish(...named);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      name: 'lab',
      version: 2,
      sha256: candidate.sha256,
      by: 'A. Keza',
    });
    const { acts } = await json('models/lab/published.json');
    expect(acts).toEqual([
      { what: 'began with', version: 1, sha256: from.sha256, by: 'A. Keza', at: expect.any(String) },
      {
        ...{ what: 'published', version: 2, sha256: candidate.sha256, by: 'A. Keza' },
        at: expect.any(String),
        adoption: at('adopted'),
      },
    ]);
    await runHere(
      'smear',
      at('models/lab'),
      at('fields/images/P1'),
      '--out',
      at('counted'),
      '--no-pictures',
      '--threads',
      '1',
    );
    expect((await json('counted/smear.json')).model.sha256).toBe(candidate.sha256);
    expect((await publish(...named)).stderr).toContain('is in use as lab already: A. Keza published it');
  });

  it('one command goes back; a calibration stays with its model', async () => {
    const { candidate, from }: Adoption = await json('adopted/adoption.json');
    await writeFile(at('models/lab/smear-calibration.json'), '{}');
    expect(JSON.parse((await back('lab')).stdout)).toMatchObject({
      version: 1,
      what: 'went back to',
      by: 'B',
    });
    expect(await fileSha256(at('models/lab/model.onnx'))).toBe(from.sha256);
    expect(await readdir(at('models/lab'))).not.toContain('smear-calibration.json');
    expect((await back('lab')).stderr).toContain('has no version before the one in use');
    const { version } = JSON.parse((await publish(...named)).stdout);
    expect([version, await fileSha256(at('models/lab/model.onnx'))]).toEqual([3, candidate.sha256]);
    expect(await readdir(at('models/lab/versions'))).toEqual(['1', '2', '3']);
    expect(await readdir(at('models/lab/versions/2'))).toContain('smear-calibration.json');
    expect((await back('nobody')).stderr).toContain('nothing was published there');
  });

  it('a stored version that was changed is not used', async () => {
    await rm(at('models/lab/versions/1/model.onnx'));
    await writeFile(at('models/lab/versions/1/model.onnx'), 'no model');
    const before = await fileSha256(at('models/lab/model.onnx'));
    expect((await back('lab')).stderr).toContain('it was changed since');
    expect(await fileSha256(at('models/lab/model.onnx'))).toBe(before);
  });
});
