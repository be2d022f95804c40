import type { CellDataset } from '../dataset/dataset.js';
import { Mismatch } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import type { CellModel } from '../formats/cell-model.js';
import type { Evaluation } from '../metrics/evaluation.js';

/**
 * A model's answers for some cells of a data set. Classes are matched by name.
 * @param threshold of the positive class; the model's own when left out
 * @param trainingPatients patients of the cells that the model was trained on, where known
 * @throws UserError when the data set has a class that the model does not know
 */
export async function evaluateCells(
  model: CellModel,
  cells: CellDataset,
  positions: readonly number[],
  threshold = model.threshold,
  trainingPatients?: ReadonlySet<string>,
): Promise<Evaluation> {
  const labels = matchClasses(model, cells);
  const probabilities = await model.predict(cells.images, positions);
  const classes = model.classNames.length;
  return {
    classes: [...model.classNames],
    positive: model.positiveClass,
    threshold,
    ...(model.calibration && { temperature: model.calibration.temperature }),
    ...(model.unsureHalfWidth !== undefined && { unsureHalfWidth: model.unsureHalfWidth }),
    // The patients' threshold was fitted to the cells' threshold of the model.
    ...(threshold === model.threshold &&
      model.patientThreshold !== undefined && { patientThreshold: model.patientThreshold }),
    ...(trainingPatients && { trainingPatients }),
    cells: positions.map((position, index) => ({
      file: cells.files[position]!,
      ...(cells.patients[position] !== null && { patient: cells.patients[position]! }),
      label: labels[cells.labels[position]!]!,
      probabilities: probabilities.subarray(index * classes, (index + 1) * classes),
    })),
    skipped: cells.skipped,
  };
}

/** The model's index of each class of the data set. */
function matchClasses({ classNames, path }: CellModel, cells: CellDataset): number[] {
  return cells.classNames.map((name) => {
    const index = classNames.indexOf(name);
    if (index >= 0) return index;
    throw new Mismatch([
      `${cells.root} has the class "${name}", which ${path} does not know; its classes are ${classNames.join(', ')}. `,
      text`If they are the same under other names, give the names of the folders in that order: ${option('classes')}`,
    ]);
  });
}

/** The patients of some cells; `undefined` unless every cell of the data set has one. */
export function patientsOf({ patients }: CellDataset, positions: readonly number[]): Set<string> | undefined {
  if (patients.some((patient) => patient === null)) return undefined;
  return new Set(positions.map((position) => patients[position]!));
}
