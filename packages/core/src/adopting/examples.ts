import { arrayDataset, type Dataset } from '@giemsa/nn';
import { scaleRows } from '../answer/temperature.js';
import { infectCell } from '../dataset/synthetic/parasite-in-cell.js';
import type { CellModel } from '../formats/cell-model.js';
import type { Pixels } from '../pictures/resize.js';
import { mixSeeds, type Random, randomFromSeed } from '../random.js';
import { modelInput } from '../smear/crop.js';
import { type DrawnCells, drawnCells } from './drawn-cells.js';
import type { FieldCell } from './field-cells.js';

/** What is learned from, in cells. */
export interface ExampleCounts {
  /** Labelled cells of the new microscope. */
  readonly healthy: number;
  readonly infected: number;
  /** How often each of them is there. */
  readonly healthy_copies: number;
  readonly infected_copies: number;
  /** Healthy cells of the new microscope with drawn parasites. */
  readonly composites: number;
  /** Drawn cells, of which the old model's answers are learned. */
  readonly drawn: number;
}

export interface Examples {
  readonly dataset: Dataset;
  readonly counts: ExampleCounts;
}

type OldModel = Pick<CellModel, 'imageSize' | 'positiveClass' | 'calibration' | 'predict'>;

/** Labels are persons' and nearly always right. */
const SURE = 0.98;
/** Infected cells, real ones and composites each, are this share of the healthy ones. */
const INFECTED_SHARE = 0.15;
const MOST_COPIES = 10;
const FEWEST_COMPOSITES = 200;
const MOST_COMPOSITES = 800;

/**
 * What a model is trained further on: labelled cells of the new microscope; some of them with drawn parasites, so that it does
 * not learn that cells of this microscope are healthy; and drawn cells with the old model's own probabilities as targets
 * (distillation: Hinton et al. 2015; against forgetting: Li & Hoiem 2016), so that it keeps what it knew.
 * @param cells of the training part @param replay how many drawn cells
 */
export async function trainingExamples(
  old: OldModel,
  cells: readonly FieldCell[],
  replay: number,
  seed: number,
): Promise<Examples> {
  const { imageSize, positiveClass } = old;
  const healthy = cells.filter(({ infected }) => !infected);
  const infected = cells.filter((cell) => cell.infected);
  const copies = copiesOf(infected.length, healthy.length);
  const wanted = Math.min(MOST_COMPOSITES, Math.max(FEWEST_COMPOSITES, Math.round(healthy.length / 2)));
  const composites = drawParasites(healthy, wanted, randomFromSeed(mixSeeds(seed, 6)));
  const drawn = drawnCells(replay, imageSize, mixSeeds(seed, 7));
  const input = (crops: readonly Pixels[]) => modelInput(crops, imageSize);
  const repeated = Array.from({ length: copies }, () => infected).flat();
  // More infected cells than healthy ones would teach it to call more cells infected.
  const healthyCopies = Math.ceil((composites.length + repeated.length) / Math.max(1, healthy.length));
  const balanced = Array.from({ length: healthyCopies }, () => healthy).flat();
  const examples = concatenate(Uint8Array, [
    input(balanced.map(({ crop }) => crop)),
    input(repeated.map(({ crop }) => crop)),
    input(composites),
    drawn.images,
  ]);
  const targets = concatenate(Float32Array, [
    hardTargets(balanced.length, false, positiveClass),
    hardTargets(repeated.length + composites.length, true, positiveClass),
    await softTargets(old, drawn),
  ]);
  return {
    dataset: arrayDataset({ examples, exampleShape: [imageSize, imageSize, 3], targets, units: 2 }),
    counts: {
      ...{ healthy: healthy.length, infected: infected.length },
      ...{ healthy_copies: healthyCopies, infected_copies: copies },
      ...{ composites: composites.length, drawn: drawn.infected.length },
    },
  };
}

function copiesOf(infected: number, healthy: number): number {
  if (infected === 0) return 0;
  return Math.min(MOST_COPIES, Math.max(1, Math.round((INFECTED_SHARE * healthy) / infected)));
}

/** Healthy cells, drawn at random and again, with parasites in them. Empty where there is no healthy cell. */
export function drawParasites(healthy: readonly FieldCell[], count: number, random: Random): Pixels[] {
  if (healthy.length === 0) return [];
  return Array.from({ length: count }, () => infectCell(random.pick(healthy).crop, random)).filter(
    (crop) => crop !== undefined,
  );
}

function hardTargets(count: number, infected: boolean, positiveClass: number): Float32Array {
  const targets = new Float32Array(2 * count);
  for (let row = 0; row < count; row++) {
    targets[2 * row + positiveClass] = infected ? SURE : 1 - SURE;
    targets[2 * row + 1 - positiveClass] = infected ? 1 - SURE : SURE;
  }
  return targets;
}

/** As the network gives them: a model's file scales them afterwards. */
async function softTargets(old: OldModel, { images }: DrawnCells): Promise<Float32Array> {
  const rows = await old.predict(images);
  scaleRows(rows, 2, 1 / (old.calibration?.temperature ?? 1));
  return rows;
}

function concatenate<Values extends Uint8Array | Float32Array>(
  kind: new (length: number) => Values,
  parts: readonly Values[],
): Values {
  const all = new kind(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part as never, at);
    at += part.length;
  }
  return all;
}
