import { counted } from '../counted.js';
import { readExcludeFile } from '../dataset/exclude-file.js';
import { readRelabelFile } from '../dataset/relabel-file.js';
import { drawMistakes } from '../evaluating/mistake-pictures.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import type { CvFolder } from '../files/run-paths.js';
import { inSnakeCase } from '../files/snake-case.js';
import { readMetadata } from '../formats/onnx-metadata.js';
import { type CrossValidated, crossValidated, type TargetReached } from '../metrics/cross-validation.js';
import type { Evaluation } from '../metrics/evaluation.js';
import type { Metrics } from '../metrics/metrics-schema.js';
import { cvTable } from '../report/cv-table.js';
import { drawFigures, writeFigures } from '../report/figures.js';
import { runReport } from '../report/run-report.js';
import type { CvPlan } from '../run-folder/cv-folder.js';
import { writePredictions } from '../run-folder/predictions.js';
import { readFold } from '../run-folder/read-fold.js';

/** What `cv --json` prints and, with the plan, `metrics.json` of its folder holds. */
export interface CvSummary {
  readonly folds: number;
  readonly mean_sd: CrossValidated['spread'];
  /** Of all cells, each by the model that has not seen its patient. */
  readonly pooled: Metrics;
  readonly target?: TargetReached;
  readonly per_fold: readonly Metrics[];
}

/** Sums up the folds, writes tables, pictures and a report. */
export async function summarizeFolds(
  folder: CvFolder,
  plan: CvPlan,
  { targetSensitivity }: { targetSensitivity?: number | undefined },
): Promise<CvSummary> {
  const runs = Array.from({ length: plan.folds }, (_, index) => folder.fold(index + 1));
  const raw = await Promise.all(runs.map(readFold));
  const footings = await footingsOf(plan, raw);
  const folds = raw.map((fold) => ({ ...fold, ...footings }));
  const result = crossValidated(folds, targetSensitivity);
  const summary: CvSummary = {
    folds: plan.folds,
    mean_sd: result.spread,
    pooled: result.pooled,
    ...(result.target && { target: result.target }),
    per_fold: result.perFold,
  };
  await writePredictions(folder.predictions, result.evaluation, result.foldOf);
  const written = { plan: inSnakeCase(plan), ...summary };
  await writeFileAtomic(folder.metrics, `${JSON.stringify(written, null, 2)}\n`);
  const figures = await drawFigures(result.evaluation, result.pooled);
  await writeFigures(folder.path, figures);
  const mistakes = await drawMistakes(result.evaluation, plan.data.folder);
  const { architecture, recipe } = await readMetadata(folder.fold(1).path);
  const page = runReport({
    title: `${architecture}, recipe ${recipe}, cross-validated in ${counted(plan.folds, 'fold')} of patients`,
    made: new Date(),
    evaluatedOn: `all ${counted(plan.data.cells, 'cell')}, each by the model of the fold that its patient was kept out of`,
    metrics: result.pooled,
    figures,
    sections: [
      { title: 'Beside published figures', body: cvTable(summary, `${architecture}, recipe ${recipe}`) },
    ],
    ...(mistakes && { mistakes }),
    settings: { Folds: plan.folds, ...settingsOf(plan) },
    environment: { 'Data fingerprint': plan.data.fingerprint, Begun: plan.created },
  });
  await writeFileAtomic(folder.report, page);
  return summary;
}

const settingsOf = ({ choices }: CvPlan) =>
  Object.fromEntries(
    Object.entries(choices as Record<string, string | number | boolean | string[]>).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );

/** What the figures are also given for: without doubtful cells, and with other labels. */
async function footingsOf({ choices: { exclude, relabel } }: CvPlan, folds: readonly Evaluation[]) {
  const cells = {
    files: folds.flatMap((fold) => fold.cells.map(({ file }) => file)),
    classNames: folds[0]!.classes,
  };
  return {
    ...(exclude !== undefined && { excluded: await readExcludeFile(exclude, cells) }),
    ...(relabel !== undefined && { relabelled: await readRelabelFile(relabel, cells) }),
  };
}
