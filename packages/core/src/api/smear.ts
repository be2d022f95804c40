// giemsa/smear: whole fields of thin smears.

export { type AdoptRequest, adopt } from '../adopting/adopt.js';
export type { Adoption } from '../adopting/adoption-file.js';
export type { CalledShare, PairedCalls } from '../adopting/paired.js';
export {
  type GoBackRequest,
  goBack,
  type Published,
  type PublishRequest,
  publishModel,
} from '../adopting/publish.js';
export type { PublishedAct } from '../adopting/published-model.js';
export type { AnswerOrigin } from '../answer/answer-origin.js';
export { STAGES, type Stage } from '../answer/stage.js';
export { type Collected, type CollectRequest, collect } from '../collecting/collect.js';
export type { Call, ObjectClass } from '../smear/analyse-field.js';
export {
  type AnalyseOptions,
  analyseField,
  type Decision,
  type SeenPart,
  type SmearCell,
  type SmearField,
} from '../smear/analyse-field.js';
export {
  countField,
  type FieldCounts,
  type PatientSmear,
  patientParasitaemia,
  type SeenCounts,
} from '../smear/analyse-smears.js';
export { annotateField } from '../smear/annotate.js';
export type { SmearCalibrateRequest } from '../smear/calibrate-run.js';
export { calibrateSmear } from '../smear/calibrate-run.js';
export { ratesOf, readSmearCalibration, type SmearCalibration } from '../smear/calibration-file.js';
export { calibrationLimits, type MeasuredParts } from '../smear/calibration-limits.js';
export { checkSmear, type SmearCheck, type SmearCheckRequest } from '../smear/check/check-run.js';
export type { CheckedField } from '../smear/check/field-facts.js';
export type { Finding, Verdict } from '../smear/check/findings.js';
export { toCoco } from '../smear/coco.js';
export {
  type CellClass,
  editField,
  type FieldEdit,
  type Look,
  type SignedEdit,
} from '../smear/edit-field.js';
export type { Colour, FieldLook } from '../smear/field-look.js';
export type { FieldProblem, FieldRule } from '../smear/field-quality.js';
export type {
  Box,
  CellFinder,
  FindOptions,
  FoundField,
  FoundObject,
  ObjectKind,
  Outline,
} from '../smear/find/cell-finder.js';
export { createCellFinder } from '../smear/find/create-cell-finder.js';
export {
  type LabelledField,
  type LabelledSet,
  type LabelledSetOptions,
  readLabelledSet,
} from '../smear/labelled-fields.js';
export type { LabelForm } from '../smear/labels/find-labels.js';
export type { LabelledObject } from '../smear/match-boxes.js';
export { type ListedSmears, listSmears, type PatientFields } from '../smear/patients.js';
export type { SmearResult } from '../smear/smear-result.js';
export { runSmear, type SmearRequest } from '../smear/smear-run.js';
export type { StageCounts } from '../smear/stage-words.js';
export {
  openStages,
  type StageCall,
  type StageModel,
} from '../smear/stages.js';
export type { BlankPatient } from '../smear/statistics/blanks.js';
export type { Corrected, MeasuredRate } from '../smear/statistics/corrected-share.js';
export { type RedCellCount, redCellCount } from '../smear/statistics/density.js';
export { exactInterval } from '../smear/statistics/exact-interval.js';
export type { FieldCount, FieldSpread } from '../smear/statistics/field-spread.js';
export type { MinimumCheck } from '../smear/statistics/minimum-counts.js';
export type { Share } from '../smear/statistics/parasitaemia.js';
export { type ClassifierRates, type Parasitaemia, parasitaemia } from '../smear/statistics/parasitaemia.js';
export type { Reached, SeverityFlag } from '../smear/statistics/severity.js';
