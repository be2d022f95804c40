import { activation, Model, rescaling } from '@giemsa/nn';
import { beforeActivation } from '../last-activation.js';

/** Of the layer that divides the logits. */
export const TEMPERATURE_LAYER = 'temperature';

/**
 * A model whose probabilities are scaled by a temperature, as layers that any program runs: logits, `Rescaling(1 / T)`,
 * softmax. Layers and weights keep their names.
 * @returns `undefined` when the model does not end in a softmax of logits
 */
export function withTemperature(model: Model, temperature: number): Model | undefined {
  const output = model.layers.at(-1)!;
  const input = model.layers.find(({ layer }) => layer.className === 'InputLayer')!.tensor;
  const logits = beforeActivation(output.tensor, 'softmax');
  if (!logits) return undefined;
  // The layers behind get names that no other layer has: Keras trains on by them.
  const taken = new Set(model.layers.map(({ name }) => name));
  const free = (name: string): string => (taken.has(name) ? free(`${name}_1`) : name);
  const scaled = rescaling({ scale: 1 / temperature, name: free(TEMPERATURE_LAYER) })(logits);
  const probabilities = activation('softmax', { name: free('probabilities') })(scaled);
  const result = new Model({ input, output: probabilities, name: model.name });
  result.setWeights(model.getWeights());
  return result;
}
