import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawField } from '@giemsa/core/internal/dataset/synthetic/field';
import { drawPatientStyle } from '@giemsa/core/internal/dataset/synthetic/patient';
import { toCsv } from '@giemsa/core/internal/files/csv';
import { parseCsvTable } from '@giemsa/core/internal/files/csv-table';
import { markFolder } from '@giemsa/core/internal/files/ours';
import { randomFromSeed } from '@giemsa/core/internal/random';
import type { SmearCell, SmearField } from '@giemsa/core/internal/smear/analyse-field';
import { countField, type PatientSmear } from '@giemsa/core/internal/smear/analyse-smears';
import { correctionsCsv } from '@giemsa/core/internal/smear/corrections-table';
import type { FieldEdit } from '@giemsa/core/internal/smear/edit-field';
import { patientPage } from '@giemsa/core/internal/smear/patient-page';
import { listPatients, listSmears } from '@giemsa/core/internal/smear/patients';
import { applyReview, checkCorrectionsFit, readReview } from '@giemsa/core/internal/smear/review';
import type { SmearResult } from '@giemsa/core/internal/smear/smear-result';
import { redCellCount } from '@giemsa/core/internal/smear/statistics/density';
import { parasitaemia } from '@giemsa/core/internal/smear/statistics/parasitaemia';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { runHere, temporaryFolder } from './support/command-line.js';

const folder = await temporaryFolder();
const at = (...names: string[]) => join(folder, ...names);

/** A drawn field as bytes of a picture. */
async function fieldFile(seed: number, format: 'png' | 'jpeg' | 'gif'): Promise<Buffer> {
  const size = { width: 480, height: 360 };
  const { pixels } = drawField(drawPatientStyle(randomFromSeed(seed)), { ...size, parasitaemia: 0.1, seed });
  return sharp(pixels, { raw: { ...size, channels: 3 } })
    [format]()
    .toBuffer();
}

async function put(name: string, content: Buffer | string): Promise<void> {
  await mkdir(at(name, '..'), { recursive: true });
  await writeFile(at(name), content);
}

const table = async (name: string) => parseCsvTable(await readFile(at(name), 'utf8'), name);

describe('what is given is counted or named with the reason', () => {
  beforeAll(async () => {
    const first = await fieldFile(1, 'png');
    await put('patients/phone/a.png', first);
    await put('patients/phone/b.jfif', await fieldFile(2, 'jpeg'));
    await put('patients/phone/c.gif', await fieldFile(3, 'gif'));
    await put('patients/phone/scan', await fieldFile(4, 'jpeg'));
    await put('patients/phone/d.avif', Buffer.from('\0\0\0\x1cftypavif', 'latin1'));
    await put('patients/phone/e.HEIC', Buffer.from('\0\0\0\x18ftypheic', 'latin1'));
    await put('patients/phone/again.png', first);
    await put('patients/phone/notes.txt', 'no picture');
    await put('patients/days/day 1/a.png', await fieldFile(5, 'png'));
    await put('patients/days/day 2/deep/b.png', await fieldFile(6, 'png'));
    await put('patients/other/copy.png', first);
    await put('patients/empty/readme.txt', 'no picture');
    await put('patients/list.xlsx', 'PK\x03\x04');
    const stack = await Promise.all([7, 8, 9].map((seed) => fieldFile(seed, 'png')));
    const raw = await Promise.all(stack.map((file) => sharp(file).raw().toBuffer()));
    const size = { width: 480, height: 3 * 360, channels: 3, pageHeight: 360 } as const;
    await put('patients/stack/s.tif', await sharp(Buffer.concat(raw), { raw: size }).tiff().toBuffer());
    const { code, stdout } = await runHere('smear', at('patients'), '--out', at('out'), '--no-pictures');
    expect(code).toBe(0);
    await put('stdout.txt', stdout);
  });

  const told = () => readFile(at('stdout.txt'), 'utf8');
  const fieldOf = async (name: string) =>
    (await table('out/fields.csv')).find(({ file }) => file!.endsWith(name));

  it('by content whatever the name; once where the same picture is there twice', async () => {
    for (const name of ['b.jfif', 'c.gif', 'phone/scan', 'day 1/a.png', 'deep/b.png']) {
      expect([name, (await fieldOf(name))!.used]).toEqual([name, 'yes']);
    }
    const same = await Promise.all(['other/copy.png', 'phone/a.png', 'phone/again.png'].map(fieldOf));
    expect(same.map((field) => field!.used)).toEqual(['yes', 'no', 'no']);
    expect(same[1]!.reason).toMatch(/the same picture as .*other\/copy\.png of patient other/);
  });

  it('a patient with folders by day, one patient', async () => {
    const patients = await table('out/patients.csv');
    expect(patients.find(({ patient }) => patient === 'days')).toMatchObject({ fields_used: '2' });
    expect(patients.map(({ patient }) => patient)).toEqual(['days', 'empty', 'other', 'phone', 'stack']);
  });

  it('in the table, on the terminal and in JSON', async () => {
    const text = await told();
    const json = await readFile(at('out/smear.json'), 'utf8');
    const fields = await readFile(at('out/fields.csv'), 'utf8');
    for (const name of ['d.avif', 'e.HEIC', 'notes.txt', 'readme.txt', 'list.xlsx']) {
      expect([name, text.includes(name), json.includes(name), fields.includes(name)]).toEqual([
        ...[name, true, true, true],
      ]);
    }
    expect((await fieldOf('d.avif'))!.reason).toContain('an AVIF picture is not read');
    expect((await fieldOf('e.HEIC'))!.reason).toContain('cannot read');
    const note = 'the first of 3 pages was read; the other 2 are left out';
    expect((await fieldOf('s.tif'))!.note).toBe(note);
    expect(text).toContain(`s.tif: ${note}`);
  });

  it('results folders of giemsa inside are not patients', async () => {
    await put('patients/smear/p1/x.annotated.png', await fieldFile(1, 'png'));
    await markFolder(at('patients/smear'));
    const { patients, leftOut } = await listSmears([at('patients')]);
    expect(patients.map(({ patient }) => patient)).not.toContain('smear');
    expect(leftOut.map(({ reason }) => reason).join()).toContain('a results folder of giemsa');
  });

  it('a path given twice, spelt differently, once', async () => {
    const path = at('patients/phone/a.png');
    const patients = await listPatients([path, `${folder}/./patients//phone/a.png`]);
    expect(patients.map(({ files }) => files)).toEqual([[path]]);
  });
});

