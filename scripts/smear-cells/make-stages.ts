// Makes the cells that models/stages is trained on, in one folder for each stage:
//   npm run make:stage-cells -- OUT --labelled FIELDS [--labelled FIELDS]
// FIELDS have boxes by type, as IML-Malaria. Fields with neighbouring numbers overlap and show the same cells, so they are one
// patient: no cell is trained on and tested.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isStage } from '@giemsa/core/internal/answer/stage';
import { loadSharp } from '@giemsa/core/internal/pictures/load-sharp';
import { createCellFinder, STAGES } from '@giemsa/core/smear';
import { typedCells } from './sources.js';

/** Fields whose numbers differ by no more are taken one after another. */
const NEIGHBOURS = 2;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { labelled: { type: 'string', multiple: true, default: [] } },
});
const [out] = positionals;
if (out === undefined || values.labelled.length === 0)
  throw new Error(
    'expected the folder to write and labelled fields: npm run make:stage-cells -- OUT --labelled FIELDS',
  );

const numberOf = (origin: string): number => Number(/\d+/.exec(origin)?.[0]);

const finder = await createCellFinder();
const cells = [];
for (const folder of values.labelled) cells.push(...(await typedCells(finder, folder)));
cells.sort((a, b) => numberOf(a.origin) - numberOf(b.origin));

for (const stage of STAGES) await mkdir(join(out, stage), { recursive: true });
const sharp = await loadSharp();
let [film, before, written] = [0, Number.NaN, 0];
for (const { origin, type, pixels } of cells) {
  const number = numberOf(origin);
  if (number - before > NEIGHBOURS) film++;
  before = number;
  if (!isStage(type)) continue;
  const { data, width, height } = pixels;
  // What stands before `_IMG_` is the patient of a cell.
  await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(join(out, type, `fields-${film}_IMG_${written++}_${origin}.png`));
}
console.log(`${written} cells of ${film} groups of fields in ${out}`);
