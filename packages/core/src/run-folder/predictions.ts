import { probabilityColumn } from '../answer/probability-column.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { toCsv } from '../files/csv.js';
import { type Evaluation, predictedClass } from '../metrics/evaluation.js';

/**
 * Writes `file,patient,class,predicted` and one column of probabilities per class, a line for each evaluated cell.
 * @param folds of a cross-validation: the fold that each cell was held out in, as the last column
 */
export async function writePredictions(
  path: string,
  evaluation: Evaluation,
  folds?: readonly number[],
): Promise<void> {
  const { classes, cells } = evaluation;
  const header = [
    'file',
    'patient',
    'class',
    'predicted',
    ...classes.map(probabilityColumn),
    ...(folds ? ['fold'] : []),
  ];
  const rows = cells.map((cell, index) => [
    cell.file,
    cell.patient ?? '',
    classes[cell.label]!,
    classes[predictedClass(evaluation, cell)]!,
    ...Array.from(cell.probabilities),
    ...(folds ? [folds[index]!] : []),
  ]);
  await writeFileAtomic(path, toCsv([header, ...rows]));
}
