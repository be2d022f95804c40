import { modelConfig } from '../network/model-config.js';
import type { Network } from '../network/network.js';
import { kerasLayerConfig } from './layer-config.js';

/** A model's structure as Keras' `Functional` model serializes it, in its legacy and in its Keras 3 form. */
export function kerasModelConfig(network: Network, form: 'legacy' | 'keras') {
  const shapes = new Map(network.layers.map(({ name, tensor }) => [name, tensor.shape]));
  const { layers } = modelConfig(network);
  const module = form === 'keras' ? { module: 'keras.layers', registered_name: null } : {};
  const config = {
    name: network.name,
    trainable: true,
    layers: layers.map((layer) => ({
      ...module,
      class_name: layer.className,
      config: kerasLayerConfig(layer),
      name: layer.name,
      inbound_nodes: inboundNodes(layer.inputs, shapes),
    })),
    input_layers: [layers.find(({ className }) => className === 'InputLayer')!.name, 0, 0],
    output_layers: [layers.at(-1)!.name, 0, 0],
  };
  return form === 'legacy'
    ? { class_name: 'Functional', config }
    : {
        module: 'keras.src.models.functional',
        class_name: 'Functional',
        config,
        registered_name: 'Functional',
      };
}

/** The one call of a layer: a tensor, or a list of them where the layer merges several. */
function inboundNodes(inputs: readonly string[], shapes: ReadonlyMap<string, readonly (number | null)[]>) {
  if (inputs.length === 0) return [];
  const tensors = inputs.map((name) => ({
    class_name: '__keras_tensor__',
    config: { shape: shapes.get(name)!, dtype: 'float32', keras_history: [name, 0, 0] },
  }));
  return [{ args: tensors.length === 1 ? tensors : [tensors], kwargs: {} }];
}
