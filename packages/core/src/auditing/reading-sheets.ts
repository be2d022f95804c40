import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JudgedLabel } from '../audit/judge-labels.js';
import { blindName, drawingKey } from '../audit/readings.js';
import { imageGrid } from '../drawing/image-grid.js';
import { OutputExists } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { toCsv } from '../files/csv.js';
import { readCsvTable } from '../files/csv-table.js';
import { exists } from '../files/exists.js';
import { decodePixels } from '../pictures/decode.js';

/** Cells that no model doubts: where none of so many is wrong, at most 0.95 % of all such are (Wilson, 95 %). */
const OTHERS_READ = 400;
const COLUMNS = 6;
const PER_SHEET = 36;

/**
 * Readings that a person wrote into the folder's own table, not into a copy, would be lost with the sheets.
 * @throws UserError when there are any
 */
export async function refuseToLoseReadings(folder: string): Promise<void> {
  const table = join(folder, 'readings.csv');
  if (!(await exists(table))) return;
  const rows = await readCsvTable(table, 'the readings');
  if (rows.every(({ reading = '' }) => reading.trim() === '')) return;
  throw new OutputExists(
    table,
    text`${table} holds readings, which new sheets would replace: give it to ${option('readings')}, move it away, or give another folder to ${option('out')}`,
  );
}

/**
 * Draws what people should read blind: the doubtful cells and a random sample of the others, mixed, under names that do not give
 * the label away, with a table to fill in. The hashes of the names draw and mix, so that other models' doubts leave nearly the same
 * others to read.
 * @param folder where `sheet-01.png`, … and `readings.csv` go; what was in it is replaced
 * @returns cells to read
 */
export async function writeReadingSheets(
  folder: string,
  root: string,
  labels: readonly JudgedLabel[],
): Promise<number> {
  const doubtful = labels.filter((label) => label.doubtful);
  const others = sortedBy(
    labels.filter((label) => !label.doubtful),
    drawingKey,
  ).slice(0, OTHERS_READ);
  const cells = sortedBy([...doubtful, ...others], blindName);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const sheets = Math.ceil(cells.length / PER_SHEET);
  for (let sheet = 0; sheet < sheets; sheet++) {
    const drawn = cells.slice(sheet * PER_SHEET, (sheet + 1) * PER_SHEET).map(async ({ file }) => {
      const { data: image, width, height } = await decodePixels(join(root, file));
      return { image, width, height, caption: blindName(file) };
    });
    const png = await imageGrid(await Promise.all(drawn), {
      columns: COLUMNS,
      title: `Cells to read, sheet ${sheet + 1} of ${sheets}`,
    });
    await writeFileAtomic(join(folder, `sheet-${String(sheet + 1).padStart(2, '0')}.png`), png);
  }
  const rows = cells.map(({ file }, index) => [Math.floor(index / PER_SHEET) + 1, blindName(file), '', '']);
  await writeFileAtomic(
    join(folder, 'readings.csv'),
    toCsv([['sheet', 'cell', 'reading', 'reason'], ...rows]),
  );
  return cells.length;
}

function sortedBy(labels: readonly JudgedLabel[], keyOf: (file: string) => string): JudgedLabel[] {
  const keyed = labels.map((label) => ({ label, key: keyOf(label.file) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ label }) => label);
}
