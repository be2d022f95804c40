import { unsureBand } from '@giemsa/core/internal/answer/decide';
import { patientOf } from '@giemsa/core/internal/answer/patient-of';
import type { ApiBatch, ApiModel, ApiPicture } from '../api-types.js';
import type { ModelEntry } from '../models/registry.js';
import type { Batch, Progress } from '../storage/batches.js';
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

export const presentPicture = (
  { picture, result, correction }: ReadPicture,
  classNames: readonly string[],
): ApiPicture => ({
  id: picture.id,
  name: picture.name,
  width: picture.width,
  height: picture.height,
  label: picture.label,
  patient: patientOf(picture.name, classNames),
  status: picture.status,
  reason: picture.reason,
  class: result?.class ?? null,
  probability: result?.probability ?? null,
  unsure: result?.unsure ?? null,
  model_sha256: result?.modelSha256 ?? null,
  correction: correction && {
    verdict: correction.verdict,
    label: correction.label,
    reviewer: correction.reviewer,
    created: correction.createdAt.toISOString(),
  },
});
