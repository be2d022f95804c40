import type { RunFolder } from '../files/run-paths.js';
import { readMetadata } from '../formats/onnx-metadata.js';
import type { Evaluation } from '../metrics/evaluation.js';
import { scaledEvaluation } from '../metrics/fit-calibration.js';
import { readPredictions } from './read-predictions.js';

/** A fold's held-out cells with the probabilities that its network gives, before any scaling. */
export async function readFold(run: RunFolder): Promise<Evaluation> {
  const { classes, cells } = await readPredictions(run.predictions);
  const { calibration, positiveClass } = await readMetadata(run.path);
  const written: Evaluation = { classes, positive: positiveClass, threshold: 0.5, cells };
  return scaledEvaluation(written, 1 / (calibration?.temperature ?? 1));
}
