import { type Dataset, range } from '../data/dataset.js';
import { hasClassIndices, type LossConfig, usesLogits } from '../losses/losses.js';
import { binaryAccuracy, categoricalAccuracy } from '../metrics/accuracy.js';
import { checkDataset } from '../network/check-examples.js';
import type { Network } from '../network/network.js';
import { type PredictOptions, Predictor } from '../network/predictor.js';
import type { SessionOptions } from '../runtime/device.js';
import { checkTargets, oneHot } from './check-targets.js';
import { meanLoss } from './mean-loss.js';

/** Loss and metrics over a data set. */
export interface Evaluation {
  readonly loss: number;
  /** Share of examples classified correctly, by Keras' rule for `accuracy`. */
  readonly accuracy: number;
  /** [N, units] row-major, in the order of the data set. */
  readonly outputs: Float32Array;
}

/** Loss and accuracy of a model on a data set, with its outputs. @throws RangeError when the data set is empty or does not fit the network */
export async function evaluate(
  network: Network,
  loss: LossConfig,
  dataset: Dataset,
  options: PredictOptions & SessionOptions = {},
): Promise<Evaluation> {
  checkDataset(network, dataset);
  if (dataset.length === 0) throw new RangeError('evaluate: the data set is empty');
  const given = dataset.targets(range(0, dataset.length));
  checkTargets(network, loss, given, dataset.length);
  const predictor = await Predictor.create(network, options);
  const { outputs, logits } = await predictor
    .predictWithLogits(dataset, options)
    .finally(() => predictor.release());
  const units = outputs.length / dataset.length;
  const targets = hasClassIndices(loss) ? oneHot(given, units) : given;
  return {
    // As in training, the loss is computed from the logits where there are any.
    loss:
      logits && usesLogits(loss)
        ? await meanLoss({ ...loss, fromLogits: true }, targets, logits, units)
        : await meanLoss(loss, targets, outputs, units),
    accuracy: units === 1 ? binaryAccuracy(targets, outputs) : categoricalAccuracy(targets, outputs, units),
    outputs,
  };
}
