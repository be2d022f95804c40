import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '@giemsa/core/internal/dataset/synthetic/write';
import {
  isOurFolder,
  markFolder,
  refuseForeignFile,
  refuseForeignFolder,
  signPng,
} from '@giemsa/core/internal/files/ours';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { runHere, temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const at = (name: string) => join(folder, name);

describe('a folder for results', () => {
  test('may be new, empty, or one of earlier results; nothing else', async () => {
    await refuseForeignFolder('--out', at('none'));
    await mkdir(at('new'));
    await refuseForeignFolder('--out', at('new'));
    await writeFile(at('new/notes.txt'), 'mine');
    await expect(refuseForeignFolder('--out', at('new'))).rejects.toThrow(
      `--out ${at('new')} holds other files, such as notes.txt`,
    );
    await markFolder(at('new'));
    await refuseForeignFolder('--out', at('new'));
    expect(await isOurFolder(at('new'))).toBe(true);
  });
});

describe('a file for results', () => {
  const picture = sharp({ create: { width: 3, height: 2, channels: 3, background: '#123456' } }).png();

  test.each([
    ['.png', async () => signPng(await picture.clone().toBuffer()), async () => picture.clone().toBuffer()],
    ['.html', async () => '<!doctype html><head><meta name="generator" content="giemsa">', async () => '<p>'],
    ['.json', async () => '{\n  "format": "giemsa smear calibration 1"', async () => '{"format": "x"}'],
  ])('%s: one that giemsa wrote may be written over, another not', async (ending, ours, other) => {
    await writeFile(at(`ours${ending}`), await ours());
    await writeFile(at(`other${ending}`), await other());
    await refuseForeignFile('--out', at(`ours${ending}`), ending);
    await refuseForeignFile('--out', at(`none${ending}`), ending);
    await expect(refuseForeignFile('--out', at(`other${ending}`), ending)).rejects.toThrow(
      'already exists, and giemsa did not write it',
    );
    await expect(refuseForeignFile('--out', at('x.txt'), ending)).rejects.toThrow(`ends in ${ending}`);
  });

  test('a signed picture is the same picture', async () => {
    const plain = await picture.clone().toBuffer();
    const signed = signPng(plain);
    expect(await sharp(signed).raw().toBuffer()).toEqual(await sharp(plain).raw().toBuffer());
    expect((await sharp(signed).metadata()).comments).toEqual([{ keyword: 'Software', text: 'giemsa' }]);
  });
});

test('commands leave files that others wrote as they are', async () => {
  await writeSyntheticDataset(at('cells'), { cells: 16, patients: 4, seed: 4, fields: 0 });
  const mine = ['notes.txt', 'picture.png', 'report.html', 'calibration.json', 'heat.onnx'];
  for (const name of mine) await writeFile(at(name), 'mine');
  await mkdir(at('mine'));
  await writeFile(at('mine/report.html'), 'mine');
  const cells = at('cells');
  const one = at('cells/Parasitized');
  for (const words of [
    ['data', 'inspect', cells, '--out', at('notes.txt')],
    ['data', 'inspect', cells, '--out', at('picture.png')],
    ['report', one, '--out', at('report.html')],
    ['evaluate', 'default', cells, '--out', cells],
    ['evaluate', 'default', cells, '--out', at('mine')],
    ['data', 'audit', cells, '--out', at('mine')],
    ['explain', one, '--out', at('mine')],
    ['explain', one, '--out', one],
    ['explain', 'default', '--onnx', at('heat.onnx')],
    ['smear', one, '--out', at('mine')],
    ['smear', 'calibrate', one, '--out', at('calibration.json')],
  ]) {
    const { code, stderr } = await runHere(...words);
    expect([words.join(' '), code, stderr.split('\n').length]).toEqual([words.join(' '), 1, 2]);
  }
  for (const name of [...mine, 'mine/report.html']) expect(await readFile(at(name), 'utf8')).toBe('mine');
});
