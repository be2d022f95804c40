import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stage } from '../../answer/stage.js';
import { text } from '../../errors/text.js';
import { fillNewFolder } from '../../files/new-folder.js';
import { loadSharp } from '../../pictures/load-sharp.js';
import { mixSeeds, randomFromSeed } from '../../random.js';
import { FIELDS_FOLDER } from '../class-folders.js';
import type { Box } from './canvas.js';
import { drawCellCrop } from './cell-crop.js';
import { drawField, type SmearField } from './field.js';
import { toRuns } from './masks.js';
import { type PlannedCell, planDataset, type SyntheticOptions, type SyntheticPatient } from './plan.js';

/** What is known of a drawn cell, as `truth.json` lists it. */
export interface CellTruth {
  /** `Parasitized/NAME.png` */
  file: string;
  patient: string;
  class: string;
  width: number;
  height: number;
  stages: Stage[];
  /** Smallest box about each parasite: left, top, width, height in pixels. */
  boxes: Box[];
  /** Pixels of parasites as runs over the rows: start, length, start, length, ... */
  mask: number[];
  distractors: string[];
}

const FIELD_WIDTH = 1280;
const FIELD_HEIGHT = 960;

/**
 * Draws a data set like the NIH's into a new folder: `Parasitized/` and `Uninfected/` with cells cut out on black, the
 * patient tables in the official form, `truth.json` with the place of every parasite ({@link CellTruth}), and
 * `fields/` with whole fields, maps of their cells and parasites (grey levels number them) and `truth.json`.
 * The same options give the same files. The folder appears only when it is complete.
 * @throws UserError when `directory` exists and is not empty, or an option is out of its range.
 */
export async function writeSyntheticDataset(
  directory: string,
  options: SyntheticOptions,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  const plan = planDataset(options);
  const { patients, cells } = plan;
  await fillNewFolder(text`data synth`, directory, async (temporary) => {
    for (const name of ['Parasitized', 'Uninfected']) await mkdir(join(temporary, name));
    const total = cells.length + options.fields;
    await writeCells(temporary, cells, (done) => onProgress?.(done, total));
    await writePatientTables(temporary, cells);
    await writeFields(temporary, patients, options, (done) => onProgress?.(cells.length + done, total));
  });
}

async function writeCells(
  root: string,
  cells: PlannedCell[],
  onProgress: (done: number) => void,
): Promise<void> {
  const truths: string[] = [];
  // Waits for every write, even after one has failed, so that the folder can then be removed.
  let failed: { error: unknown } | undefined;
  const fail = (error: unknown) => {
    failed ??= { error };
  };
  let writing: Promise<unknown> = Promise.resolve();
  let batch: Promise<unknown>[] = [];
  for (const [index, cell] of cells.entries()) {
    const { className, name, patient } = cell;
    const { pixels, ...crop } = drawCellCrop(patient.style, className === 'Parasitized', cell.seed);
    const file = `${className}/${name}`;
    batch.push(writePng(join(root, file), pixels, crop, 3).catch(fail));
    const { width, height, stages, boxes, distractors } = crop;
    const mask = toRuns(crop.parasites);
    const truth: CellTruth = {
      file,
      patient: patient.id,
      class: className,
      width,
      height,
      stages,
      boxes,
      mask,
      distractors,
    };
    truths.push(JSON.stringify(truth));
    if (batch.length < 32 && index < cells.length - 1) continue;
    // Files are packed and written on other threads while the next cells are drawn.
    await writing;
    writing = Promise.all(batch);
    batch = [];
    if (failed) break;
    onProgress(index + 1);
  }
  await writing;
  if (failed) throw (failed as { error: unknown }).error;
  await writeFile(join(root, 'truth.json'), `[\n${truths.join(',\n')}\n]\n`);
}

/** Written by Node.js: it says what is wrong with a disk, and sharp does not. */
async function writePng(
  path: string,
  data: Uint8Array,
  { width, height }: { width: number; height: number },
  channels: 1 | 3,
): Promise<void> {
  const sharp = await loadSharp();
  const picture = sharp(data, { raw: { width, height, channels } }).png({ compressionLevel: 6 });
  await writeFile(path, await picture.toBuffer());
}

/** The official form: no header line, the patient, then a Python list spread over the cells of the line. */
async function writePatientTables(root: string, cells: PlannedCell[]): Promise<void> {
  for (const className of ['Parasitized', 'Uninfected']) {
    const names = new Map<string, string[]>();
    for (const { name, patient } of cells.filter((cell) => cell.className === className)) {
      names.set(patient.id, [...(names.get(patient.id) ?? []), `'${name}'`]);
    }
    const lines = [...names].map(([patient, list]) => `${patient},[${list.join(', ')}]\n`);
    await writeFile(join(root, `patientid_cellmapping_${className.toLowerCase()}.csv`), lines.join(''));
  }
}

async function writeFields(
  root: string,
  patients: SyntheticPatient[],
  { fields, seed }: SyntheticOptions,
  onProgress: (done: number) => void,
): Promise<void> {
  if (fields === 0) return;
  const folder = join(root, FIELDS_FOLDER);
  await mkdir(folder);
  const infected = patients.filter(({ healthy }) => !healthy);
  const truth: object[] = [];
  for (let index = 0; index < fields; index++) {
    const patient = infected[index % infected.length]!;
    const fieldSeed = mixSeeds(seed, 4, index);
    // From few to many infected cells, the first field having enough to be seen at once.
    const parasitaemia = [0.12, 0.03, 0.25, 0.01][index % 4]! * randomFromSeed(fieldSeed).uniform(0.8, 1.2);
    const size = { width: FIELD_WIDTH, height: FIELD_HEIGHT };
    const field = drawField(patient.style, { ...size, parasitaemia, seed: fieldSeed });
    truth.push(await writeField(folder, `field_${index + 1}`, patient.id, field));
    onProgress(index + 1);
  }
  await writeFile(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`);
}

async function writeField(folder: string, name: string, patient: string, field: SmearField): Promise<object> {
  const files = {
    image: `${name}.png`,
    cell_map: `${name}_cells.png`,
    parasite_map: `${name}_parasites.png`,
  };
  await writePng(join(folder, files.image), field.pixels, field, 3);
  await writePng(join(folder, files.cell_map), field.cells, field, 1);
  await writePng(join(folder, files.parasite_map), field.parasites, field, 1);
  return { ...files, patient, width: field.width, height: field.height, cells: field.truth };
}
