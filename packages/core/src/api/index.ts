// What giemsa offers to programs. Other entries: dataset, metrics, smear, report, browser, decode.

export type { CellAnswer } from '../answer/cell-answer.js';
export {
  ARCHITECTURE_NAMES,
  type ArchitectureName,
  type BuildOptions,
  buildModel,
} from '../architectures/architectures.js';
export type { BodyOptions } from '../architectures/resnet-v2.js';
export { resnet50v2Body } from '../architectures/resnet-v2.js';
export type { DoubtfulFinding, DuplicateFinding, OddFinding, SharedPatient } from '../audit/findings.js';
export type { JudgedLabel } from '../audit/judge-labels.js';
export type { Reading, Verdict } from '../audit/readings.js';
export type { WrongLabels } from '../audit/wrong-labels.js';
export type { AuditResult } from '../auditing/audit-folder.js';
export { type AuditRequest, auditFolder } from '../auditing/audit-folder.js';
export type { ImageNetWeightsOptions } from '../dataset/imagenet-weights.js';
export { fetchImageNetWeights } from '../dataset/imagenet-weights.js';
export type { DeviceChoice } from '../device/open-device.js';
export type { ErrorCode } from '../errors/codes.js';
export type { Message, NameOf, Text } from '../errors/text.js';
export { UserError } from '../errors/user-error.js';
export type { CalibratedModel } from '../evaluating/calibrate-model.js';
export { type CalibrateRequest, calibrateModel } from '../evaluating/calibrate-model.js';
export { evaluateFolder } from '../evaluating/evaluate-folder.js';
export type { EvaluateRequest } from '../evaluating/evaluate-request.js';
export type {
  CellsChosenEvent,
  DataReadEvent,
  SharedCells,
  SideOfSplit,
  SplitEvent,
} from '../events/data-events.js';
export type {
  EvaluatedEvent,
  EvaluationStartedEvent,
  ReportWrittenEvent,
} from '../events/evaluation-events.js';
export type {
  DownloadEvent,
  GiemsaEvent,
  LeftOutEvent,
  ModelFacts,
  ModelOpenedEvent,
  OnEvent,
  ProgressEvent,
  Task,
} from '../events/events.js';
export type {
  FoldsPlannedEvent,
  NextTrainingEvent,
  SweepPlannedEvent,
  TrainingStateEvent,
  TrainingsEvent,
  TrainingsSentEvent,
} from '../events/plan-events.js';
export type {
  EpochEvent,
  EpochProgressEvent,
  NetworkBuiltEvent,
  ResumableEvent,
  RunFinishedBeforeEvent,
  RunStartedEvent,
  SessionChosenEvent,
  TrainedEvent,
  TrainingEvent,
  WeightsLoadedEvent,
  WeightsNotUsedEvent,
} from '../events/training-events.js';
export type {
  ClassesReversed,
  ListedCellsMissing,
  TrainedOnThese,
  Warning,
  WarningEvent,
} from '../events/warnings.js';
export {
  createExplainer,
  type Explainer,
  type ExplainerOptions,
  type Explanation,
} from '../explain/explainer.js';
export type { HeatMapMethod } from '../explain/heat-map-method.js';
export { type HeatPictureText, heatPicture } from '../explain/heat-picture.js';
export {
  type ExportedModel,
  type ExportFormat,
  type ExportRequest,
  exportModel,
} from '../exporting/export-model.js';
export type { TransferProgress } from '../files/fetch-file.js';
export type { CvFolder, RunFolder } from '../files/run-paths.js';
export type { SkippedFile } from '../files/skipped-file.js';
export {
  type CellModel,
  type CellNetwork,
  openCellModel,
  readCellModel,
  saveCellModel,
} from '../formats/cell-model.js';
export type { CellModelMetadata } from '../formats/cell-model-metadata.js';
export type { CombineOptions } from '../formats/combined-model.js';
export { type CombinedModel, openCombinedModel } from '../formats/combined-model.js';
export { type LoadedWeights, loadWeights } from '../formats/load-weights.js';
export { listShippedModels } from '../formats/model-files.js';
export type { MeaningOptions } from '../formats/model-meaning.js';
export { type DecodedPicture, decodeImage, decodePixels } from '../pictures/decode.js';
export { type DecodeOptions, fitPixels } from '../pictures/fit-pixels.js';
export type { PictureIn } from '../pictures/pictures-in.js';
export type { Pixels } from '../pictures/resize.js';
export { type ExplainedFile, type ExplainRequest, explainFiles } from '../predicting/explain-files.js';
export {
  type PredictFilesOptions,
  type Prediction,
  type Predictions,
  type PredictOptions,
  predictFiles,
} from '../predicting/predict-files.js';
export { type PredictingModel, predictStream } from '../predicting/predict-stream.js';
export type { TrainingChoices } from '../recipes/choices.js';
export type { OptimizerPlan, Recipe } from '../recipes/recipe.js';
export { RECIPES } from '../recipes/recipes.js';
export type { CrossValidation } from '../training/cross-validate.js';
export { type CrossValidateRequest, crossValidate } from '../training/cross-validate.js';
export type { CvSummary } from '../training/cv-summary.js';
export { type TrainedRun, type TrainRequest, trainRun } from '../training/train.js';
export type { PlannedTraining, TrainAll } from '../training/train-all.js';
