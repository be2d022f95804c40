export type AccuracyName = 'binaryAccuracy' | 'categoricalAccuracy';

/**
 * What the metric name `'accuracy'` means for targets and outputs of these shapes, by Keras' rule.
 *
 * The shapes decide, not the loss: outputs with one unit are compared at the threshold 0.5, outputs with several units
 * (one-hot targets) by their largest one. So a two-unit softmax trained with binary cross-entropy is scored by argmax.
 * Source: `get_metric` in keras/src/trainers/compile_utils.py (Keras 3.15).
 * @throws RangeError when targets and outputs differ in shape; Keras' sparse targets (class indices) are not one-hot.
 */
export function resolveAccuracy(
  targetShape: readonly number[],
  outputShape: readonly number[],
): AccuracyName {
  if (targetShape.join() !== outputShape.join()) {
    throw new RangeError(
      `accuracy: targets [${targetShape.join(', ')}] and outputs [${outputShape.join(', ')}] differ in shape. ` +
        'Give one-hot targets, one column for each output unit.',
    );
  }
  return outputShape.at(-1) === 1 ? 'binaryAccuracy' : 'categoricalAccuracy';
}

/**
 * The share of values on the same side of 0.5 as their target (0 or 1); exactly 0.5 counts as 0.
 * Source: `binary_accuracy` in keras/src/metrics/accuracy_metrics.py (Keras 3.15).
 * @param targets float32 `[N, 1]`. @param outputs float32 `[N, 1]`, probabilities.
 */
export function binaryAccuracy(targets: Float32Array, outputs: Float32Array): number {
  let correct = 0;
  for (let index = 0; index < outputs.length; index++) {
    if (targets[index] === (outputs[index]! > 0.5 ? 1 : 0)) correct++;
  }
  return correct / outputs.length;
}

/**
 * The share of rows whose largest output is at the place of the largest target; of equals the first counts.
 * Source: `categorical_accuracy` in keras/src/metrics/accuracy_metrics.py (Keras 3.15).
 * @param targets float32 `[N, classes]`, one-hot. @param outputs float32 `[N, classes]`, probabilities or logits.
 */
export function categoricalAccuracy(targets: Float32Array, outputs: Float32Array, classes: number): number {
  const rows = outputs.length / classes;
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    const start = row * classes;
    if (largestIndex(targets, start, classes) === largestIndex(outputs, start, classes)) correct++;
  }
  return correct / rows;
}

function largestIndex(values: Float32Array, start: number, length: number): number {
  let largest = 0;
  for (let index = 1; index < length; index++) {
    if (values[start + index]! > values[start + largest]!) largest = index;
  }
  return largest;
}
