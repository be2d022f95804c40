// giemsa/report: pages and charts.

export type { PersonsWord } from '../answer/final-class.js';
export { type GridCell, type GridOptions, imageGrid } from '../drawing/image-grid.js';
export {
  type BatchReportInput,
  batchReport,
  type PictureData,
  type ReportedPicture,
  reportPictures,
} from '../report/batch-report.js';
export type { ChartSpec } from '../report/chart-spec.js';
export { confusionMatrixSpec } from '../report/confusion-matrix.js';
export { curvesSpec, type HistoryRow } from '../report/curves.js';
export { drawFigures, type ReportFigures } from '../report/figures.js';
export type { Html } from '../report/html.js';
export { renderSvg, writeFigure } from '../report/render.js';
export { runReport } from '../report/run-report.js';
export type { ReportPicture, ReportSplit, RunReportInput } from '../report/run-report-input.js';
