// Measures `giemsa adopt`: how a model does on a microscope before and after it learned from 5, 10, 20 and 40 corrected fields of it,
// on fields that were not among those:
//   npm run bench:adopt -- OTHERS --fields FIELDS --cells CELLS [--counts 5,10,20,40] [--only NAME] [--from MODEL] [--threads N]
// OTHERS holds bccd/ and chula/, in which nobody is known to have malaria: there every whole cell that is found is taken for healthy, as
// if a person had corrected the fields so, and infected cells are healthy ones with drawn parasites. FIELDS is as for bench:smear: its
// labels are taken, and the model starts from `default`, which has seen no field of it. CELLS is the NIH set, to see what is forgotten.

import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type CellModel, decodePixels, openCellModel } from '@giemsa/core';
import { AdoptionFolder } from '@giemsa/core/internal/adopting/adoption-file';
import { drawParasites } from '@giemsa/core/internal/adopting/examples';
import { cellsOfFields } from '@giemsa/core/internal/adopting/field-cells';
import { compareCodePoints } from '@giemsa/core/internal/pictures/picture-tree';
import { randomFromSeed } from '@giemsa/core/internal/random';
import { isCounted } from '@giemsa/core/internal/smear/classify-objects';
import { modelInput } from '@giemsa/core/internal/smear/crop';
import { inEightViews } from '@giemsa/core/internal/smear/eight-views';
import {
  adopt,
  type CellFinder,
  createCellFinder,
  exactInterval,
  type LabelledField,
  readLabelledSet,
} from '@giemsa/core/smear';
import { tellMistakes } from './tell-mistakes.js';

interface Microscope {
  readonly name: string;
  /** The model that it is foreign to. */
  readonly from: string;
  readonly fields: readonly LabelledField[];
}

/** Most corrected fields; the others are for measuring. */
const POOL = 40;
const MEASURED_FIELDS = 60;
const COMPOSITES = 500;
const SEED = 20261129;

await tellMistakes(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      fields: { type: 'string' },
      cells: { type: 'string' },
      counts: { type: 'string', default: '5,10,20,40' },
      only: { type: 'string' },
      from: { type: 'string', default: 'smear' },
      threads: { type: 'string', default: '2' },
    },
  });
  const [others] = positionals;
  if (others === undefined) throw new Error('expected the folder with bccd/ and chula/');
  const finder = await createCellFinder();
  const session = { threads: Number(values.threads) };
  const names = ['bccd', 'chula', 'first microscope'];
  if (values.only !== undefined && !names.includes(values.only))
    throw new Error(`--only ${values.only}: expected ${names.join(', ')}`);
  const known = values.cells === undefined ? [] : await knownCells(values.cells);
  for (const name of names) {
    if (values.only !== undefined && values.only !== name) continue;
    if (name === 'first microscope' && values.fields === undefined) continue;
    const microscope =
      name === 'first microscope'
        ? { name, from: 'default', fields: (await readLabelledSet(values.fields!)).fields }
        : { name, from: values.from, fields: await healthyFields(finder, join(others, name)) };
    await measure(finder, microscope, values.counts.split(',').map(Number), known, session);
  }
});

/** Every whole cell of each picture, labelled healthy. */
async function healthyFields(finder: CellFinder, folder: string): Promise<LabelledField[]> {
  const names = (await readdir(folder))
    .filter((name) => /\.(jpe?g|png)$/i.test(name))
    .sort(compareCodePoints);
  const chosen = randomFromSeed(SEED)
    .shuffle(names)
    .slice(0, POOL + MEASURED_FIELDS);
  const fields: LabelledField[] = [];
  for (const name of chosen) {
    const file = join(folder, name);
    const { objects } = await finder.find(await decodePixels(file));
    const whole = objects.filter(isCounted);
    fields.push({
      file,
      name,
      patient: null,
      objects: whole.map(({ box }) => ({ type: 'red blood cell', box })),
    });
  }
  return fields;
}

interface KnownCell {
  readonly crop: Awaited<ReturnType<typeof decodePixels>>;
  readonly infected: boolean;
}

async function knownCells(folder: string): Promise<KnownCell[]> {
  const cells: KnownCell[] = [];
  for (const name of ['Parasitized', 'Uninfected']) {
    const files = (await readdir(join(folder, name))).sort(compareCodePoints);
    for (let index = 0; index < 600; index++) {
      const file = files[Math.floor((index * files.length) / 600)]!;
      cells.push({ crop: await decodePixels(join(folder, name, file)), infected: name === 'Parasitized' });
    }
  }
  return cells;
}

