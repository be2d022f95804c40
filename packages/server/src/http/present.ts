import type { AnswerOrigin } from '@giemsa/core/internal/answer/answer-origin';
import { decidedAt } from '@giemsa/core/internal/answer/cell-answer';
import { type DecisionRule, unsureBand } from '@giemsa/core/internal/answer/decide';
import { finalClass } from '@giemsa/core/internal/answer/final-class';
import { patientOf } from '@giemsa/core/internal/answer/patient-of';
import type { z } from 'zod';
import type { ApiBatch, ApiCorrection, ApiModel, ApiPicture, originSchema } from '../api-types.js';
import type { ChosenThreshold } from '../models/chosen-threshold.js';
import type { ModelEntry } from '../models/registry.js';
import type { Batch, Progress } from '../storage/batches.js';
import type { Correction } from '../storage/corrections.js';
import type { ReadPicture } from '../storage/read-batch.js';

// Rows of the database as the API shows them.

export const presentModel = (
  { id, metadata, parameters, sha256, modifiedAt, metrics }: ModelEntry,
  defaultFor: ApiModel['default_for'],
): ApiModel => ({
  id,
  architecture: metadata.architecture,
  recipe: metadata.recipe,
  class_names: metadata.classNames,
  positive_class: metadata.classNames[metadata.positiveClass]!,
  threshold: metadata.threshold,
  image_size: metadata.imageSize,
  parameters,
  sha256,
  calibrated: metadata.calibration !== undefined,
  temperature: metadata.calibration?.temperature ?? 1,
  color_mode: metadata.colorMode,
  training_data: metadata.dataFingerprint,
  modified: modifiedAt.toISOString(),
  default_for: defaultFor,
  unsure_band:
    metadata.unsureHalfWidth === undefined || metadata.classNames.length !== 2
      ? null
      : unsureBand(metadata.threshold, metadata.unsureHalfWidth),
  unsure_half_width: metadata.classNames.length === 2 ? (metadata.unsureHalfWidth ?? null) : null,
  meaning: metadata.meaning ?? null,
  gate: metadata.gate ?? null,
  metrics,
});

export const presentBatch = (
  { id, name, modelId, smear, createdAt }: Batch,
  progress: Progress,
): ApiBatch => ({
  id,
  name,
  kind: smear ? 'fields' : 'cells',
  model: modelId,
  created: createdAt.toISOString(),
  progress,
});

/** @param rule of the model, with the threshold by which it decides */
export function presentPicture({ picture, result, correction }: ReadPicture, rule: DecisionRule): ApiPicture {
  const kept = {
    ...{ class: result?.class ?? null, probability: result?.probability ?? null },
    unsure: result?.unsure ?? null,
  };
  const decided = decidedAt(kept, rule);
  return {
    ...{ id: picture.id, name: picture.name, width: picture.width, height: picture.height },
    ...{ label: picture.label, patient: patientOf(picture.name, rule.classNames) },
    ...{ status: picture.status, reason: picture.reason },
    ...{ class: decided.class, final_class: finalClass(decided.class, correction) },
    ...{ probability: kept.probability, unsure: decided.unsure },
    model_sha256: result?.modelSha256 ?? null,
    correction: presentCorrection(correction),
  };
}

export const presentCorrection = (correction: Correction | null): ApiCorrection | null =>
  correction && {
    ...{ verdict: correction.verdict, label: correction.label, reviewer: correction.reviewer },
    created: correction.createdAt.toISOString(),
  };

/** The threshold with who chose it, and what else stands beside answers. */
export const presentOrigin = (
  { value, from, set }: ChosenThreshold,
  own: number,
  { calibration, software }: AnswerOrigin,
): z.infer<typeof originSchema> => ({
  ...{ threshold: value, threshold_from: from, own_threshold: own, calibration, software },
  threshold_set: set && { by: set.by, at: set.at.toISOString() },
});
