import { join } from 'node:path';
import { applyTransform } from '../augment/apply-transform.js';
import type { CellDataset } from '../dataset/dataset.js';
import { decodePixels } from '../dataset/decode.js';
import { createRandom } from '../dataset/random.js';
import type { Evaluation } from '../evaluate/evaluation.js';
import { confidentMistakes } from '../evaluate/mistakes.js';
import { type GridCell, imageGrid } from '../report/image-grid.js';
import type { ReportPicture } from '../report/run-report-input.js';
import { imagesOf } from './cells.js';
import type { PreparedRun } from './prepare.js';

const COLUMNS = 6;
const AUGMENTED_PER_CLASS = 2;
const MISTAKES = 18;

/** Cells as training sees them: in each row one as it is, then as it is changed at random; `augmented-samples.png`. */
export async function drawAugmentedSamples(run: PreparedRun): Promise<Buffer | undefined> {
  const { cells, settings, transform } = run;
  if (!transform) return undefined;
  const { imageSize, seed } = settings;
  const positions = cells.classNames.flatMap((_, label) =>
    randomCells(cells, label, AUGMENTED_PER_CLASS, seed),
  );
  const repeated = positions.flatMap((position) => new Array<number>(COLUMNS - 1).fill(position));
  const key = [seed, 'augmented samples'];
  const augmented = await applyTransform(transform, imagesOf(cells, repeated), imageSize, key);
  const bytes = imageSize * imageSize * 3;
  const tile = (images: Uint8Array, index: number, caption: string): GridCell => ({
    image: images.subarray(index * bytes, (index + 1) * bytes),
    width: imageSize,
    height: imageSize,
    caption,
  });
  const grid = positions.flatMap((position, row) => [
    tile(cells.images, position, `${cells.classNames[cells.labels[position]!]}, as it is`),
    ...Array.from({ length: COLUMNS - 1 }, (_, index) =>
      tile(augmented, row * (COLUMNS - 1) + index, 'augmented'),
    ),
  ]);
  return imageGrid(grid, {
    columns: COLUMNS,
    title: `What training sees, ${imageSize} × ${imageSize} pixels`,
  });
}

/** The wrong answers given with the highest confidence; `undefined` when there is none. */
export async function drawMistakes(evaluation: Evaluation, root: string): Promise<ReportPicture | undefined> {
  const { mistakes, total } = confidentMistakes(evaluation, MISTAKES);
  if (mistakes.length === 0) return undefined;
  const { classes } = evaluation;
  const title =
    total > mistakes.length
      ? `The ${mistakes.length} most confident of ${total.toLocaleString('en')} mistakes`
      : total === 1
        ? 'The only mistake'
        : `All ${total} mistakes`;
  const grid = mistakes.map(async ({ cell, predicted, confidence }) => {
    const { data, width, height } = await decodePixels(join(root, cell.file));
    const answer = `${classes[predicted]} ${(100 * confidence).toFixed(1)}%`;
    return {
      image: data,
      width,
      height,
      caption: `${answer}\nis ${classes[cell.label]}\n${stemOf(cell.file)}`,
    };
  });
  return {
    title,
    caption:
      'Hard cells, artefacts, and perhaps wrong labels: predicted class with its probability, true class, file.',
    png: await imageGrid(await Promise.all(grid), { columns: COLUMNS, title }),
  };
}

function randomCells({ labels }: CellDataset, label: number, count: number, seed: number): number[] {
  const positions = [...labels.keys()].filter((position) => labels[position] === label);
  return createRandom(seed).shuffle(positions).slice(0, count);
}

/** `C33P1_IMG_1_cell_2` of `Parasitized/C33P1_IMG_1_cell_2.png` */
/** A file's name without its folder and ending. */
export const stemOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
