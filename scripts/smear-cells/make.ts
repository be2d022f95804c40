// Makes the cells that models/smear is trained on, in OUT/Parasitized and OUT/Uninfected:
//   npm run make:smear-cells -- OUT --nih DIR [--every 2] --labelled FIELDS --healthy FIELDS [--healthy FIELDS]
//                               [--composites 6000] [--copies 10] [--half] [--seed 1]
// --labelled FIELDS have boxes by type; --healthy FIELDS are of people without malaria, and their platelets may have boxes.
// --half takes every second field of each folder. Composites are healthy cells of fields with a parasite of another
// cell laid upon them, or, as healthy cells, with a platelet or with dirt.
import { mkdir, readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { parseArgs } from 'node:util';
import { decodePixels } from '@giemsa/core';
import { counted } from '@giemsa/core/internal/counted';
import { loadSharp } from '@giemsa/core/internal/pictures/load-sharp';
import { mixSeeds, type Random, randomFromSeed } from '@giemsa/core/internal/random';
import { createCellFinder } from '@giemsa/core/smear';
import { asSeenElsewhere } from './as-seen.js';
import { laidUpon, type Mark, markOf } from './marks.js';
import { type Cell, healthyCells, labelledCells, platelets } from './sources.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    nih: { type: 'string' },
    every: { type: 'string', default: '2' },
    labelled: { type: 'string', multiple: true, default: [] },
    healthy: { type: 'string', multiple: true, default: [] },
    composites: { type: 'string', default: '6000' },
    copies: { type: 'string', default: '10' },
    half: { type: 'boolean', default: false },
    finder: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const [out] = positionals;
if (out === undefined || values.nih === undefined)
  throw new Error(
    'expected the folder to write and the NIH cells: npm run make:smear-cells -- OUT --nih DIR',
  );
const { nih, half } = values;
const seed = Number(values.seed);
const CLASSES = { true: 'Parasitized', false: 'Uninfected' } as const;
for (const name of Object.values(CLASSES)) await mkdir(join(out, name), { recursive: true });
let written = 0;

/** What stands before `_IMG_` is the patient of a cell, or its field. */
async function write({ origin, infected, pixels }: Cell, kind: string): Promise<void> {
  const sharp = await loadSharp();
  const { width, height } = pixels;
  const name = `${origin}_IMG_${written++}_${kind}.png`;
  await sharp(pixels.data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 3 })
    .toFile(join(out!, CLASSES[`${infected}`], name));
}

/** Work that is the same whatever was made before it. */
const streamOf = (...numbers: number[]): Random => randomFromSeed(mixSeeds(seed, ...numbers));

async function writeSeen(cell: Cell, random: Random, kind: string): Promise<void> {
  await write({ ...cell, pixels: await asSeenElsewhere(cell.pixels, random) }, kind);
}

const finder = await createCellFinder(values.finder);
const filesOf = async (name: string) =>
  (await readdir(join(nih, name))).sort().map((file) => join(nih, name, file));
const nihFiles = { infected: await filesOf('Parasitized'), healthy: await filesOf('Uninfected') };
const readNih = async (file: string, infected: boolean): Promise<Cell> => {
  const origin = /^(.*?)_IMG_/i.exec(parse(file).name)?.[1] ?? parse(file).name;
  return { origin, infected, pixels: await decodePixels(file) };
};

for (const infected of [true, false])
  for (const [index, file] of nihFiles[infected ? 'infected' : 'healthy'].entries()) {
    if (index % Number(values.every) !== 0) continue;
    const cell = await readNih(file, infected);
    if (index % (2 * Number(values.every)) === 0) await write(cell, 'nih');
    else await writeSeen(cell, streamOf(1, index), 'nih-seen');
  }
console.log(`${counted(written, 'cell')} of the NIH`);

const labelled: Cell[] = [];
for (const folder of values.labelled) labelled.push(...(await labelledCells(finder, folder, half)));
for (const [index, cell] of labelled.entries()) {
  await write(cell, 'field');
  const copies = cell.infected ? Number(values.copies) - 1 : index % 3 === 0 ? 1 : 0;
  for (let copy = 0; copy < copies; copy++) await writeSeen(cell, streamOf(2, index, copy), 'field-seen');
}
const infected = labelled.filter((cell) => cell.infected);
console.log(`${counted(labelled.length, 'labelled cell')}, ${infected.length} of them infected`);

const foreign: Cell[][] = [];
const others: Mark[] = [];
for (const folder of values.healthy) {
  foreign.push(await healthyCells(finder, folder, half));
  others.push(...(await platelets(folder, half)));
}
for (const [set, cells] of foreign.entries()) {
  // The same number of each set, more or less, however many cells it has.
  const copies = Math.max(0, Math.min(3, Math.round(6000 / Math.max(1, cells.length)) - 1));
  for (const [index, cell] of cells.entries()) {
    await write(cell, 'healthy');
    for (let copy = 0; copy < copies; copy++)
      await writeSeen(cell, streamOf(3, set, index, copy), 'healthy-seen');
  }
  console.log(`${counted(cells.length, 'healthy cell')}, ${copies + 1} of each`);
}
console.log(`${counted(others.length, 'platelet')}`);

const grounds = [...foreign, labelled.filter((cell) => !cell.infected)].filter(({ length }) => length > 0);
const dirt = nihFiles.healthy;
const counts = { parasite: 0, dirt: 0, platelet: 0 };
for (let index = 0; index < Number(values.composites); index++) {
  const random = streamOf(4, index);
  const ground = random.pick(random.pick(grounds));
  const kind = random.chance(0.7)
    ? 'parasite'
    : random.chance(0.6) && others.length > 0
      ? 'platelet'
      : 'dirt';
  const mark = await markFor(kind, random);
  if (mark === undefined) continue;
  const pixels = laidUpon(ground.pixels, mark, random, kind === 'parasite' ? 0.1 : 0.35);
  const cell = { ...ground, infected: kind === 'parasite', pixels };
  counts[kind]++;
  if (random.chance(0.5)) await writeSeen(cell, random, `${kind}-seen`);
  else await write(cell, kind);
}
console.log(`composites: ${JSON.stringify(counts)}; ${counted(written, 'file')} in ${out}`);

async function markFor(kind: keyof typeof counts, random: Random): Promise<Mark | undefined> {
  if (kind === 'platelet') return random.pick(others);
  if (kind === 'dirt') return markOf((await readNih(random.pick(dirt), false)).pixels);
  const own = infected.length > 0 && random.chance(0.25);
  return markOf(
    own ? random.pick(infected).pixels : (await readNih(random.pick(nihFiles.infected), true)).pixels,
  );
}
