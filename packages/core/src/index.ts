// What giemsa offers to programs. The command line does the same by run/.

export { choosePositiveClass } from './answer/choose-classes.js';
export { type PositiveClass, positiveClass } from './answer/positive-class.js';
export {
  ARCHITECTURE_NAMES,
  type ArchitectureName,
  type BuildOptions,
  buildModel,
} from './architectures/architectures.js';
export { resnet50v2Body } from './architectures/resnet-v2.js';
export { resnet18v2 } from './architectures/resnet18v2.js';
export { resnet50v2 } from './architectures/resnet50v2.js';
export { tinyResnet } from './architectures/tiny-resnet.js';
export { confidentLearning, type LabelNoise } from './audit/confident-learning.js';
export { type AuditRequest, auditFolder } from './auditing/audit-folder.js';
export { applyTransform } from './augment/apply-transform.js';
export { type AugmentationConfig, NO_AUGMENTATION } from './augment/augmentation.js';
export { augmentationTransform } from './augment/batch-transform.js';
export { defaultCacheDirectory } from './dataset/cache.js';
export { imagesOf, trainingCells } from './dataset/cells.js';
export {
  type CellDataset,
  type CellList,
  type LoadDatasetOptions,
  listCells,
  loadDataset,
} from './dataset/dataset.js';
export { readClassFolder } from './dataset/folder.js';
export { fetchImageNetWeights } from './dataset/imagenet-weights.js';
export { drawSamples } from './dataset/samples.js';
export {
  imageSplit,
  patientFolds,
  patientSplit,
  type Split,
  type SplitKind,
  sharedPatients,
} from './dataset/split.js';
export { readSplitFile, writeSplitFile } from './dataset/split-file.js';
export { distanceToParasite } from './dataset/synthetic/distance-to-parasite.js';
export { drawField } from './dataset/synthetic/field.js';
export { drawPatientStyle } from './dataset/synthetic/patient.js';
export { SYNTHETIC_DEFAULTS, type SyntheticOptions } from './dataset/synthetic/plan.js';
export { type CellTruth, writeSyntheticDataset } from './dataset/synthetic/write.js';
export { type GridCell, type GridOptions, imageGrid } from './drawing/image-grid.js';
export { UserError } from './errors.js';
export { type CalibrateRequest, calibrateModel } from './evaluating/calibrate-model.js';
export { evaluateCells } from './evaluating/evaluate-cells.js';
export { type EvaluateRequest, evaluateFolder } from './evaluating/evaluate-folder.js';
export {
  createExplainer,
  type Explainer,
  type ExplainerOptions,
  type Explanation,
  openExplainer,
} from './explain/explainer.js';
export { heatMapGraph } from './explain/grad-cam-graph.js';
export { defaultHeatMapMethod, HEAT_MAP_METHODS, type HeatMapMethod } from './explain/heat-map-method.js';
export { heatLayerPng, heatPicture } from './explain/heat-picture.js';
export { type CsvCell, guardFormulas, toCsv, unguardFormulas } from './files/csv.js';
export { parseNumber, readCsvTable } from './files/csv-table.js';
export {
  inLockedFolder,
  type Lock,
  LockedError,
  type LockHolder,
  lockBeside,
  lockFolder,
} from './files/lock.js';
export { checkOutputFolder } from './files/output.js';
export type { SkippedFile } from './files/skipped-file.js';
export { asUserError, isFullDisk } from './files/system-error.js';
export {
  type CellModel,
  type CellNetwork,
  openCellModel,
  readCellModel,
  saveCellModel,
} from './formats/cell-model.js';
export type { CellModelMetadata } from './formats/cell-model-metadata.js';
export { type CombinedModel, openCombinedModel } from './formats/combined-model.js';
export { type LoadedWeights, loadWeights } from './formats/load-weights.js';
export {
  DEFAULT_MODEL,
  findModelFile,
  isKerasFile,
  listShippedModels,
  modelAndFiles,
  SMEAR_MODEL,
} from './formats/model-files.js';
export { describeMeaning, type Fact, factSchema, type MeaningOptions } from './formats/model-meaning.js';
export { changeMetadata } from './formats/onnx-metadata.js';
export { RESCALE_NAMES, type RescaleName } from './formats/rescale.js';
export { gateFeatures } from './gate/features.js';
export { fitGate, type Gate, gateSchema } from './gate/gate.js';
export { refuse, refuseVector } from './gate/refuse.js';
export { type CrossValidated, crossValidated } from './metrics/cross-validation.js';
export { type EvaluatedCell, type Evaluation, predictedClass } from './metrics/evaluation.js';
export { calibratedEvaluation, fitCalibration } from './metrics/fit-calibration.js';
export { computeMetrics } from './metrics/metrics.js';
export {
  type BinaryMetrics,
  type Estimate,
  isBinary,
  type Metrics,
  type MulticlassMetrics,
  metricsSchema,
} from './metrics/metrics-schema.js';
export { isUnsure, type UnsureBand, unsureBand } from './metrics/operating-point.js';
export { wilsonInterval } from './metrics/wilson.js';
export { bmpSize } from './pictures/bmp.js';
export { type DecodedPicture, decodeImage, decodePixels } from './pictures/decode.js';
export { type ColorMode, type DecodeOptions, fitPixels } from './pictures/fit-pixels.js';
export { type ListedFiles, listFiles } from './pictures/list-files.js';
export {
  IMAGE_EXTENSIONS,
  isHidden,
  isImageName,
  notAPicture,
  PICTURES_READ,
  type PictureFormat,
  pictureFormat,
  SIGNATURE_BYTES,
} from './pictures/picture-kind.js';
export { type PictureIn, type PicturesIn, picturesIn } from './pictures/pictures-in.js';
export {
  type Interpolation,
  interpolationOf,
  type Pixels,
  RESIZE_RULE,
  RESIZE_RULES,
  type ResizeRule,
  resizeRgb,
} from './pictures/resize.js';
export { type ZipEntry, zipEntries } from './pictures/zip-entries.js';
export type { DecodeBatch, DecodedBatch } from './predicting/decode-batch.js';
export { type Prediction, type Predictions, predictFiles } from './predicting/predict-files.js';
export { predictStream } from './predicting/predict-stream.js';
export { createRandom, type Random } from './random.js';
export type { TrainingChoices } from './recipes/choices.js';
export { isNamedWeights, type OptimizerPlan, type Recipe } from './recipes/recipe.js';
export { findRecipe, RECIPES } from './recipes/recipes.js';
export {
  type BatchReportInput,
  batchReport,
  type PictureData,
  type ReportedPicture,
  reportPictures,
} from './report/batch-report.js';
export type { ChartSpec } from './report/chart-spec.js';
export { confusionMatrixSpec } from './report/confusion-matrix.js';
export { curvesSpec, type HistoryRow } from './report/curves.js';
export { drawFigures, type ReportFigures } from './report/figures.js';
export { Html, html } from './report/html.js';
export { renderSvg, writeFigure } from './report/render.js';
export { REPORT_STYLE } from './report/report-style.js';
export { runReport } from './report/run-report.js';
export type { RunReportInput } from './report/run-report-input.js';
export type { RunConfig } from './run-folder/config.js';
export { historyRows } from './run-folder/history-rows.js';
export { RunFolder } from './run-folder/run-folder.js';
export {
  type AnalyseOptions,
  analyseField,
  checkModel as checkSmearModel,
  type Decision,
  type SmearCell,
  type SmearField,
  UNSURE_HALF_WIDTH,
} from './smear/analyse-field.js';
export {
  analyseSmears,
  countField,
  type FieldCounts,
  type PatientSmear,
  patientParasitaemia,
  sameField,
} from './smear/analyse-smears.js';
export { annotateField } from './smear/annotate.js';
export { calibrateSmear, chooseThreshold } from './smear/calibrate-run.js';
export { readSmearCalibration, type SmearCalibration } from './smear/calibration-file.js';
export { toCoco } from './smear/coco.js';
export { correctionsCsv, type EditedField } from './smear/corrections-table.js';
export { cutOut, modelInput } from './smear/crop.js';
export {
  boxOf,
  CELL_CLASSES,
  type CellClass,
  editField,
  type FieldEdit,
  type SignedEdit,
} from './smear/edit-field.js';
export { edgeSharpness, fieldProblem } from './smear/field-quality.js';
export type { CellFinder, FoundField, FoundObject } from './smear/find/cell-finder.js';
export { createWatershedFinder } from './smear/find/watershed-finder.js';
export { type PageFacts, patientPage } from './smear/patient-page.js';
export { type ListedSmears, listPatients, listSmears, type PatientFields } from './smear/patients.js';
export { applyReview, type Review, readReview } from './smear/review.js';
export { runSmear, type SmearRequest, type SmearResult, summarise } from './smear/smear-run.js';
export { type RedCellCount, redCellCount } from './smear/statistics/density.js';
export { exactInterval } from './smear/statistics/exact-interval.js';
export { type ClassifierRates, type Parasitaemia, parasitaemia } from './smear/statistics/parasitaemia.js';
export { roganGladen } from './smear/statistics/rogan-gladen.js';
export { cellsCsv, fieldsCsv, patientsCsv } from './smear/tables.js';
export { createOutput, type Output } from './terminal/output.js';
export { visible } from './terminal/visible.js';
export { type CrossValidateRequest, crossValidate } from './training/cross-validate.js';
export { type OpenRun, openRun, type RunRequest } from './training/open-run.js';
export { type TrainedRun, type TrainRequest, trainRun } from './training/train.js';
export { type PlannedTraining, type TrainAll, trainHere } from './training/train-all.js';
