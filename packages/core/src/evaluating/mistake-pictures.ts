import { join } from 'node:path';
import { imageGrid } from '../drawing/image-grid.js';
import type { Evaluation } from '../metrics/evaluation.js';
import { confidentMistakes } from '../metrics/mistakes.js';
import { decodePixels } from '../pictures/decode.js';
import type { ReportPicture } from '../report/run-report-input.js';

const COLUMNS = 6;
const MISTAKES = 18;

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

/** A file's name without its folder and ending. */
export const stemOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
