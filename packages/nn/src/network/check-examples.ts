import type { Dataset } from '../data/dataset.js';
import type { Network } from './network.js';

/**
 * Checks before anything is compiled that this is a data set and that its examples have the shape of the
 * input.
 * @throws TypeError when it is not a data set
 * @throws RangeError that names the input layer and both shapes
 */
export function checkDataset(
  { layers, inputShape, inputType }: Pick<Network, 'layers' | 'inputShape' | 'inputType'>,
  dataset: Pick<Dataset, 'length' | 'examples' | 'exampleShape'>,
): void {
  if (typeof dataset?.examples !== 'function') {
    const received = (dataset as object | undefined)?.constructor?.name ?? String(dataset);
    throw new TypeError(
      `expected a data set, such as arrayDataset({ examples, exampleShape, targets, units }) makes; received ${received}`,
    );
  }
  const { exampleShape } = dataset;
  if (exampleShape === undefined || exampleShape.join() === inputShape.join()) return;
  throw new RangeError(
    `the input layer "${layers[0]!.name}" takes ${inputType} [${inputShape.join(', ')}], but exampleShape is [${exampleShape.join(', ')}]`,
  );
}

/**
 * Compares examples with what the network's input layer takes.
 * @param examples [N, ...inputShape]
 * @param count N
 * @throws RangeError that names the layer, what it takes, what came and how to fix it
 */
export function checkExamples(
  { layers, inputShape, inputType }: Pick<Network, 'layers' | 'inputShape' | 'inputType'>,
  examples: Uint8Array | Float32Array,
  count: number,
): void {
  const type = examples instanceof Uint8Array ? 'uint8' : 'float32';
  const size = inputShape.reduce((product, side) => product * side, 1);
  const takes = `the input layer "${layers[0]!.name}" takes ${inputType} [${inputShape.join(', ')}]`;
  if (examples.length !== count * size) {
    const received = count === 1 ? 'the example has' : `${count} examples have`;
    throw new RangeError(`${takes}, ${size} values for each example, but ${received} ${examples.length}`);
  }
  if (type === inputType) return;
  throw new RangeError(
    inputType === 'float32'
      ? `${takes}, but the examples are uint8: declare input({ dtype: 'uint8' }) followed by rescaling(), or give a Float32Array`
      : `${takes}, but the examples are float32: give a Uint8Array, or declare input({ dtype: 'float32' })`,
  );
}