async function measure(
  finder: CellFinder,
  { name, from, fields }: Microscope,
  counts: readonly number[],
  known: readonly KnownCell[],
  session: { threads: number },
): Promise<void> {
  const shuffled = randomFromSeed(SEED).shuffle([...fields]);
  const pool = shuffled.slice(0, POOL);
  const { cells } = await cellsOfFields(finder, shuffled.slice(POOL, POOL + MEASURED_FIELDS));
  const healthy = cells.filter(({ infected }) => !infected);
  const tests = {
    healthy: healthy.map(({ crop }) => crop),
    infected: cells.filter(({ infected }) => infected).map(({ crop }) => crop),
    drawn: drawParasites(healthy, COMPOSITES, randomFromSeed(SEED)),
    'NIH healthy': known.filter(({ infected }) => !infected).map(({ crop }) => crop),
    'NIH infected': known.filter(({ infected }) => infected).map(({ crop }) => crop),
  };
  const old = await openCellModel(from, session);
  console.log(
    `\n${name}, from ${from} (${old.sha256.slice(0, 12)}, threshold ${old.threshold}), measured on ${shuffled.length - POOL < MEASURED_FIELDS ? shuffled.length - POOL : MEASURED_FIELDS} other fields`,
  );
  console.log(
    '| corrected fields | false alarms per 1,000 | infected found | drawn parasites found | NIH infected found | NIH false alarms per 1,000 | offered | seconds |',
  );
  console.log('|---|---|---|---|---|---|---|---|');
  console.log(`| none | ${await row(old, tests)} | | |`);
  await old.release();
  const folder = await mkdtemp(join(tmpdir(), 'giemsa-adopt-'));
  try {
    for (const count of counts.filter((number) => number <= pool.length)) {
      const data = join(folder, String(count));
      await writeCocoOf(data, pool.slice(0, count));
      const out = join(folder, `out-${count}`);
      const adoption = await adopt({ fields: data, from, out, session });
      const model = await openCellModel(new AdoptionFolder(out).candidate, session);
      console.log(
        `| ${count} | ${await row(model, tests)} | ${adoption.gate.offered ? 'yes' : 'no'} | ${adoption.seconds} |`,
      );
      if (!adoption.gate.offered) console.log(`<!-- ${adoption.gate.reasons.join('; ')} -->`);
      await model.release();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Crops = Parameters<typeof modelInput>[0];

async function row(model: CellModel, tests: Readonly<Record<string, Crops>>): Promise<string> {
  const called = async (crops: Crops) => {
    if (crops.length === 0) return undefined;
    const rows = await inEightViews(model).predict(modelInput(crops, model.imageSize));
    const calls = crops.filter(
      (_, index) => rows[2 * index + model.positiveClass]! >= model.threshold,
    ).length;
    return { calls, n: crops.length, ci95: exactInterval(calls, crops.length)! };
  };
  const shown = async (crops: Crops, scale: number, unit: string) => {
    const found = await called(crops);
    if (!found) return 'not measured';
    const { calls, n, ci95 } = found;
    const text = (share: number) => (scale * share).toFixed(1);
    return `${text(calls / n)}${unit} (${ci95.map(text).join(' to ')}; ${calls} of ${n})`;
  };
  return [
    await shown(tests.healthy!, 1000, ''),
    await shown(tests.infected!, 100, ' %'),
    await shown(tests.drawn!, 100, ' %'),
    await shown(tests['NIH infected']!, 100, ' %'),
    await shown(tests['NIH healthy']!, 1000, ''),
  ].join(' | ');
}

async function writeCocoOf(folder: string, fields: readonly LabelledField[]): Promise<void> {
  await mkdir(join(folder, 'images'), { recursive: true });
  const types = [...new Set(fields.flatMap(({ objects }) => objects.map(({ type }) => type)))];
  for (const { file } of fields) await symlink(resolve(file), join(folder, 'images', basename(file)));
  const document = {
    images: fields.map(({ file }, index) => ({ id: index + 1, file_name: basename(file) })),
    categories: types.map((name, index) => ({ id: index + 1, name })),
    annotations: fields.flatMap(({ objects }, index) =>
      objects.map(({ type, box }) => ({
        image_id: index + 1,
        category_id: types.indexOf(type) + 1,
        bbox: box,
      })),
    ),
  };
  await writeFile(join(folder, 'annotations.json'), JSON.stringify(document));
}
