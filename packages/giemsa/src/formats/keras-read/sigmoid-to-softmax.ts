import { dense, Model, type SymbolicTensor } from '@giemsa/nn';
import { UserError } from '../../errors.js';
import type { ReadModel } from './read-model.js';

/**
 * A binary classifier with one sigmoid output, as one with two outputs: softmax([0, z]) = [1 − σ(z), σ(z)].
 * @throws UserError when the model does not end with `Dense(1)` and a sigmoid
 */
export function sigmoidToSoftmax(path: string, { model, input, output }: ReadModel): Model {
  const logits = endOfDense(output);
  const end = model.layers.find(({ layer }) => layer === logits?.layer);
  if (!logits || !end) {
    throw new UserError(
      `${path} has one output that is no Dense(1) with a sigmoid; expected 2 classes or one sigmoid`,
    );
  }
  const softmax = dense({ units: 2, activation: 'softmax', name: end.name })(logits.inputs[0]!);
  const converted = new Model({ input, output: softmax, name: model.name });
  const weights = model.getWeights();
  const [kernel, bias] = [`${end.name}/kernel`, `${end.name}/bias`];
  converted.setWeights({
    ...weights,
    [kernel]: besideZeros(weights[kernel]!),
    [bias]: besideZeros(weights[bias] ?? [0]),
  });
  return converted;
}

function endOfDense(output: SymbolicTensor): SymbolicTensor | undefined {
  const { layer, inputs } = output;
  const { activation } = layer.config as { activation?: string };
  if (activation !== 'sigmoid') return undefined;
  if (layer.className === 'Dense') return output;
  const before = layer.className === 'Activation' ? inputs[0] : undefined;
  const isLogit =
    before?.layer.className === 'Dense' &&
    (before.layer.config as { activation: string }).activation === 'linear';
  return isLogit ? before : undefined;
}

/** [n] to [n, 2], the first column zeros. */
const besideZeros = (values: ArrayLike<number>): Float32Array =>
  Float32Array.from({ length: 2 * values.length }, (_, index) =>
    index % 2 === 0 ? 0 : values[(index - 1) / 2]!,
  );
