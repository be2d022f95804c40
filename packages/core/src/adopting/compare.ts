import { loadCells } from '../dataset/load-cells.js';
import type { OnEvent } from '../events/events.js';
import type { CellModel } from '../formats/cell-model.js';
import { mixSeeds, randomFromSeed } from '../random.js';
import { modelInput } from '../smear/crop.js';
import { inEightViews } from '../smear/eight-views.js';
import type { Adoption } from './adoption-file.js';
import { drawnCells } from './drawn-cells.js';
import { drawParasites } from './examples.js';
import type { FieldCell } from './field-cells.js';
import { type Answers, type PairedCalls, pairedCalls } from './paired.js';

/** The old model and the new one. */
export interface Models {
  readonly old: CellModel;
  readonly new: CellModel;
}

/** Composites on which the sensitivity for drawn parasites is measured. */
const COMPOSITES = 400;

/** Both models on the cells of the new microscope that were held out. */
export async function compareHeldOut(
  models: Models,
  cells: readonly FieldCell[],
  seed: number,
): Promise<Adoption['held_out']> {
  const { imageSize } = models.old;
  const of = (some: readonly FieldCell[]) =>
    modelInput(
      some.map(({ crop }) => crop),
      imageSize,
    );
  const healthy = cells.filter(({ infected }) => !infected);
  const composites = drawParasites(healthy, COMPOSITES, randomFromSeed(mixSeeds(seed, 8)));
  return {
    false_alarms: await compare(models, of(healthy)),
    sensitivity: await compare(models, of(cells.filter(({ infected }) => infected))),
    drawn_parasites: await compare(models, modelInput(composites, imageSize)),
  };
}

/**
 * Both models on cells that are not of the new microscope: drawn ones, or those of a folder of classes.
 * @param drawn how many cells are drawn
 */
export async function compareElsewhere(
  models: Models,
  folder: string | undefined,
  { drawn, seed, onEvent }: { drawn: number; seed: number; onEvent?: OnEvent | undefined },
): Promise<Adoption['elsewhere']> {
  const { imageSize, classNames, positiveClass } = models.old;
  if (folder === undefined) {
    const { images, infected } = drawnCells(drawn, imageSize, mixSeeds(seed, 9));
    return { what: 'drawn cells', ...(await compareBoth(models, images, infected)) };
  }
  const cells = await loadCells(folder, models.old, onEvent, { classes: classNames });
  const infected = Array.from(cells.labels, (label) => label === positiveClass);
  return { what: `the cells of ${folder}`, ...(await compareBoth(models, cells.images, infected)) };
}

async function compareBoth(models: Models, images: Uint8Array, infected: readonly boolean[]) {
  const places = (wanted: boolean) => infected.flatMap((value, index) => (value === wanted ? [index] : []));
  return {
    false_alarms: await compare(models, images, places(false)),
    sensitivity: await compare(models, images, places(true)),
  };
}

async function compare(
  models: Models,
  images: Uint8Array,
  positions?: readonly number[],
): Promise<PairedCalls | null> {
  return pairedCalls(
    await answersOf(models.old, images, positions),
    await answersOf(models.new, images, positions),
  );
}

async function answersOf(
  model: CellModel,
  images: Uint8Array,
  positions?: readonly number[],
): Promise<Answers> {
  const rows = await inEightViews(model).predict(images, positions);
  const probabilities = Array.from(
    { length: rows.length / 2 },
    (_, row) => rows[2 * row + model.positiveClass]!,
  );
  return { probabilities, threshold: model.threshold };
}
