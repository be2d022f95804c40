import { Hdf5Writer } from './hdf5-writer.js';
import { layerArrays } from './keras-array.js';
import { kerasModelConfig } from './keras-model-config.js';
import { KERAS_VERSION } from './legacy-h5.js';
import { optimizerVariables } from './optimizer-variables.js';
import type { TrainedNetwork } from './trained-network.js';
import { kerasCompileConfig, kerasOptimizer } from './training-config.js';

/**
 * A model as a Keras 3 archive (`model.save('name.keras')`): structure, weights, and where the training is known its
 * settings and the optimizer's state. Source: keras/src/saving/saving_lib.py (Keras 3.15).
 */
export async function kerasArchive(trained: TrainedNetwork, saved = new Date()): Promise<Uint8Array> {
  const { network, training, attributes } = trained;
  const config = {
    ...kerasModelConfig(network, 'keras'),
    ...(training && {
      compile_config: { optimizer: kerasOptimizer(training), ...kerasCompileConfig(training) },
    }),
  };
  const date = saved.toISOString().slice(0, 19).replace('T', '@');
  const about = {
    ...{ keras_version: KERAS_VERSION, date_saved: date },
    ...attributes,
  };
  const json = (value: object) => new TextEncoder().encode(JSON.stringify(value));
  const files = {
    'metadata.json': json(about),
    'config.json': json(config),
    'model.weights.h5': await weightsFile(trained),
  };
  // Loaded where it is needed: a page that writes no such file does not fetch it.
  const { zipSync } = await import('fflate');
  return zipSync(files, { level: 0, mtime: saved });
}

/** Keras 3's weights file: `layers/<class>[_<number>]/vars/<index>` and `optimizer/vars/<index>`. */
async function weightsFile({ network, training }: TrainedNetwork): Promise<Uint8Array> {
  const file = await Hdf5Writer.create();
  file.attribute('vars', 'name', network.name);
  const counts = new Map<string, number>();
  for (const { name: layerName, layer } of network.layers) {
    const kind = snakeCase(layer.className);
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    const group = `layers/${count === 0 ? kind : `${kind}_${count}`}/vars`;
    file.attribute(group, 'name', layerName);
    layerArrays(network, layerName, layer.className).forEach(([, array], index) => {
      file.dataset(`${group}/${index}`, array);
    });
  }
  if (training) {
    const variables = optimizerVariables(network, training);
    if (variables.length > 0) file.attribute('optimizer/vars', 'name', kerasOptimizer(training).config.name);
    variables.forEach(({ array }, index) => {
      file.dataset(`optimizer/vars/${index}`, array);
    });
  }
  return file.finish();
}

/** `GlobalAveragePooling2D` to `global_average_pooling2d`, as Keras' `to_snake_case`. */
const snakeCase = (className: string): string =>
  className
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
