import type { Evaluation } from '../metrics/evaluation.js';
import { isBinary, type Metrics } from '../metrics/metrics-schema.js';
import type { ChartSpec } from './chart-spec.js';
import { confusionMatrixSpec } from './confusion-matrix.js';
import { coverageSpec } from './coverage-chart.js';
import { curvesSpec, type HistoryRow } from './curves.js';
import { patientAccuracySpec } from './patient-accuracy.js';
import { precisionRecallSpec, rocSpec } from './ranking-charts.js';
import { reliabilitySpec } from './reliability.js';
import { renderSvg, writeFigure } from './render.js';
import { scoreHistogramSpec } from './score-histogram.js';

/** Charts of a report as SVG text; one that the data does not allow is left out. */
export interface ReportFigures {
  curves?: string;
  confusionMatrix?: string;
  roc?: string;
  precisionRecall?: string;
  reliability?: string;
  scores?: string;
  coverage?: string;
  patients?: string;
}

/** File names of the pictures. */
const FILES: Record<keyof ReportFigures, string> = {
  curves: 'curves',
  confusionMatrix: 'confusion-matrix',
  roc: 'roc',
  precisionRecall: 'precision-recall',
  reliability: 'reliability',
  scores: 'scores',
  coverage: 'coverage',
  patients: 'patients',
};

/** Writes each picture as SVG and PNG into a folder. */
export async function writeFigures(folder: string, figures: ReportFigures): Promise<void> {
  for (const [name, svg] of Object.entries(figures) as [keyof ReportFigures, string][]) {
    await writeFigure(folder, FILES[name], svg);
  }
}

/** Draws every chart that an evaluation, and the history of its training where there is one, allows. */
export async function drawFigures(
  evaluation: Evaluation,
  metrics: Metrics,
  history: HistoryRow[] = [],
): Promise<ReportFigures> {
  const binary = isBinary(metrics) ? metrics : null;
  const specs: Record<keyof ReportFigures, ChartSpec | null> = {
    curves: history.length > 0 ? curvesSpec(history) : null,
    confusionMatrix: confusionMatrixSpec(metrics),
    roc: binary && rocSpec(evaluation, binary),
    precisionRecall: binary && precisionRecallSpec(evaluation, binary),
    reliability: binary && reliabilitySpec(evaluation, binary),
    scores: binary && scoreHistogramSpec(evaluation),
    coverage: binary && coverageSpec(evaluation, binary),
    patients: patientAccuracySpec(metrics),
  };
  const figures: ReportFigures = {};
  for (const [name, spec] of Object.entries(specs) as [keyof ReportFigures, ChartSpec | null][]) {
    if (spec) figures[name] = await renderSvg(spec);
  }
  return figures;
}
