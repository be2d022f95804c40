import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { decodePixels } from '@giemsa/core';
import { drawField } from '@giemsa/core/internal/dataset/synthetic/field';
import { drawPatientStyle } from '@giemsa/core/internal/dataset/synthetic/patient';
import { type Pixels, resizeRgb } from '@giemsa/core/internal/pictures/resize';
import { randomFromSeed } from '@giemsa/core/internal/random';
import { readAnnotations } from '@giemsa/core/internal/smear/labels/iml';
import type { LabelledObject } from '@giemsa/core/internal/smear/match-boxes';

/** A labelled cell, taken for an ellipse; in pixels of its field. */
export interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  readonly white: boolean;
}

/** A field to train on. */
export interface TrainingField {
  readonly picture: Pixels;
  readonly ellipses: readonly Ellipse[];
  /** Of the usual red cell, in pixels. */
  readonly diameter: number;
  /** A thick film: there are no red cells in it, and what is dark is nuclei. */
  readonly thick: boolean;
}

/** How far the boxes of a set are from their cells: size, and shift as a share of the box. */
interface Looseness {
  readonly size: number;
  readonly right: number;
  readonly down: number;
}

/** IML-Malaria's boxes are wider than their cells, and lie up and to the left of them: medians of 47 cells that touch nothing. */
const IML: Looseness = { size: 0.86, right: 0.02, down: 0.027 };
const TIGHT: Looseness = { size: 0.97, right: 0, down: 0 };
/** Fields are kept at this diameter of a cell, which is more than a patch needs. */
const KEPT_DIAMETER = 32;

/** Fields with boxes in IML-Malaria's form; those with white cells have tight boxes. @param half every second one only */
export async function readBoxedFields(folder: string, half: boolean): Promise<TrainingField[]> {
  const entries = await readAnnotations(folder);
  const loose = entries.some(({ objects }) => objects.some(isWhite)) ? TIGHT : IML;
  const images = (await readdir(folder)).includes('images') ? 'images' : '.';
  const sorted = entries.sort((a, b) => (a.image < b.image ? -1 : 1));
  const labelled = everySecond(sorted, half).map(({ image, objects }) => ({
    image,
    ellipses: objects
      .filter(({ type }) => type !== 'platelet')
      .map((object) => ellipseOf(object, isWhite(object) ? { size: 1, right: 0, down: 0 } : loose)),
  }));
  const ofSet = usualDiameter(labelled.flatMap(({ ellipses }) => ellipses));
  if (ofSet === undefined) throw new Error(`${folder}: no red cell is labelled in it`);
  return Promise.all(
    labelled.map(async ({ image, ellipses }) => {
      const picture = await decodePixels(join(folder, images, image));
      return shrunk({ picture, ellipses, diameter: usualDiameter(ellipses) ?? ofSet, thick: false });
    }),
  );
}

/** The median diameter of the red cells; undefined where there are none. */
function usualDiameter(ellipses: readonly Ellipse[]): number | undefined {
  const sizes = ellipses.filter(({ white }) => !white).map(({ rx, ry }) => 2 * Math.sqrt(rx * ry));
  return sizes.sort((a, b) => a - b)[sizes.length >> 1];
}

const isWhite = ({ type }: LabelledObject) => type === 'leukocyte';

function ellipseOf(object: LabelledObject, { size, right, down }: Looseness): Ellipse {
  const [x, y, w, h] = object.box;
  return {
    x: x + w * (0.5 + right),
    y: y + h * (0.5 + down),
    rx: (w / 2) * size,
    ry: (h / 2) * size,
    white: isWhite(object),
  };
}

/** Fields that giemsa draws. */
export function drawFields(count: number): TrainingField[] {
  return Array.from({ length: count }, (_, index) => {
    const seed = 500 + index;
    const style = drawPatientStyle(randomFromSeed(seed));
    const { pixels, width, height, truth } = drawField(style, {
      width: 800,
      height: 600,
      parasitaemia: 0.15,
      seed,
    });
    const ellipses = truth.map(({ box: [x, y, w, h] }) => ({
      x: x + w / 2,
      y: y + h / 2,
      rx: w / 2,
      ry: h / 2,
      white: false,
    }));
    const diameter = usualDiameter(ellipses)!;
    return shrunk({ picture: { data: pixels, width, height }, ellipses, diameter, thick: false });
  });
}

/** Thick films: pictures without a red cell. */
export async function readThickFilms(folder: string, half: boolean): Promise<TrainingField[]> {
  const names = (await readdir(folder)).filter((name) => /\.(jpe?g|png)$/i.test(name)).sort();
  const films: TrainingField[] = [];
  for (const name of everySecond(names, half)) {
    const picture = await decodePixels(join(folder, name));
    const [width, height] = [picture.width >> 2, picture.height >> 2];
    const data = resizeRgb(picture, width, height);
    films.push(shrunk({ picture: { data, width, height }, ellipses: [], diameter: 40, thick: true }));
  }
  return films;
}

function everySecond<Item>(items: readonly Item[], half: boolean): Item[] {
  return items.filter((_, index) => !half || index % 2 === 0);
}

function shrunk(field: TrainingField): TrainingField {
  const scale = Math.min(1, KEPT_DIAMETER / field.diameter);
  const [width, height] = [field.picture.width, field.picture.height].map((side) => Math.round(side * scale));
  const data = resizeRgb(field.picture, width!, height!);
  const ellipses = field.ellipses.map(({ x, y, rx, ry, white }) => ({
    x: x * scale,
    y: y * scale,
    rx: rx * scale,
    ry: ry * scale,
    white,
  }));
  const picture = { data, width: width!, height: height! };
  return { picture, ellipses, diameter: field.diameter * scale, thick: field.thick };
}
