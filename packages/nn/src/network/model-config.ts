import type { Network } from './network.js';

/** Key of a model's structure among an ONNX file's metadata. */
export const CONFIG_KEY = 'giemsa.nn.model';

/** A model's structure as JSON, without its weights; in the spirit of Keras' `get_config`. */
export interface ModelConfig {
  readonly name: string;
  readonly layers: readonly {
    readonly className: string;
    readonly name: string;
    readonly trainable: boolean;
    readonly config: object;
    /** Names of the layers that feed it. */
    readonly inputs: readonly string[];
  }[];
}

/** The structure of a network as JSON; `modelFromConfig` reads it. */
export function modelConfig(network: Network): ModelConfig {
  return {
    name: network.name,
    layers: network.layers.map(({ name, layer, inputs }) => ({
      className: layer.className,
      name,
      trainable: layer.trainable,
      config: layer.config,
      inputs: inputs.map((input) => input.name),
    })),
  };
}
