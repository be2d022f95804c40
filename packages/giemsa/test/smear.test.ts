import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawField } from '@giemsa/core/internal/dataset/synthetic/field';
import { drawPatientStyle } from '@giemsa/core/internal/dataset/synthetic/patient';
import { randomFromSeed } from '@giemsa/core/internal/random';
import { analyseField } from '@giemsa/core/internal/smear/analyse-field';
import { analyseSmears, countField, seenOf } from '@giemsa/core/internal/smear/analyse-smears';
import { chooseThreshold } from '@giemsa/core/internal/smear/blank-films';
import { toCoco } from '@giemsa/core/internal/smear/coco';
import { cutOut } from '@giemsa/core/internal/smear/crop';
import { editField } from '@giemsa/core/internal/smear/edit-field';
import { fieldProblems } from '@giemsa/core/internal/smear/field-quality';
import type { CellFinder, FoundField } from '@giemsa/core/internal/smear/find/cell-finder';
import { createCellFinder } from '@giemsa/core/internal/smear/find/create-cell-finder';
import { patientPage } from '@giemsa/core/internal/smear/patient-page';
import { listPatients } from '@giemsa/core/internal/smear/patients';
import { applyReview, readReview } from '@giemsa/core/internal/smear/review';
import { openStages } from '@giemsa/core/internal/smear/stages';
import { redCellCount } from '@giemsa/core/internal/smear/statistics/density';
import { parasitaemia } from '@giemsa/core/internal/smear/statistics/parasitaemia';
import { cellsCsv, fieldsCsv, patientsCsv } from '@giemsa/core/internal/smear/tables';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { blueSpots } from './support/blue-spots.js';
import { runHere, temporaryFolder } from './support/command-line.js';

const OPTIONS = { threshold: 0.5, unsureHalfWidth: 0.5 };

let finder: CellFinder;
beforeAll(async () => {
  finder = await createCellFinder();
});

/** The same values again for the same words: what is drawn, found and analysed is only looked at. */
function once<Words extends unknown[], Value>(make: (...words: Words) => Value): (...words: Words) => Value {
  const made = new Map<string, Value>();
  return (...words) => {
    const key = JSON.stringify(words);
    if (!made.has(key)) made.set(key, make(...words));
    return made.get(key)!;
  };
}

const synthetic = once(
  (seed: number, parasitaemia: number = 0.1, width: number = 1024, height: number = 768) => {
    const field = drawField(drawPatientStyle(randomFromSeed(seed)), { width, height, parasitaemia, seed });
    return { field, picture: { data: field.pixels, width, height } };
  },
);
const found = once((seed: number) => finder.find(synthetic(seed).picture));
const analysed = once((seed: number, parasitaemia: number) =>
  analyseField(blueSpots, finder, 'f.png', synthetic(seed, parasitaemia).picture, OPTIONS),
);
/** A smaller field, where only its kind counts. */
const small = () => {
  const { data, width, height } = synthetic(3, 0.1, 480, 360).picture;
  return sharp(data, { raw: { width, height, channels: 3 } });
};

