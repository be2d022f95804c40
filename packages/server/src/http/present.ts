import type { AnswerOrigin } from '@giemsa/core/internal/answer/answer-origin';
import { isHidden, type Reading, readingOf } from '@giemsa/core/internal/answer/blind-reading';
import { decidedAt } from '@giemsa/core/internal/answer/cell-answer';
import { type DecisionRule, unsureBand } from '@giemsa/core/internal/answer/decide';
import { finalClass } from '@giemsa/core/internal/answer/final-class';
import type { z } from 'zod';
import type {
  ApiBatch,
  ApiCorrection,
  ApiModel,
  ApiPicture,
  ApiReading,
  originSchema,
} from '../api-types.js';
import type { ChosenThreshold } from '../models/chosen-threshold.js';
import type { ModelEntry } from '../models/registry.js';
import type { Batch, Progress } from '../storage/batches.js';
import { type Correction, lastWord, readersAnswers } from '../storage/corrections.js';
import type { Picture } from '../storage/pictures.js';
import type { ReadPicture } from '../storage/read-batch.js';
import type { Sorting } from '../storage/settings.js';

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
  { id, name, modelId, smear, labelled, blind, createdAt }: Batch,
  progress: Progress,
): ApiBatch => ({
  id,
  name,
  kind: labelled ? 'labelled' : smear ? 'fields' : 'cells',
  model: modelId,
  blind,
  created: createdAt.toISOString(),
  progress,
});

/** How a picture is looked at. */
export interface Look {
  /** Of the model, with the threshold by which it decides. */
  readonly rule: DecisionRule;
  /** By its name; undefined where nothing tells it. */
  readonly patientOf: (name: string) => string | undefined;
  /** Whether its batch is read blind now. */
  readonly isBlind: boolean;
  /** Who looks; null for somebody who is not known. */
  readonly person: string | null;
}

/** A picture as a person may see it. */
export function presentPicture(
  { picture, result, words }: ReadPicture,
  { rule, patientOf, isBlind, person }: Look,
): ApiPicture {
  const answers = readersAnswers(words);
  const reading = isBlind || answers.length > 1 ? readingOf(answers) : null;
  if (isBlind && isHidden(answers, person)) return hiddenPicture(picture, reading!, patientOf);
  const correction = reading ? countedWord(reading, answers) : lastWord(words);
  const kept = {
    ...{ class: result?.class ?? null, probability: result?.probability ?? null },
    unsure: result?.unsure ?? null,
  };
  const decided = decidedAt(kept, rule);
  return {
    ...{ id: picture.id, name: picture.name, width: picture.width, height: picture.height },
    ...{ label: picture.label, patient: patientOf(picture.name) ?? null },
    ...{ status: picture.status, reason: picture.reason },
    ...{ class: decided.class, final_class: finalClass(decided.class, correction, reading?.state ?? null) },
    ...{ probability: kept.probability, unsure: decided.unsure },
    model_sha256: result?.modelSha256 ?? null,
    correction: presentCorrection(correction),
    reading: reading && {
      ...{ state: reading.state, hidden: false },
      answers: answers.map(({ label, reviewer, createdAt }) => ({
        ...{ label, reviewer, created: createdAt.toISOString() },
      })),
    },
  };
}

/** What tells nothing of what the model, its folder or others call it. */
const hiddenPicture = (
  { id, name, width, height, label, status, reason }: Picture,
  { state }: Pick<ApiReading, 'state'>,
  patientOf: Look['patientOf'],
): ApiPicture => ({
  ...{ id, name: label === null ? name : name.split('/').at(-1)!, width, height },
  ...{ label: null, patient: patientOf(name) ?? null },
  ...(status === 'refused' ? { status: 'done' as const, reason: null } : { status, reason }),
  ...{ class: null, final_class: null, probability: null, unsure: null, model_sha256: null },
  correction: null,
  reading: { state, hidden: true, answers: [] },
});

/** The answer that counts; of two who agree, it is signed by both. */
const countedWord = (
  { state, counts }: Reading<Correction>,
  [first, second]: readonly Correction[],
): Correction | null =>
  state === 'agreed' ? { ...counts!, reviewer: `${first!.reviewer} and ${second!.reviewer}` } : counts;

export const presentCorrection = (correction: Correction | null): ApiCorrection | null =>
  correction && {
    ...{ verdict: correction.verdict, label: correction.label, reviewer: correction.reviewer },
    created: correction.createdAt.toISOString(),
  };

/** How files are told apart into patients, and who chose that. */
export const presentSorting = ({ rule, ruled }: Sorting) => ({
  ...rule,
  set: ruled ? { by: ruled.by, at: ruled.at.toISOString() } : null,
});

/** The threshold with who chose it, and what else stands beside answers. */
export const presentOrigin = (
  { value, from, set }: ChosenThreshold,
  own: number,
  { calibration, software }: AnswerOrigin,
): z.infer<typeof originSchema> => ({
  ...{ threshold: value, threshold_from: from, own_threshold: own, calibration, software },
  threshold_set: set && { by: set.by, at: set.at.toISOString() },
});
