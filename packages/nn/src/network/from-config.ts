import type { Layer, SymbolicTensor } from '../layers/layer.js';
import { createLayer } from '../layers/registry.js';
import type { ModelConfig } from './model-config.js';
import { Network, type NetworkOptions } from './network.js';

/**
 * The network that a structure describes, with fresh weights.
 * @throws RangeError on an unknown layer class or a layer whose input does not exist
 */
export const networkFromConfig = (config: ModelConfig): Network => new Network(optionsFromConfig(config));

/** What `new Network` or `new Model` takes, of a structure. @throws RangeError as {@link networkFromConfig} */
export function optionsFromConfig(config: ModelConfig): NetworkOptions {
  const tensors = new Map<string, SymbolicTensor>();
  let last: SymbolicTensor | undefined;
  for (const { className, name, trainable, config: layerConfig, inputs } of config.layers) {
    const layer: Layer = createLayer(className, layerConfig, name);
    layer.trainable = trainable;
    const sources = inputs.map((input) => {
      const tensor = tensors.get(input);
      if (!tensor)
        throw new RangeError(
          `layer "${name}" takes its input from "${input}", which does not come before it`,
        );
      return tensor;
    });
    last = { shape: layer.outputShape(sources.map(({ shape }) => shape)), layer, inputs: sources };
    tensors.set(name, last);
  }
  const input = [...tensors.values()].find(({ layer }) => layer.className === 'InputLayer');
  if (!input || !last) throw new RangeError(`model "${config.name}" has no input layer`);
  return { input, output: last, name: config.name };
}
