import { parasitaemia, ratesOf, redCellCount } from '@giemsa/core/smear';
import type { ApiCalibration, ApiCorrectedBatch, ApiTask } from '../api-task-types.js';
import type { Batch } from '../storage/batches.js';
import type { KeptCalibration } from '../storage/calibrations.js';
import type { AdoptTask, CalibrateTask, TASK_STEPS } from '../storage/task-types.js';
import type { Task } from '../storage/tasks.js';
import type { Corrected } from '../tasks/material.js';

// Adoptions and calibrations as the API shows them.

export const presentCorrected = (
  { id, name, createdAt, modelId }: Batch,
  { wholeFields, ...counts }: Corrected,
): ApiCorrectedBatch => ({
  ...{ id, name, created: createdAt.toISOString(), model: modelId },
  ...{ ...counts, whole_fields: wholeFields },
});

/** An adoption or a calibration: what the page of models shows. */
export type ModelTask = Task & { readonly request: AdoptTask | CalibrateTask };

export const isOfModels = (task: Task): task is ModelTask =>
  task.request.kind === 'adopt' || task.request.kind === 'calibrate';

export function presentTask({
  id,
  request,
  status,
  progress,
  attempts,
  reason,
  ...task
}: ModelTask): ApiTask {
  const state = status === 'waiting' && progress !== null ? 'running' : status;
  return {
    ...{ id, kind: request.kind, state },
    name: request.kind === 'adopt' ? request.name : request.microscope,
    model: request.model.id,
    batches: request.batches.map(({ name }) => name),
    ...{ by: task.startedBy, created: task.createdAt.toISOString() },
    ended: task.endedAt?.toISOString() ?? null,
    interruptions: Math.max(0, attempts - 1),
    progress:
      state === 'running' && progress
        ? {
            step: progress.step as (typeof TASK_STEPS)[number],
            done: progress.done,
            total: progress.total,
            seconds_left: progress.secondsLeft,
          }
        : null,
    reason: state === 'failed' ? reason : null,
  };
}

/** Counted cells of a patient that limits of blank are told for. */
const COUNTED = [1000, 5000];

/** @param seesAll whether names of batches of all rooms are shown */
export function presentCalibration(
  { microscope, modelId, modelSha256, calibration, batches, statedBy, createdAt }: KeptCalibration,
  seesAll: boolean,
): ApiCalibration {
  const { background, threshold, threshold_from, thresholds = [], cannot_tell = [] } = calibration;
  const { by_patient: _, ...measured } = background;
  const limitOf = (counted: number) =>
    parasitaemia([{ counted, infected: 0 }], redCellCount({}), ratesOf(calibration)).limitOfBlank;
  return {
    ...{ microscope, model: modelId, model_sha256: modelSha256, made: createdAt.toISOString() },
    ...{ stated_by: statedBy, batches: seesAll ? [...batches] : null },
    ...{ threshold, threshold_from, background: measured },
    limits_of_blank: COUNTED.map((cells) => ({ cells, infected: limitOf(cells) ?? null })),
    thresholds: thresholds.map(({ sensitivity: __, ...row }) => row),
    cannot_tell: [...cannot_tell],
  };
}
