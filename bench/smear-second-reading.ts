import { readFile } from 'node:fs/promises';
import type { LabelledObject } from '@giemsa/core/internal/smear/match-boxes';
import { parse } from 'csv-parse/sync';

/** Seen from the build of this file. */
const FILE = new URL('../../bench/smear-second-reading.csv', import.meta.url);

/**
 * Whole red cells that the labels of IML-Malaria's 60 development fields lack, by file name. Every find of `watershed 2` that
 * no label met was looked at once, by one reader, and those taken that show one red cell in a fitting outline: cells that both
 * labels and finder lack are not among them.
 */
export async function readSecondReading(): Promise<Map<string, LabelledObject[]>> {
  const lines = parse(await readFile(FILE), { from_line: 2 }) as [string, ...string[]][];
  const cells = new Map<string, LabelledObject[]>();
  for (const [image, ...numbers] of lines) {
    const [x, y, width, height] = numbers.map(Number) as [number, number, number, number];
    cells.set(image, [...(cells.get(image) ?? []), { type: 'red blood cell', box: [x, y, width, height] }]);
  }
  return cells;
}