describe('finding the cells of a drawn field', () => {
  it('finds the whole cells within 3 %, and their size', async () => {
    let [counted, truth] = [0, 0];
    for (const seed of [0, 3, 6]) {
      const { field } = synthetic(seed);
      const { objects, cellDiameter } = await found(seed);
      counted += objects.filter(({ kind, cut }) => kind === 'red cell' && !cut).length;
      truth += field.truth.filter(({ cut }) => !cut).length;
      const usual = field.truth.filter(({ cut }) => !cut).map(({ box }) => (box[2] + box[3]) / 2);
      usual.sort((a, b) => a - b);
      expect(cellDiameter! / usual[usual.length >> 1]!).toBeGreaterThan(0.85);
      expect(cellDiameter! / usual[usual.length >> 1]!).toBeLessThan(1.15);
    }
    expect(Math.abs(counted - truth) / truth).toBeLessThan(0.03);
  });

  it('cells cut by the border are found and not counted', async () => {
    const { field } = synthetic(0, 0.2);
    const { cells } = await analysed(0, 0.2);
    expect(cells.filter(({ cut }) => cut).length).toBeGreaterThan(5);
    expect(cells.filter(({ cut, counted }) => cut && counted)).toEqual([]);
    expect(field.truth.some(({ cut }) => cut)).toBe(true);
  });

  it('a smaller picture of the same field gives the same cells: size comes from the picture', async () => {
    const { picture } = synthetic(3);
    const small = await sharp(picture.data, { raw: { width: 1024, height: 768, channels: 3 } })
      .resize(800, 600)
      .raw()
      .toBuffer();
    const count = (objects: readonly { kind: string; cut: boolean }[]) =>
      objects.filter(({ kind, cut }) => kind === 'red cell' && !cut).length;
    const here = count((await found(3)).objects);
    const there = count((await finder.find({ data: small, width: 800, height: 600 })).objects);
    expect(Math.abs(here - there)).toBeLessThanOrEqual(3);
  });

  it('the same field gives the same outlines', async () => {
    const { picture } = synthetic(3, 0.1, 480, 360);
    expect(await finder.find(picture)).toEqual(await finder.find(picture));
  });
});

describe('another microscope', () => {
  const { picture } = synthetic(6, 0.1, 800, 600);
  const unchanged = once(() => finder.find(picture));
  const { width, height } = picture;
  const rgb = () => sharp(picture.data, { raw: { width, height, channels: 3 } });
  const whole = ({ objects }: FoundField) =>
    objects.filter(({ kind, cut, covered }) => kind === 'red cell' && !cut && !covered).length;

  it.each([
    ['a bluish film', () => rgb().linear([0.75, 0.85, 1.1], [0, 0, 0])],
    ['a yellow lamp', () => rgb().linear([1.05, 0.95, 0.65], [0, 0, 0])],
    ['hue turned by 40 degrees', () => rgb().modulate({ hue: 40 })],
    ['a darker picture', () => rgb().linear(0.6, 0)],
    ['half the contrast', () => rgb().linear(0.5, 110)],
  ])('%s: the same cells within 5 %', async (_name, make) => {
    const data = await make().raw().toBuffer();
    const field = await finder.find({ data, width, height });
    const expected = whole(await unchanged());
    expect(Math.abs(whole(field) - expected) / expected).toBeLessThan(0.05);
    expect([...fieldProblems({ data, width, height }, field)]).toEqual([]);
  });

  it('a white cell is one object, and costs no more than the cells under it', async () => {
    const nucleus = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g fill="#5b2a80">
       <circle cx="400" cy="280" r="36"/><circle cx="455" cy="270" r="34"/><circle cx="430" cy="320" r="32"/></g></svg>`,
    );
    const data = await rgb()
      .composite([{ input: nucleus }])
      .removeAlpha()
      .raw()
      .toBuffer();
    const field = await finder.find({ data, width, height });
    expect(field.objects.filter(({ kind }) => kind === 'white cell')).toHaveLength(1);
    expect(whole(await unchanged()) - whole(field)).toBeLessThanOrEqual(6);
  });

  it('a coloured scale bar with its caption covers the cells under it, and changes no other', async () => {
    const bar = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g fill="none" stroke="#00dc28" stroke-width="3">
       <path d="M520 540h220M520 530v20M740 530v20"/></g></svg>`,
    );
    const data = await rgb()
      .composite([{ input: bar }])
      .removeAlpha()
      .raw()
      .toBuffer();
    const field = await finder.find({ data, width, height });
    expect(field.objects.some(({ covered }) => covered)).toBe(true);
    expect(Math.abs(whole(await unchanged()) - whole(field))).toBeLessThanOrEqual(6);
  });
});