describe('a person’s corrections', () => {
  let rows: Readonly<Record<string, string>>[];
  const review = (changed: readonly Readonly<Record<string, string>>[]) =>
    put('review.csv', toCsv([Object.keys(changed[0]!), ...changed.map((row) => Object.values(row))]));
  const smear = (...words: string[]) => runHere('smear', ...words, '--no-pictures', '--threshold', '0,5');

  beforeAll(async () => {
    await put('one/p1/f.png', await fieldFile(1, 'png'));
    expect((await smear(at('one'), '--out', at('first'))).code).toBe(0);
    rows = [...(await table('first/cells.csv'))];
    const counted = rows.filter((row) => row.counted === 'yes');
    rows = rows.map((row) =>
      row === counted[0] || row === counted[1]
        ? { ...row, reviewed_as: 'Infected ', reviewer: 'AB', reviewed_at: '2024-05-01' }
        : row,
    );
    await review(rows);
  });

  it('follow the field’s content: another path, another name, cells with other numbers', async () => {
    await mkdir(at('moved/patient 7'), { recursive: true });
    await copyFile(at('one/p1/f.png'), at('moved/patient 7/renamed.png'));
    await review(rows.map((row) => ({ ...row, cell: String(1000 - Number(row.cell)) })));
    const { code } = await smear(at('moved'), '--out', at('second'), '--review', at('review.csv'));
    expect(code).toBe(0);
    const reviewed = (await table('second/cells.csv')).filter((row) => row.reviewed_as !== '');
    expect(reviewed).toHaveLength(2);
    for (const row of reviewed) {
      expect(row).toMatchObject({ call: 'infected', reviewer: 'AB', reviewed_at: '2024-05-01' });
    }
    await review(rows);
  });

  it('as a spreadsheet with semicolons saves them', async () => {
    const text = (await readFile(at('review.csv'), 'utf8')).replaceAll(',', ';');
    await put('semicolons.csv', `\ufeff${text}`);
    const { corrections } = await readReview(at('semicolons.csv'));
    expect(corrections).toHaveLength(2);
    expect(corrections).toEqual((await readReview(at('review.csv'))).corrections);
  });

  it('of a field that is not given are an error before anything is counted', async () => {
    await put('two/p2/g.png', await fieldFile(2, 'png'));
    const { code, stderr } = await smear(at('two'), '--out', at('third'), '--review', at('review.csv'));
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /2 of the 2 corrections in .*review\.csv match no counted cell.*line \d+, .*f\.png, cell \d+: no such field/,
    );
  });

  it('that fit no counted cell are an error that lists them', async () => {
    const cut = rows.find((row) => row.cut_by_border === 'yes')!;
    await review([
      ...rows.filter((row) => row.reviewed_as !== ''),
      { ...cut, reviewed_as: 'infected', reviewer: 'AB' },
      { ...rows[0]!, x: '3000', y: '3000', reviewed_as: 'infected', reviewer: 'AB', cell: '9999' },
    ]);
    const { code, stderr } = await smear(at('one'), '--out', at('fourth'), '--review', at('review.csv'));
    expect(code).toBe(1);
    expect(stderr).toContain('2 of the 4 corrections');
    expect(stderr).toContain('cut by the border is not counted');
    expect(stderr).toContain('cell 9999: no cell was found there');
    await review(rows);
  });

  it('in a folder that is written again are not overwritten', async () => {
    expect((await smear(at('one'), '--out', at('first'), '--review', at('review.csv'))).code).toBe(0);
    const before = await readFile(at('first/cells.csv'), 'utf8');
    const { code, stderr } = await smear(at('one'), '--out', at('first'));
    expect(code).toBe(1);
    expect(stderr).toContain(
      'holds 2 corrections (by AB) that would be overwritten: apply them with --review',
    );
    expect(await readFile(at('first/cells.csv'), 'utf8')).toBe(before);
    const again = await smear(at('one'), '--out', at('first'), '--review', at('first/cells.csv'));
    expect(again.code).toBe(0);
  });

  it('of the reading room: cells added, removed, outlined and called are there again, under other numbers too', async () => {
    const { patients } = JSON.parse(await readFile(at('first/smear.json'), 'utf8')) as SmearResult;
    const [{ fields }] = patients as [PatientSmear];
    const found = fields[0]!;
    const [removed, infected, platelet] = found.cells.filter((cell) => cell.counted) as SmearCell[];
    const outline = [5, 5, 25, 5, 25, 25, 5, 25];
    const added = Math.max(...found.cells.map(({ id }) => id)) + 1;
    const words: FieldEdit[] = [
      { action: 'remove', cell: removed!.id },
      { action: 'class', cell: infected!.id, class: 'infected' },
      { action: 'class', cell: platelet!.id, class: 'platelet' },
      // Undone: as if it had not been said.
      { action: 'class', cell: infected!.id, class: 'debris' },
      { action: 'undo' },
      { action: 'add', outline, probability: 0.2 },
      { action: 'class', cell: added, class: 'infected' },
    ];
    const edits = words.map((edit) => ({ edit, reviewer: 'CD', created: '2024-06-01T10:00:00.000Z' }));
    const csv = correctionsCsv([{ patient: 'p1', file: found.file, sha256: found.sha256, found, edits }]);
    await put('corrections.csv', csv.replaceAll(/,(\d+),(class|remove|add),/g, ',9$1,$2,'));
    const words2 = ['--out', at('from-room'), '--review', at('corrections.csv')] as const;
    expect(await smear(at('one'), ...words2)).toMatchObject({ code: 0 });
    const cells = await table('from-room/cells.csv');
    expect(cells.map(({ cell }) => Number(cell))).not.toContain(removed!.id);
    const rowOf = (id: number) => cells.find(({ cell }) => Number(cell) === id);
    expect(rowOf(infected!.id)).toMatchObject({ call: 'infected', reviewer: 'CD' });
    expect(rowOf(platelet!.id)).toMatchObject({ kind: 'platelet', counted: 'no', reviewer: 'CD' });
    expect(rowOf(added)).toMatchObject({ x: '5', y: '5', call: 'infected', counted: 'yes', reviewer: 'CD' });

    // Of a field that is given twice, they are of the one that counts.
    await mkdir(at('twice/p1'), { recursive: true });
    for (const name of ['f.png', 'g.png']) await copyFile(at('one/p1/f.png'), at('twice/p1', name));
    const words3 = ['--out', at('from-twice'), '--review', at('corrections.csv')] as const;
    expect(await smear(at('twice'), ...words3)).toMatchObject({ code: 0 });
    const twice = await table('from-twice/cells.csv');
    expect(twice.filter(({ reviewer }) => reviewer === 'CD')).toHaveLength(3);

    // They stay beside the tables, and are not overwritten.
    const without = await smear(at('one'), '--out', at('from-room'));
    expect(without.stderr).toContain('corrections.csv holds 7 corrections (by CD) that would be overwritten');
    expect(await smear(at('one'), ...words2)).toMatchObject({ code: 0 });
    // The table of cells alone cannot hold them, and says so.
    const alone = await smear(at('one'), '--out', at('alone'), '--review', at('from-room/cells.csv'));
    expect(alone.stderr).toMatch(/CD says that cell \d+ of .* is a platelet.*give the corrections\.csv/);
    // What fits no cell is not a cell's.
    await put('lost.csv', csv.replace(/(remove,,CD,[^,]+,,)\d+,\d+/, '$13000,3000'));
    const lost = await smear(at('one'), '--out', at('lost'), '--review', at('lost.csv'));
    expect(lost).toMatchObject({ code: 1, stderr: expect.stringContaining('remove cell') });
  });

  it('that say two things of one cell are refused', async () => {
    const [row] = rows.filter(({ reviewed_as: said }) => said !== '');
    await review([row!, { ...row!, reviewed_as: 'uninfected' }]);
    await expect(readReview(at('review.csv'))).rejects.toThrow(/infected in line 2 and uninfected in line 3/);
  });

  it('of tables without checksums are found by the names of folder and file', () => {
    const cell = {
      ...{ id: 3, kind: 'red cell', box: [10, 10, 20, 20], outline: [], area: 300, cells: 1 },
      ...{ cut: false, covered: false, counted: true, probability: 0.9, call: 'infected', unsure: false },
    };
    const field = {
      file: '/data/p1/f.png',
      width: 99,
      height: 99,
      cellDiameter: 20,
      problem: null,
      cells: [cell],
    };
    const correction = { line: 2, file: 'p1/f.png', cell: 3, call: 'uninfected', reviewer: 'AB' } as const;
    const words = { path: 'x.csv', corrections: [correction], edits: [] };
    const reviewed = applyReview(field as unknown as SmearField, words, {
      threshold: 0.5,
      unsureHalfWidth: 0,
    });
    expect(countField(reviewed).infected).toBe(0);
    const smears = [{ patient: 'p', fields: [{ ...field, file: '/data/p2/f.png' }] }];
    expect(() => checkCorrectionsFit(words, smears as never)).toThrow('match no counted cell');
  });
});

