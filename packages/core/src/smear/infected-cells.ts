import { isPositive } from '../answer/decide.js';
import { UnusableData } from '../errors/kinds.js';
import type { CellModel } from '../formats/cell-model.js';
import { predictFiles } from '../predicting/predict-files.js';
import type { SmearField } from './analyse-field.js';
import type { SmearCalibration } from './calibration-file.js';
import { inEightViews } from './eight-views.js';
import type { LabelledField } from './labelled-fields.js';
import { CLASS_OF } from './labels/cell-labels.js';
import { matchBoxes, SAME_CELL } from './match-boxes.js';
import { exactInterval } from './statistics/exact-interval.js';

/** Cells known to be infected, as far as a model saw them. */
export interface InfectedCells {
  readonly probabilities: readonly number[];
  /** Those that were not found as whole cells; undefined where all were cut out already. */
  readonly missed: number | undefined;
}

/** Cells that were cut out already. */
export async function infectedCellsOf(model: CellModel, folder: string): Promise<InfectedCells> {
  const { predictions } = await predictFiles(inEightViews(model), [folder], { gate: false });
  if (predictions.length === 0) throw new UnusableData(`${folder}: none of its pictures can be used`);
  return { probabilities: predictions.map(({ probability }) => probability), missed: undefined };
}

/**
 * Infected cells of labelled fields. Those that the border cuts or a scale bar covers are left out, as such cells are not
 * counted; those that are in clumps, or not found at all, are missed.
 */
export function infectedCellsIn(
  fields: readonly SmearField[],
  labelled: readonly LabelledField[],
): InfectedCells {
  const labels = new Map(labelled.map(({ file, objects }) => [file, objects]));
  const probabilities: number[] = [];
  let missed = 0;
  for (const field of fields) {
    const objects = labels.get(field.file) ?? [];
    const cells = field.cells.filter(({ kind }) => kind === 'red cell');
    const matches = matchBoxes(
      objects.map(({ box }) => box),
      cells.map(({ box }) => box),
      SAME_CELL,
    );
    objects.forEach(({ type, box }, index) => {
      if (CLASS_OF[type] !== 'Parasitized') return;
      const match = matches.get(index);
      if (match === undefined) missed += touchesBorder(box, field) ? 0 : 1;
      else if (cells[match]!.probability !== null) probabilities.push(cells[match]!.probability);
    });
  }
  return { probabilities, missed };
}

const touchesBorder = ([x, y, w, h]: LabelledField['objects'][number]['box'], field: SmearField) =>
  x <= 1 || y <= 1 || x + w >= field.width - 1 || y + h >= field.height - 1;

/** Of all infected cells, those that are called so from a threshold on. */
export function sensitivityAt(
  { probabilities, missed }: InfectedCells,
  threshold: number,
): NonNullable<SmearCalibration['sensitivity']> {
  const called = probabilities.filter((probability) => isPositive(probability, threshold)).length;
  const n = probabilities.length + (missed ?? 0);
  const [low, high] = exactInterval(called, n)!;
  return {
    ...{ value: called / n, n, ci95: [low, high] },
    ...(missed !== undefined && { missed_by_finder: missed }),
  };
}
