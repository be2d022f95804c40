import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { decodePixels } from '@giemsa/core';
import { exists } from '@giemsa/core/internal/files/exists';
import type { Pixels } from '@giemsa/core/internal/pictures/resize';
import { isCounted } from '@giemsa/core/internal/smear/classify-objects';
import { cutOut } from '@giemsa/core/internal/smear/crop';
import { fieldProblems, judge } from '@giemsa/core/internal/smear/field-quality';
import type { CellFinder } from '@giemsa/core/internal/smear/find/cell-finder';
import { CLASS_OF } from '@giemsa/core/internal/smear/labels/cell-labels';
import { readAnnotations } from '@giemsa/core/internal/smear/labels/iml';
import { type LabelledObject, matchBoxes } from '@giemsa/core/internal/smear/match-boxes';
import { median } from '@giemsa/core/internal/smear/statistics/median';
import { densityOf, type Mark, softened } from './marks.js';

/** A cell on black. */
export interface Cell {
  /** Its field's name, or the NIH's file name: what stands for its patient. */
  readonly origin: string;
  readonly infected: boolean;
  readonly pixels: Pixels;
}

interface Field {
  readonly file: string;
  readonly objects: readonly LabelledObject[];
}

const isPicture = (name: string) => /\.(jpe?g|png|webp)$/i.test(name);

/** Fields of a folder, or of `images/` in it, with the boxes of `annotations.json` where there is one. */
async function fieldsOf(folder: string, half: boolean): Promise<Field[]> {
  const inside = (await readdir(folder)).includes('images') ? join(folder, 'images') : folder;
  const boxes = (await exists(join(folder, 'annotations.json'))) ? await readAnnotations(folder) : [];
  const labels = new Map(boxes.map(({ image, objects }) => [image, objects]));
  const names = (await readdir(inside)).filter(isPicture).sort();
  return names
    .filter((_, index) => !half || index % 2 === 0)
    .map((name) => ({ file: join(inside, name), objects: labels.get(name) ?? [] }));
}

/** Cells of labelled fields that `giemsa smear` would count, with the class of the label that each meets. */
export async function labelledCells(finder: CellFinder, folder: string, half: boolean): Promise<Cell[]> {
  const cells = await typedCells(finder, folder, half);
  return cells.flatMap(({ type, ...cell }) => {
    const name = CLASS_OF[type];
    return name === undefined ? [] : [{ ...cell, infected: name === 'Parasitized' }];
  });
}

/** A cell on black, with its label. */
export interface TypedCell extends Omit<Cell, 'infected'> {
  readonly type: string;
}

/** Cells of labelled fields that `giemsa smear` would count, with the label that each meets. */
export async function typedCells(finder: CellFinder, folder: string, half = false): Promise<TypedCell[]> {
  const cells: TypedCell[] = [];
  for (const { file, objects } of await fieldsOf(folder, half)) {
    const { origin, found } = await countedCells(finder, file);
    const matches = matchBoxes(
      objects.map(({ box }) => box),
      found.map(({ box }) => box),
    );
    objects.forEach(({ type }, index) => {
      const match = matches.get(index);
      if (match !== undefined) cells.push({ origin, type, pixels: found[match]!.pixels });
    });
  }
  return cells;
}

/** Cells that `giemsa smear` would count in fields of people who are not known to have malaria. */
export async function healthyCells(finder: CellFinder, folder: string, half: boolean): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const { file } of await fieldsOf(folder, half)) {
    const { origin, found } = await countedCells(finder, file);
    cells.push(...found.map(({ pixels }) => ({ origin, infected: false, pixels })));
  }
  return cells;
}

/** A number alone would be taken for a patient of anybody who counts patients: the model file names whom it has seen. */
function originOf(file: string): string {
  const name = basename(file, extname(file));
  return /^\d+$/.test(name) ? `${basename(dirname(file))}-${name}` : name;
}

async function countedCells(finder: CellFinder, file: string) {
  const picture = await decodePixels(file);
  const field = await finder.find(picture);
  const usable = judge(fieldProblems(picture, field)).problem === undefined;
  const counted = usable ? field.objects.filter(isCounted) : [];
  return {
    origin: originOf(file),
    found: counted.flatMap((object) => {
      const pixels = cutOut(picture, object);
      return pixels === undefined ? [] : [{ box: object.box, pixels }];
    }),
  };
}

/** Diameter of a red cell beside the side of a platelet's box: cells are resized so that marks keep their size. */
const CELL_TO_PLATELET = 2.6;

/** Labelled platelets, as marks that can be laid upon cells. */
export async function platelets(folder: string, half: boolean): Promise<Mark[]> {
  const marks: Mark[] = [];
  for (const { file, objects } of await fieldsOf(folder, half)) {
    const boxes = objects.filter(({ type }) => type === 'platelet').map(({ box }) => box);
    if (boxes.length === 0) continue;
    const picture = await decodePixels(file);
    marks.push(...boxes.flatMap((box) => plateletMark(picture, box) ?? []));
  }
  return marks;
}

function plateletMark(picture: Pixels, [x, y, w, h]: LabelledObject['box']): Mark | undefined {
  const side = Math.max(w, h);
  const size = Math.round(side * CELL_TO_PLATELET);
  const [left, top] = [Math.round(x + w / 2 - size / 2), Math.round(y + h / 2 - size / 2)];
  const pad = 0.1 * side;
  if (x - pad < 0 || y - pad < 0 || x + w + pad >= picture.width || y + h + pad >= picture.height) return;
  const at = (i: number, j: number, c: number) =>
    densityOf(picture.data[((top + j) * picture.width + left + i) * 3 + c] ?? 255);
  const around: number[][] = [[], [], []];
  const positions: [number, number][] = [];
  for (let j = 0; j < size; j++)
    for (let i = 0; i < size; i++) {
      const [px, py] = [left + i, top + j];
      if (px < x - pad || py < y - pad || px > x + w + pad || py > y + h + pad) continue;
      if (px < x || py < y || px > x + w || py > y + h)
        for (let c = 0; c < 3; c++) around[c]!.push(at(i, j, c));
      else positions.push([i, j]);
    }
  const usual = around.map(median);
  const dark = new Float32Array(size * size);
  const density = new Float32Array(size * size * 3);
  for (const [i, j] of positions) {
    for (let c = 0; c < 3; c++) density[(j * size + i) * 3 + c] = at(i, j, c) - usual[c]!;
    dark[j * size + i] = density[(j * size + i) * 3 + 1]! > 0.12 ? 1 : 0;
  }
  return { density, weight: softened(dark, size, size, Math.max(1, Math.round(size / 40))), size };
}
