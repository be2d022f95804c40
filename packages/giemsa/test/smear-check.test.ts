import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawField } from '@giemsa/core/internal/dataset/synthetic/field';
import { drawPatientStyle } from '@giemsa/core/internal/dataset/synthetic/patient';
import { randomFromSeed } from '@giemsa/core/internal/random';
import { Command } from 'commander';
import { checkSmear } from 'giemsa/smear';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { optionsOf } from '../src/commands/options-of.js';
import { runHere, temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const [width, height] = [520, 390];
const at = (path: string) => join(folder, path);

/** A drawn field as a file that its name tells. */
async function draw(path: string, seed: number, change = (picture: Sharp) => picture): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  const { pixels } = drawField(drawPatientStyle(randomFromSeed(7)), {
    width,
    height,
    parasitaemia: 0.1,
    seed,
  });
  await change(sharp(pixels, { raw: { width, height, channels: 3 } })).toFile(at(path));
}

beforeAll(async () => {
  await draw('p1/1.png', 1);
  await draw('p1/1-again.jpg', 1, (picture) => picture.jpeg({ quality: 60 }));
  await draw('p1/2.png', 2);
  await draw('p1/enlarged.png', 3, (picture) => picture.resize(2 * width));
  await draw('p1/soft.png', 5, (picture) => picture.blur(9));
});

test('smear tells fields of two magnifications in a patient, and counts a field once that was saved again', async () => {
  const { code, stdout } = await runHere('smear', at('p1'), '--out', at('out'), '--no-pictures');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /p1: 2 fields of cells \d+ pixels wide, 1 field of cells \d+ pixels wide; were its fields/,
  );
  expect(stdout).toMatch(
    /set aside 1.png: the same picture as .*1-again.jpg, saved again; it is counted there/,
  );
  const { notes, patients } = JSON.parse(await readFile(at('out/smear.json'), 'utf8'));
  expect(notes).toHaveLength(1);
  expect(patients[0].parasitaemia.fields).toBe(3);
  expect(await readFile(at('out/p1/report.html'), 'utf8')).toContain('different magnifications');
});

test('smear calibrate says that its fields were not taken in one way, and writes its file where nobody says', async () => {
  await mkdir(at('healthy/p1'), { recursive: true });
  for (const name of ['1.png', '2.png', 'enlarged.png'])
    await copyFile(at(`p1/${name}`), at(`healthy/p1/${name}`));
  const start = process.cwd();
  process.chdir(folder);
  try {
    const { code } = await runHere('smear', 'calibrate', 'healthy', '--threshold', '0.9');
    expect(code).toBe(0);
    const { cannot_tell: limits } = JSON.parse(await readFile('smear-calibration.json', 'utf8'));
    expect(limits.at(-1)).toMatch(/^p1: 2 fields of cells .* at different magnifications\?$/);
  } finally {
    process.chdir(start);
  }
});

describe('smear check', () => {
  let told: string;
  let json: Record<string, unknown> & {
    findings: { about: string; verdict: string; measured: string; advice: string }[];
    fields: { file: string; problem: string | null; rule?: string; cell_diameter: number }[];
  };
  const finding = (about: string) => json.findings.find((one) => one.about === about)!;

  beforeAll(async () => {
    const { code, stdout, stderr } = await runHere(
      'smear',
      'check',
      at('p1'),
      '--out',
      at('check'),
      '--json',
    );
    expect(code).toBe(0);
    told = stderr;
    json = JSON.parse(stdout);
  });

  test('says for each thing what was measured, whether it is good, and what to do', () => {
    expect(json.findings.map(({ about }) => about)).toEqual([
      ...['fields', 'cell_size', 'same_microscope', 'doubt', 'likeness'],
      ...['focus', 'light', 'coverage', 'clumps', 'white_cells'],
    ]);
    expect(finding('fields')).toMatchObject({
      verdict: 'bad',
      advice: expect.stringMatching(/blurred: focus on/),
    });
    expect(finding('cell_size')).toMatchObject({
      verdict: 'look',
      measured: expect.stringContaining('not steady'),
    });
    expect(finding('same_microscope').verdict).toBe('bad');
    expect(finding('focus')).toMatchObject({
      verdict: 'look',
      advice: expect.stringContaining('focus each field'),
    });
    expect(told).toMatch(/set aside soft.png: out of focus/);
    expect(told).toContain('What this check cannot tell:');
  });

  test('its JSON has keys in snake_case, and what was measured in each field', () => {
    expect(JSON.stringify(json)).not.toMatch(/"[a-z]+[A-Z]\w*":/);
    expect(json.fields).toHaveLength(5);
    expect(json.fields.find(({ file }) => file.endsWith('soft.png'))).toMatchObject({ rule: 'blurred' });
  });

  test('writes a page with galleries, that asks no other address', async () => {
    const page = await readFile(at('check/report.html'), 'utf8');
    for (const words of [
      'Some red cells of each field',
      'Cells least like those of training',
      'out of focus',
    ])
      expect(page).toContain(words);
    expect(page).not.toMatch(/(src|href)="(?!data:)/);
    expect(JSON.parse(await readFile(at('check/check.json'), 'utf8'))).toEqual(json);
  });

  test('a model that does not hold what its cells looked like: it cannot tell, and says so', async () => {
    const model = new URL('../../core/test/fixtures/tiny-resnet.onnx', import.meta.url).pathname;
    const events: string[] = [];
    const { findings } = await checkSmear({
      ...{ model, images: [at('p1/2.png')] },
      onEvent: ({ type }) => events.push(type),
    });
    expect(findings.find(({ about }) => about === 'likeness')).toMatchObject({ verdict: 'unknown' });
    expect(events).toEqual(['model-opened', 'progress']);
  });

  test('fields of which none can be read are an error', async () => {
    await mkdir(at('none'));
    await writeFile(at('none/a.png'), (await readFile(at('p1/2.png'))).subarray(0, 2000));
    const { code, stderr } = await runHere('smear', 'check', at('none'), '--out', at('nothing'));
    expect(code).toBe(1);
    expect(stderr).toContain('no field could be read; the first: cannot read');
  });
});

test.each([
  ['', 'own default'],
  ['--out typed', 'typed'],
])('a command within another with an option of the same name: "%s" gives "%s"', async (typed, expected) => {
  const program = new Command();
  const above = program.command('above').option('--out <name>', '', 'default above').option('--threads <n>');
  let given: unknown;
  above
    .command('own')
    .option('--out <name>', '', 'own default')
    .action((_own: unknown, command: Command) => {
      given = optionsOf(command);
    });
  await program.parseAsync(['above', 'own', ...typed.split(' ').filter(Boolean), '--threads', '2'], {
    from: 'user',
  });
  expect(given).toEqual({ out: expected, threads: '2' });
});
