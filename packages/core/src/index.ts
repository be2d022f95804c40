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
export { applyTransform } from './augment/apply-transform.js';
export { type AugmentationConfig, NO_AUGMENTATION } from './augment/augmentation.js';
export { augmentationTransform } from './augment/batch-transform.js';
export { bmpSize } from './dataset/bmp.js';
export { defaultCacheDirectory, type SkippedFile } from './dataset/cache.js';
export {
  type CellDataset,
  type CellList,
  type LoadDatasetOptions,
  listCells,
  loadDataset,
} from './dataset/dataset.js';
export {
  type ColorMode,
  type DecodedPicture,
  type DecodeOptions,
  decodeImage,
  decodePixels,
  fitPixels,
} from './dataset/decode.js';
export { readClassFolder } from './dataset/folder.js';
export { fetchImageNetWeights } from './dataset/imagenet-weights.js';
export {
  IMAGE_EXTENSIONS,
  isHidden,
  isImageName,
  notAPicture,
  PICTURES_READ,
  type PictureFormat,
  pictureFormat,
  SIGNATURE_BYTES,
} from './dataset/picture-kind.js';
export { createRandom, type Random } from './dataset/random.js';
export {
  type Interpolation,
  interpolationOf,
  type Pixels,
  RESIZE_RULE,
  RESIZE_RULES,
  type ResizeRule,
  resizeRgb,
} from './dataset/resize.js';
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
export { type ZipEntry, zipEntries } from './dataset/zip-entries.js';
export { UserError } from './errors.js';
export { type CrossValidated, crossValidated } from './evaluate/cross-validation.js';
export { type EvaluatedCell, type Evaluation, predictedClass } from './evaluate/evaluation.js';
export { calibratedEvaluation, fitCalibration } from './evaluate/fit-calibration.js';
export { computeMetrics } from './evaluate/metrics.js';
export {
  type BinaryMetrics,
  type Estimate,
  isBinary,
  type Metrics,
  type MulticlassMetrics,
  metricsSchema,
} from './evaluate/metrics-schema.js';
export { isUnsure, type UnsureBand, unsureBand } from './evaluate/operating-point.js';
export { wilsonInterval } from './evaluate/wilson.js';
export {
  createExplainer,
  type Explainer,
  type ExplainerOptions,
  type Explanation,
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
export { type GridCell, type GridOptions, imageGrid } from './report/image-grid.js';
export { renderSvg, writeFigure } from './report/render.js';
export { REPORT_STYLE } from './report/report-style.js';
export { runReport } from './report/run-report.js';
export type { RunReportInput } from './report/run-report-input.js';
export { type AuditRequest, auditFolder } from './run/audit-folder.js';
export { type CalibrateRequest, calibrateModel } from './run/calibrate-model.js';
export { imagesOf, trainingCells } from './run/cells.js';
export type { TrainingChoices } from './run/choices.js';
export type { RunConfig } from './run/config.js';
export { type CrossValidateRequest, crossValidate } from './run/cross-validate.js';
export type { DecodeBatch, DecodedBatch } from './run/decode-batch.js';
export { evaluateCells } from './run/evaluate-cells.js';
export { type EvaluateRequest, evaluateFolder } from './run/evaluate-folder.js';
export { RunFolder } from './run/folder.js';
export { historyRows } from './run/history-rows.js';
export { type ListedFiles, listFiles } from './run/list-files.js';
export { type OpenRun, openRun, type RunRequest } from './run/open-run.js';
export { createOutput, type Output } from './run/output.js';
export { type PictureIn, type PicturesIn, picturesIn } from './run/pictures-in.js';
export { type Prediction, type Predictions, predictFiles } from './run/predict-files.js';
export { predictStream } from './run/predict-stream.js';
export { type TrainedRun, type TrainRequest, trainRun } from './run/train.js';
export { type PlannedTraining, type TrainAll, trainHere } from './run/train-all.js';
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
export { visible } from './terminal.js';
