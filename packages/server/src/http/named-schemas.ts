// The data types of the API by name: in its description they stand once, under these names, and so in clients made from it.
import { z } from 'zod';
import { adoptionSchema, publishedSchema } from '../api-adoption-types.js';
import {
  lookedCellSchema,
  patientResultSchema,
  patientSchema,
  signedResultSchema,
} from '../api-patient-types.js';
import {
  agreementSchema,
  auditEntrySchema,
  fieldsToReadSchema,
  fieldToReadSchema,
} from '../api-reading-types.js';
import { madeSettingSchema, settingSchema } from '../api-setting-types.js';
import {
  cellSchema,
  fieldCountsSchema,
  fieldEditSchema,
  fieldSchema,
  parasitaemiaSchema,
  patientSmearSchema,
  smearSchema,
  stageCountsSchema,
} from '../api-smear-types.js';
import {
  adoptionNeedsSchema,
  calibrationNeedsSchema,
  calibrationSchema,
  correctedBatchSchema,
  taskSchema,
} from '../api-task-types.js';
import {
  comparisonSchema,
  labelledSetSchema,
  planSchema,
  recipeSchema,
  reviewedBatchSchema,
  runSchema,
  stepSchema,
  trashedRunSchema,
} from '../api-training-types.js';
import {
  batchSchema,
  correctionSchema,
  filesSchema,
  manifestSchema,
  modelSchema,
  pictureSchema,
  progressSchema,
  readingSchema,
  resultsSchema,
  sessionSchema,
  signedSchema,
  summarySchema,
  trashedSchema,
  uploadSchema,
} from '../api-types.js';
import { problemSchema } from './problem.js';
import { choicesSchema, dataSchema } from './training-data.js';

const NAMED = {
  Adoption: adoptionSchema,
  PublishedModel: publishedSchema,
  LookedCell: lookedCellSchema,
  PatientResult: patientResultSchema,
  Patient: patientSchema,
  SignedResult: signedResultSchema,
  Setting: settingSchema,
  MadeSetting: madeSettingSchema,
  Parasitaemia: parasitaemiaSchema,
  StageCounts: stageCountsSchema,
  FieldCounts: fieldCountsSchema,
  PatientSmear: patientSmearSchema,
  Smear: smearSchema,
  Cell: cellSchema,
  Field: fieldSchema,
  FieldEdit: fieldEditSchema,
  CorrectedBatch: correctedBatchSchema,
  AdoptionNeeds: adoptionNeedsSchema,
  CalibrationNeeds: calibrationNeedsSchema,
  Task: taskSchema,
  Calibration: calibrationSchema,
  Model: modelSchema,
  Progress: progressSchema,
  Batch: batchSchema,
  Summary: summarySchema,
  TrashedBatch: trashedSchema,
  Session: sessionSchema,
  Agreement: agreementSchema,
  Reading: readingSchema,
  FieldsToRead: fieldsToReadSchema,
  FieldToRead: fieldToReadSchema,
  AuditEntry: auditEntrySchema,
  Upload: uploadSchema,
  Correction: correctionSchema,
  Picture: pictureSchema,
  Signed: signedSchema,
  BatchFiles: filesSchema,
  Manifest: manifestSchema,
  Results: resultsSchema,
  Run: runSchema,
  RunComparison: comparisonSchema,
  TrashedRun: trashedRunSchema,
  TrainingStep: stepSchema,
  TrainingPlan: planSchema,
  Recipe: recipeSchema,
  TrainingData: dataSchema,
  TrainingChoices: choicesSchema,
  LabelledSet: labelledSetSchema,
  ReviewedBatch: reviewedBatchSchema,
  Problem: problemSchema,
} as const;

for (const [id, schema] of Object.entries(NAMED))
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
