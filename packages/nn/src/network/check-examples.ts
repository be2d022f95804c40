import type { Network } from './network.js';

/**
 * Compares examples with what the network's input layer takes.
 * @param examples [N, ...inputShape]
 * @param count N
 * @throws RangeError that names the layer, what it takes, what came and how to mend it
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