describe('a cell that is cut out', () => {
  it('touches its box, is black outside its outline and keeps its pixels inside', async () => {
    const { picture } = synthetic(0);
    const cell = (await found(0)).objects.find(({ kind, cut }) => kind === 'red cell' && !cut)!;
    const crop = cutOut(picture, cell)!;
    expect([crop.width, crop.height]).toEqual([cell.box[2], cell.box[3]]);
    expect([...crop.data.subarray(0, 3)]).toEqual([0, 0, 0]);
    const [x, y] = [crop.width >> 1, crop.height >> 1];
    const at = ((cell.box[1] + y) * picture.width + cell.box[0] + x) * 3;
    const here = (y * crop.width + x) * 3;
    expect([...crop.data.subarray(here, here + 3)]).toEqual([...picture.data.subarray(at, at + 3)]);
  });
});

const origin = {
  ...{ threshold: 0.5, thresholdFrom: 'given', model: 'm', modelSha256: 'abc' },
  ...{ calibration: 'none', software: 'giemsa 0' },
};

describe('a patient', () => {
  it('infected cells are found, and one with several parasites counts once', async () => {
    const { field } = synthetic(0, 0.2);
    const result = await analysed(0, 0.2);
    const truth = field.truth.filter((cell) => !cell.cut && cell.class === 'Parasitized').length;
    const { infected } = countField(result);
    expect(Math.abs(infected - truth)).toBeLessThanOrEqual(Math.ceil(0.35 * truth));
  });

  it('tables, COCO and page hold the same numbers', async () => {
    const field = await analysed(0, 0.2);
    const redCells = redCellCount({});
    const smear = {
      patient: 'p1',
      fields: [field],
      parasitaemia: parasitaemia([countField(field)], redCells),
      seen: seenOf([field]),
    };
    const { counted, infected } = countField(field);
    const rows = cellsCsv([smear], origin).trim().split('\n');
    expect(rows.length - 1).toBe(field.cells.length);
    expect(rows.filter((row) => row.includes(',infected,')).length).toBe(infected);
    expect(fieldsCsv([smear], origin)).toContain(`p1,f.png,yes,,1024,768,`);
    expect(patientsCsv([smear], origin)).toContain(`p1,1,1,${counted},${infected},`);
    const coco = toCoco([smear]);
    const infectedId = coco.categories.find(({ name }) => name === 'infected')!.id;
    expect(coco.annotations.filter(({ category_id }) => category_id === infectedId).length).toBe(infected);
    const page = patientPage(smear, { made: new Date(0), method: {}, annotated: new Map(), reviewers: [] });
    expect(page).toContain('Research use only. Not a medical device');
    expect(page).toContain('thin film cannot exclude malaria');
    expect(page).toContain('gametocytes');
    // Without patients without malaria there are counts alone: no percentage, no density, no severity.
    expect(page).not.toMatch(/\d %<\/b>|parasites\/µL|≥ 5 %/);
    expect(page).toContain('How many a patient without malaria would show is not known here');
    expect(patientsCsv([smear], origin)).toContain(
      `p1,1,1,${counted},${infected},,,,,,,,,,,,,5000000,assumed,,,`,
    );
    const blanks = Array.from({ length: 10 }, () => ({ cells: 700, falseAlarms: 1 }));
    const rates = { sensitivity: null, blanks };
    const calibrated = { ...smear, parasitaemia: parasitaemia([countField(field)], redCells, rates) };
    const full = patientPage(calibrated, {
      made: new Date(0),
      method: {},
      annotated: new Map(),
      reviewers: [],
    });
    expect(full).toContain('parasites/µL or more');
    expect(full).toContain('assumed');
    expect(full).toContain('≥ 5 %');
    expect(full).toContain('misses were not measured');
  });

  it('a person’s corrections change the counts and stay with a name', async () => {
    const folder = await temporaryFolder();
    const field = await analysed(0, 0.2);
    const infected = field.cells.filter(({ call }) => call === 'infected');
    const file = join(folder, 'review.csv');
    await writeFile(file, `file,cell,reviewed_as,reviewer\nf.png,${infected[0]!.id},uninfected,AB\n`);
    const reviewed = applyReview(field, await readReview(file), OPTIONS);
    expect(countField(reviewed).infected).toBe(infected.length - 1);
    expect(reviewed.cells.find(({ id }) => id === infected[0]!.id)!.reviewer).toBe('AB');
    await writeFile(file, 'file,cell,reviewed_as,reviewer\nf.png,1,maybe,AB\n');
    await expect(readReview(file)).rejects.toThrow('line 2: reviewed_as is "maybe"');
  });

  it('a person says the stage: a gametocyte is infected, and no part of parasitaemia', async () => {
    const file = join(await temporaryFolder(), 'review.csv');
    const field = await analysed(0, 0.2);
    const { infected } = countField(field);
    const healthy = field.cells.find(({ call }) => call === 'uninfected')!;
    await writeFile(file, `file,cell,reviewed_as,reviewer\nf.png,${healthy.id},Gametocyte,AB\n`);
    const reviewed = applyReview(field, await readReview(file), OPTIONS);
    const counts = countField(reviewed);
    expect(counts).toMatchObject({ infected: infected + 1, gametocytes: 1, stageUnsure: infected });
    expect(parasitaemia([counts], redCellCount({}))).toMatchObject({ gametocytes: 1 });
    const told = { patient: 'p', fields: [reviewed], parasitaemia: parasitaemia([], redCellCount({})) };
    const row = cellsCsv([{ ...told, seen: seenOf([]) }], origin)
      .split('\n')
      .find((line) => line.includes(',AB,'));
    expect(row).toContain(',infected,no,gametocyte,,,gametocyte,AB,');
    const edits = (['gametocyte', 'uninfected'] as const).map((said) => ({
      edit: { action: 'class' as const, cell: healthy.id, class: said },
      ...{ reviewer: 'CD', created: '2026-01-01T00:00:00.000Z' },
    }));
    const again = { ...told, fields: [editField(reviewed, edits, OPTIONS)], seen: seenOf([]) };
    expect(cellsCsv([again], origin)).toContain(',uninfected,no,,,,uninfected,CD,');
  });

  it('the network of stages that ships is asked for cells that may be infected', async () => {
    const stages = await openStages();
    const { picture } = synthetic(1, 0.3);
    const field = await analyseField(blueSpots, finder, 'f.png', picture, { ...OPTIONS, stages });
    await stages.release();
    expect(field.stagesSha256).toBe(stages.sha256);
    const infected = field.cells.filter(({ call }) => call === 'infected');
    expect(infected.length).toBeGreaterThan(0);
    for (const cell of infected) expect(cell.stage!.probability).toBeGreaterThan(0.25);
    const { rings, trophozoites, schizonts, gametocytes, stageUnsure } = countField(field);
    expect(rings + trophozoites + schizonts + gametocytes + stageUnsure).toBe(infected.length);
  });

  it('one folder is one patient; two of one name are refused', async () => {
    const folder = await temporaryFolder();
    for (const name of ['a/x.png', 'b/y.png', 'b/z.jpg']) {
      await mkdir(join(folder, name, '..'), { recursive: true });
      await writeFile(join(folder, name), '');
    }
    const patients = await listPatients([folder]);
    expect(patients.map(({ patient, files }) => [patient, files.length])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    await expect(listPatients([join(folder, 'a'), folder])).rejects.toThrow('two folders are named a');
    await expect(listPatients([join(folder, 'none')])).rejects.toThrow('no such file or folder');
  });
});

it('a threshold by false alarms leaves as many healthy cells above it as were allowed', () => {
  const healthy = Array.from({ length: 1000 }, (_, index) => index / 1000);
  const threshold = chooseThreshold(healthy, 5);
  expect(healthy.filter((probability) => probability >= threshold).length).toBe(5);
});

describe('bad input: each is reported, and the other fields are read', () => {
  it.each([
    ['an empty place', () => plain(640, 480, '#dde4d8'), /no red cells found/],
    ['a grey picture', grey, /grey picture/],
    [
      'a photograph of something else',
      photograph,
      /no red cells|not a blood film|do not stand out|too thick|out of focus|only/,
    ],
    ['a film without gaps', thickFilm, /no red cells|do not stand out|too thick|not a blood film/],
    [
      'a thick film: nuclei of white cells, no red cells',
      nuclei,
      /(nuclei of white cells|no red cells found).* thick film/,
    ],
    ['hundreds of spots', spots, /objects are only \d+ pixels wide/],
    ['a picture out of focus', blurred, /out of focus/],
  ])('%s', async (_name, make, reason) => {
    const { data, info } = await (await make()).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const picture = { data, width: info.width, height: info.height };
    const field = await analyseField(blueSpots, finder, 'f.png', picture, OPTIONS);
    expect(field.problem).toMatch(reason);
    expect(field.cells.some(({ counted }) => counted)).toBe(false);
  });

  it('a pixel size by which cells are tiny, in a large picture: refused at once, by their size', async () => {
    const [width, height] = [4000, 3000];
    const picture = { data: new Uint8Array(width * height * 3).fill(210), width, height };
    const field = await finder.find(picture, { umPerPixel: 1 });
    expect([...fieldProblems(picture, field)][0]!.reason).toMatch(/objects are only 8 pixels wide/);
  });

  it('100 megapixels, a JPEG cut in the middle, no picture at all', async () => {
    const folder = await temporaryFolder();
    const good = small();
    const jpeg = await good.clone().jpeg().toBuffer();
    await writeFile(join(folder, 'cut.jpg'), jpeg.subarray(0, jpeg.length / 2));
    await writeFile(join(folder, 'text.png'), 'no picture');
    await good.clone().png().toFile(join(folder, 'good.png'));
    const huge = { data: new Uint8Array(0), width: 12_000, height: 10_000 };
    expect((await analyseField(blueSpots, finder, 'huge.png', huge, OPTIONS)).problem).toContain(
      '120 megapixels',
    );
    const patients = await listPatients([folder]);
    const [smear] = await analyseSmears(blueSpots, finder, patients, {
      ...OPTIONS,
      redCells: redCellCount({}),
    });
    const problems = Object.fromEntries(
      smear!.fields.map(({ file, problem }) => [file.split('/').pop(), problem]),
    );
    expect(problems['cut.jpg']).toContain('cannot read');
    expect(problems['text.png']).toContain('not a PNG');
    expect(problems['good.png']).toBeNull();
    expect(smear!.parasitaemia.fields).toBe(1);
  });

  it('fields are handed on in their order, and a failure of the model stops the run', async () => {
    const folder = await temporaryFolder();
    const names = ['1.png', '2.png', '3.png'];
    for (const name of names) await (await plain(320, 240, '#dde4d8')).png().toFile(join(folder, name));
    await small().png().toFile(join(folder, '4.png'));
    const patients = await listPatients([folder]);
    const seen: string[] = [];
    const failing = {
      ...blueSpots,
      predict: async () => {
        throw new Error('out of memory');
      },
    };
    const run = analyseSmears(
      failing,
      finder,
      patients,
      { ...OPTIONS, redCells: redCellCount({}) },
      async (_, { file }) => {
        seen.push(file.split('/').pop()!);
      },
    );
    await expect(run).rejects.toThrow('out of memory');
    expect(seen).toEqual(names);
  });

  it('a picture that EXIF turns upside down is counted as it was taken', async () => {
    const folder = await temporaryFolder();
    const good = small();
    await good.clone().png().toFile(join(folder, 'up.png'));
    await good
      .clone()
      .rotate(180)
      .withMetadata({ orientation: 3 })
      .jpeg({ quality: 95 })
      .toFile(join(folder, 'down.jpg'));
    // Each by itself: in one run the second would be told to be the same picture.
    const countOf = async (name: string) => {
      const patients = await listPatients([join(folder, name)]);
      const redCells = redCellCount({});
      const [smear] = await analyseSmears(blueSpots, finder, patients, { ...OPTIONS, redCells });
      return countField(smear!.fields[0]!);
    };
    const [down, up] = [await countOf('down.jpg'), await countOf('up.png')];
    expect(Math.abs(down.counted - up.counted)).toBeLessThanOrEqual(2);
  });

  it('the command tells mistakes on one line', async () => {
    const folder = await temporaryFolder();
    const ended = await runHere('smear', join(folder, 'none.onnx'), folder);
    expect(ended.code).toBe(1);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(await stat(join(folder, 'smear')).catch(() => null)).toBeNull();
    expect(await readFile(join(folder, 'none'), 'utf8').catch(() => '')).toBe('');
  });
});

const plain = async (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } });

async function grey() {
  const { data, width, height } = synthetic(0).picture;
  return sharp(data, { raw: { width, height, channels: 3 } })
    .greyscale()
    .toColourspace('srgb');
}

/** Fur, eyes and a window, more or less: shapes and shades of every size. */
async function photograph() {
  const random = randomFromSeed(5);
  const shapes = Array.from({ length: 160 }, () => {
    const [x, y] = [random.uniform(0, 900), random.uniform(0, 700)];
    const colour = `rgb(${random.integer(256)},${random.integer(200)},${random.integer(120)})`;
    return random.chance(0.5)
      ? `<rect x="${x}" y="${y}" width="${random.uniform(5, 300)}" height="${random.uniform(5, 200)}" fill="${colour}" transform="rotate(${random.integer(90)} ${x} ${y})"/>`
      : `<path d="M${x} ${y}q${random.uniform(-200, 200)} ${random.uniform(-90, 90)} ${random.uniform(-200, 200)} ${random.uniform(-200, 200)}" stroke="${colour}" stroke-width="${random.uniform(1, 40)}" fill="none"/>`;
  });
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="467" viewBox="0 0 900 700"><rect width="900" height="700" fill="#a98"/>${shapes.join('')}</svg>`,
    ),
  );
}

async function thickFilm() {
  const random = randomFromSeed(8);
  const data = Buffer.from(
    Array.from({ length: 32 * 24 * 3 }, (_, index) => [150, 90, 130][index % 3]! + random.uniform(-18, 18)),
  );
  return sharp(data, { raw: { width: 32, height: 24, channels: 3 } }).resize(640, 480, { kernel: 'cubic' });
}

async function nuclei() {
  const random = randomFromSeed(4);
  const discs = Array.from({ length: 5 }, (_, index) => {
    const [x, y] = [130 + 255 * index, 160];
    return `<ellipse cx="${x}" cy="${y}" rx="${random.uniform(32, 42)}" ry="${random.uniform(32, 42)}" fill="#5b2a86"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="320">${discs.join('')}</svg>`;
  return (await plain(1280, 320, '#b6a0c0')).composite([{ input: Buffer.from(svg) }]);
}

async function spots() {
  const random = randomFromSeed(6);
  const discs = Array.from({ length: 500 }, (_, index) => {
    const x = (index % 25) * 12.5 + random.uniform(6, 8);
    const y = Math.floor(index / 25) * 12 + random.uniform(6, 8);
    return `<circle cx="${x}" cy="${y}" r="4.5" fill="#a06a98"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="246">${discs.join('')}</svg>`;
  return (await plain(320, 246, '#dde4d8')).composite([{ input: Buffer.from(svg) }]);
}

async function blurred() {
  const [width, height] = [480, 360];
  const { data } = synthetic(3, 0.1, width, height).picture;
  return sharp(data, { raw: { width, height, channels: 3 } }).blur(14);
}
