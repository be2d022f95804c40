import { hasClassIndices, type LossConfig } from '../losses/losses.js';
import type { Network } from '../network/network.js';

/** Columns of the targets that a loss compares with an output of so many units. */
export const targetUnits = (loss: LossConfig, units: number): number => (hasClassIndices(loss) ? 1 : units);

/**
 * Compares targets with what the last layer gives.
 * @param targets [N, units], or class indices [N, 1]
 * @param count N
 * @throws RangeError that names the layer and both numbers of units, or the class that there is not
 */
export function checkTargets(
  { layers, outputShape }: Pick<Network, 'layers' | 'outputShape'>,
  loss: LossConfig,
  targets: Float32Array,
  count: number,
): void {
  const units = outputShape.at(-1)!;
  const received = targets.length / count;
  if (received === targetUnits(loss, units)) {
    if (hasClassIndices(loss)) checkClassIndices(targets, units);
    return;
  }
  const { name, layer } = layers.at(-1)!;
  throw new RangeError(
    `the last layer "${name}" (${layer.className}) gives ${units} units, but the targets have ${received} for each example: ` +
      hint(loss, received),
  );
}

function hint(loss: LossConfig, received: number): string {
  if (hasClassIndices(loss))
    return 'give one class index for each example, or choose categorical_crossentropy';
  return received === 1
    ? 'give one column for each unit, or class indices with sparse_categorical_crossentropy'
    : 'give one column for each unit';
}

function checkClassIndices(indices: Float32Array, classes: number): void {
  const wrong = indices.find((index) => !(Number.isInteger(index) && index >= 0 && index < classes));
  if (wrong !== undefined)
    throw new RangeError(`a target is class ${wrong}, but the classes are 0 to ${classes - 1}`);
}

/** Class indices [N, 1] as one-hot rows [N, classes]. */
export function oneHot(indices: Float32Array, classes: number): Float32Array {
  const rows = new Float32Array(indices.length * classes);
  for (const [row, index] of indices.entries()) rows[row * classes + index] = 1;
  return rows;
}
