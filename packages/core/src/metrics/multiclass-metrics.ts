import { f1Score, ratio } from './confusion.js';
import type { Evaluation } from './evaluation.js';
import type { MulticlassMetrics, SharedField } from './metrics-schema.js';
import { patientBootstrap, weightedShare } from './patient-bootstrap.js';
import { countByPatient, type PatientIndex } from './patients.js';
import { aucRoc } from './ranking-curves.js';
import { wilsonInterval } from './wilson.js';

type MulticlassFields = Omit<MulticlassMetrics, SharedField>;

/** The figures of an evaluation with more than two classes. `predicted` holds one class index per cell. */
export function multiclassFields(
  { classes, cells }: Evaluation,
  matrix: number[][],
  predicted: Uint32Array,
  patients: PatientIndex | null,
): MulticlassFields {
  const perClass = classes.map((name, index) => classFields(name, index, matrix));
  const areas = classes.map((_, index) =>
    aucRoc({
      labels: cells.map(({ label }) => (label === index ? 1 : 0)),
      probabilities: cells.map(({ probabilities }) => probabilities[index]!),
    }),
  );
  const hits = matrix.reduce((sum, row, index) => sum + row[index]!, 0);
  const correct = (cell: number) => cells[cell]!.label === predicted[cell];
  const correctByPatient = patients && countByPatient(patients, correct);
  const cellsByPatient = patients && countByPatient(patients, () => true);

  return {
    accuracy: {
      value: hits / cells.length,
      ci95: wilsonInterval(hits, cells.length),
      ...(patients && {
        ci95_patients: patientBootstrap(patients.ids.length, {
          accuracy: weightedShare(correctByPatient!, cellsByPatient!),
        }).accuracy,
      }),
    },
    macro_sensitivity: mean(perClass.map(({ sensitivity }) => sensitivity.value ?? 0)),
    macro_precision: mean(perClass.map(({ precision }) => precision.value ?? 0)),
    macro_f1: mean(perClass.map(({ f1 }) => f1 ?? 0)),
    macro_auc_roc: areas.every((area) => area !== null) ? mean(areas) : null,
    per_class: perClass,
    undefined_metrics: undefinedMetrics(perClass),
    ...(patients && {
      per_patient: patients.ids.map((patient, index) => ({
        patient,
        n: cellsByPatient![index]!,
        accuracy: correctByPatient![index]! / cellsByPatient![index]!,
      })),
    }),
  };
}

function classFields(
  name: string,
  index: number,
  matrix: number[][],
): MulticlassMetrics['per_class'][number] {
  const tp = matrix[index]![index]!;
  const labelled = matrix[index]!.reduce((sum, count) => sum + count, 0);
  const called = matrix.reduce((sum, row) => sum + row[index]!, 0);
  return {
    class: name,
    n: labelled,
    sensitivity: { value: ratio(tp, labelled), ci95: wilsonInterval(tp, labelled) },
    precision: { value: ratio(tp, called), ci95: wilsonInterval(tp, called) },
    f1: f1Score({ tp, fn: labelled - tp, fp: called - tp }),
  };
}

function undefinedMetrics(perClass: MulticlassMetrics['per_class']): Record<string, string> {
  const reasons: Record<string, string> = {};
  for (const { class: name, n, sensitivity, precision, f1 } of perClass) {
    if (n === 0) reasons.macro_auc_roc = `no cell is labelled ${name}`;
    if (sensitivity.value === null) reasons[`sensitivity of ${name}`] = `no cell is labelled ${name}`;
    if (precision.value === null) reasons[`precision of ${name}`] = `no cell is predicted ${name}`;
    if (f1 === null) reasons[`f1 of ${name}`] = `no cell is labelled or predicted ${name}`;
  }
  const present = perClass.filter(({ n }) => n > 0);
  if (present.length === 1) reasons.macro_auc_roc = `all cells are labelled ${present[0]!.class}`;
  return reasons;
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
