import { Hdf5Writer } from './hdf5-writer.js';
import { layerArrays } from './keras-array.js';
import { kerasModelConfig } from './keras-model-config.js';
import { optimizerVariables } from './optimizer-variables.js';
import type { TrainedNetwork } from './trained-network.js';
import { kerasCompileConfig, kerasOptimizer } from './training-config.js';

/** The version of Keras whose files these are like. */
export const KERAS_VERSION = '3.15.1';
const BACKEND = 'tensorflow';

/**
 * A model as Keras' legacy whole-model file (`model.save('name.h5')`): structure, weights, and where the training is
 * known its settings and the optimizer's state.
 * Source: keras/src/legacy/saving/legacy_h5_format.py (Keras 3.15).
 */
export async function legacyH5({ network, training, attributes = {} }: TrainedNetwork): Promise<Uint8Array> {
  const file = await Hdf5Writer.create();
  file.attribute('', 'keras_version', KERAS_VERSION);
  file.attribute('', 'backend', BACKEND);
  file.attribute('', 'model_config', JSON.stringify(kerasModelConfig(network, 'legacy')));
  for (const [name, text] of Object.entries(attributes)) file.attribute('', name, text);
  const names = network.layers.map(({ name }) => name);
  file.attribute('model_weights', 'layer_names', names);
  file.attribute('model_weights', 'keras_version', KERAS_VERSION);
  file.attribute('model_weights', 'backend', BACKEND);
  // In alphabetical order, so that no group is made inside a layer whose name begins alike.
  const sorted = [...network.layers].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name: layerName, layer } of sorted) {
    const group = `model_weights/${layerName}`;
    file.group(group);
    const arrays = layerArrays(network, layerName, layer.className);
    if (arrays.length === 0) continue; // Keras reads a missing list of names as an empty one.
    file.attribute(
      group,
      'weight_names',
      arrays.map(([name]) => name),
    );
    for (const [name, array] of arrays) file.dataset(`${group}/${name}`, array);
  }
  if (training) {
    const { class_name, config } = kerasOptimizer(training);
    const trainingConfig = {
      ...kerasCompileConfig(training),
      optimizer_config: { class_name, config },
    };
    file.attribute('', 'training_config', JSON.stringify(trainingConfig));
    const variables = optimizerVariables(network, training);
    if (variables.length === 0) return file.finish();
    const path = (name: string) => `${config.name}/${name}`;
    file.attribute(
      'optimizer_weights',
      'weight_names',
      variables.map(({ name }) => path(name)),
    );
    for (const { name, array } of variables) file.dataset(`optimizer_weights/${path(name)}`, array);
  }
  return file.finish();
}
