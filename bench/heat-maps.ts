// npm run bench:heat-maps -- DIR [--model MODEL] [--count 200]: where heat maps of infected cells lie, by method, for those
// cells that the model calls infected. DIR as "giemsa data synth" draws it (with masks of the parasites: the pointing game)
// or any folder of cells on black (the share of the heat on black, outside the cell).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createExplainer, decodeImage, type Explanation, readCellModel } from '@giemsa/core';
import type { CellTruth } from '@giemsa/core/dataset';
import { distanceToParasite } from '@giemsa/core/internal/dataset/synthetic/distance-to-parasite';
import { HEAT_MAP_METHODS } from '@giemsa/core/internal/explain/heat-map-method';
import { listFiles } from '@giemsa/core/internal/pictures/list-files';
import { tellMistakes, WrongUse } from './tell-mistakes.js';

const BATCH_SIZE = 20;

/** A pixel whose channels sum up to less is background, cut out on black. */
const BLACK = 12;

/** What is near, in shares of the picture's width. */
const NEAR = 1 / 20;

/** Half the diagonal of a pixel, rounded up: a place in a masked pixel is on the parasite. */
const PIXEL = 0.75;

interface Cell {
  readonly file: string;
  readonly truth?: CellTruth;
}

interface Placed {
  readonly onBlack: number;
  readonly peakOnBlack: boolean;
  /** From the hottest place to the parasite, in pixels; not known of real cells. */
  readonly distance: number | undefined;
  readonly width: number;
}

await tellMistakes(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      model: { type: 'string', default: 'default' },
      count: { type: 'string', default: '200' },
    },
  });
  const [folder] = positionals;
  const count = Number(values.count);
  if (folder === undefined)
    throw new WrongUse('expected DIR: npm run bench:heat-maps -- DIR [--model MODEL]');
  if (!Number.isInteger(count) || count < 1) {
    throw new WrongUse(`--count must be a whole number from 1. Received ${values.count}`);
  }
  const cells = await infectedCells(folder, count);
  const { model, metadata } = await readCellModel(values.model);
  const size = metadata.imageSize;
  const images = await Promise.all(
    cells.map(({ file }) => decodeImage(file, { width: size, height: size, colorMode: metadata.colorMode })),
  );
  for (const method of HEAT_MAP_METHODS) {
    const classIndex = metadata.positiveClass;
    const explainer = await createExplainer(model, { method, classIndex, batchSize: BATCH_SIZE });
    const placed: Placed[] = [];
    for (let start = 0; start < cells.length; start += BATCH_SIZE) {
      const explanations = await explainer.explain(images.slice(start, start + BATCH_SIZE));
      explanations.forEach((explanation, index) => {
        const position = start + index;
        if (explanation.probabilities[classIndex]! < 0.5) return;
        placed.push(place(cells[position]!, images[position]!, explanation));
      });
    }
    await explainer.release();
    console.log(`${values.model} ${method}: ${describe(placed)}`);
  }
});

/** Evenly over a folder. */
async function infectedCells(folder: string, count: number): Promise<Cell[]> {
  const text = await readFile(join(folder, 'truth.json'), 'utf8').catch(() => undefined);
  const all: Cell[] = text
    ? (JSON.parse(text) as CellTruth[])
        .filter(({ mask }) => mask.length > 0)
        .map((truth) => ({ file: join(folder, truth.file), truth }))
    : (await listFiles([join(folder, 'Parasitized')])).files.map((file) => ({ file }));
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, index) => index % step === 0).slice(0, count);
}

function place({ truth }: Cell, image: Uint8Array, { heat, size }: Explanation): Placed {
  const isBlack = (pixel: number) =>
    image[3 * pixel]! + image[3 * pixel + 1]! + image[3 * pixel + 2]! < BLACK;
  let sum = 0;
  let onBlack = 0;
  let hottest = 0;
  for (const [pixel, value] of heat.entries()) {
    sum += value;
    if (isBlack(pixel)) onBlack += value;
    if (value > heat[hottest]!) hottest = pixel;
  }
  const x = ((hottest % size) + 0.5) / size;
  const y = (Math.floor(hottest / size) + 0.5) / size;
  return {
    onBlack: sum > 0 ? onBlack / sum : 0,
    peakOnBlack: isBlack(hottest),
    distance: truth && distanceToParasite(truth, x * truth.width, y * truth.height),
    width: truth?.width ?? 0,
  };
}

function describe(placed: readonly Placed[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const shareOf = (isSo: (one: Placed) => boolean) => percent(placed.filter(isSo).length / placed.length);
  const onBlack = placed.reduce((sum, one) => sum + one.onBlack, 0) / placed.length;
  const outside = `${percent(onBlack)} of the heat on black, hottest place there ${shareOf((one) => one.peakOnBlack)}`;
  if (placed[0]?.distance === undefined) return `${placed.length} cells; ${outside}`;
  const on = shareOf(({ distance }) => distance! <= PIXEL);
  const near = shareOf(({ distance, width }) => distance! <= NEAR * width + PIXEL);
  return `${placed.length} cells; hottest place on the parasite ${on}, within a twentieth of the width ${near}; ${outside}`;
}