it('links of a patient’s page lead to files whatever their names hold', () => {
  const file = 'f #1 50%?.png';
  const field = { file, width: 9, height: 9, cellDiameter: null, cells: [], problem: null };
  const smear = {
    ...{ patient: 'P1', fields: [field], seen: { inClumps: 0, cut: 0 } },
    parasitaemia: parasitaemia([], redCellCount({})),
  };
  const annotated = new Map([[file, 'f #1 50%?.annotated.png']]);
  const page = patientPage(smear, { made: new Date(0), method: {}, annotated, reviewers: [] });
  expect(page).toContain('href="f%20%231%2050%25%3F.annotated.png"');
});

it('the model that ships is meant whatever folders are called; a path means the folder', async () => {
  await mkdir(at('here/smear'), { recursive: true });
  await mkdir(at('here/default'), { recursive: true });
  await put('here/patients/p1/f.png', await fieldFile(1, 'png'));
  const before = process.cwd();
  process.chdir(at('here'));
  try {
    await rename('smear', 'empty');
    for (const run of ['first', 'second']) {
      const { code } = await runHere('smear', 'patients', '--no-pictures');
      expect([run, code]).toEqual([run, 0]);
    }
    const named = await runHere('predict', 'default', 'patients', '--json');
    expect(named.code).toBe(0);
    expect(named.stderr).toContain(
      'note: default is the shipped model; for the folder with this name give ./default',
    );
    const folderMeant = await runHere('evaluate', './default', 'patients');
    expect(folderMeant.code).toBe(1);
    expect(folderMeant.stderr).toContain('./default has no model.onnx');
    const calibrated = await runHere('calibrate', 'default', 'patients');
    expect(calibrated.code).toBe(1);
    expect(calibrated.stderr).toContain('default ships with giemsa and is never changed');
  } finally {
    process.chdir(before);
  }
});
