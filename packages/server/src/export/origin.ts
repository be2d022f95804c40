import type { AnswerOrigin } from '@giemsa/core/internal/answer/answer-origin';
import { GIEMSA_VERSION } from '@giemsa/core/internal/run-folder/environment';
import { calibrationWords } from '@giemsa/core/internal/smear/calibration-words';
import type { ChosenThreshold } from '../models/chosen-threshold.js';
import type { ModelOfResults } from '../models/model-of-results.js';
import type { SmearRules } from '../smears/read-smears.js';

/** Name and version of this program, as it signs what it exports. */
export const SOFTWARE = `giemsa ${GIEMSA_VERSION}`;

/** What is written beside the answers of single cells. */
export function originOfCells(
  { id, sha256, metadata: { classNames, calibration } }: ModelOfResults,
  threshold: ChosenThreshold,
): AnswerOrigin {
  const isBinary = classNames.length === 2;
  return {
    threshold: isBinary ? threshold.value : null,
    thresholdFrom: isBinary ? threshold.from : 'none: the most probable of several classes',
    ...{ model: id, modelSha256: sha256, software: SOFTWARE },
    calibration: calibration
      ? `temperature ${calibration.temperature.toFixed(3)}, on ${calibration.cells} cells (${calibration.source})`
      : 'none',
  };
}

/** What is written beside the answers of whole fields. */
export const originOfSmear = (
  { id, sha256 }: ModelOfResults,
  { chosen, calibration }: SmearRules,
): AnswerOrigin => ({
  ...{ threshold: chosen.value, thresholdFrom: chosen.from, model: id, modelSha256: sha256 },
  ...{ calibration: calibrationWords(calibration), software: SOFTWARE },
});
