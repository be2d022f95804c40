import { type DenseOptions, dense, type SymbolicTensor } from '@giemsa/nn';

/**
 * What an activation at the very end of a network was applied to: the inputs of an `Activation` or `Softmax` layer, or a
 * `Dense` layer of the same name and weights without its activation.
 * @returns `undefined` when the network ends in something else
 */
export function beforeActivation(
  output: SymbolicTensor,
  name: 'sigmoid' | 'softmax',
): SymbolicTensor | undefined {
  const { layer, inputs } = output;
  if (name === 'softmax' && layer.className === 'Softmax') return inputs[0]!;
  if ((layer.config as { activation?: string }).activation !== name) return undefined;
  if (layer.className === 'Activation') return inputs[0]!;
  return layer.className === 'Dense' ? linearDense(output) : undefined;
}

function linearDense({ layer, inputs }: SymbolicTensor): SymbolicTensor {
  const { trainable, givenName: name } = layer;
  const config = layer.config as DenseOptions;
  return dense({ ...config, activation: 'linear', trainable, ...(name !== undefined && { name }) })(
    inputs[0]!,
  );
}
