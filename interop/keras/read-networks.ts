import { readdirSync } from 'node:fs';
import { Model } from '@giemsa/nn';
import { readKerasModel } from '../../packages/core/src/formats/keras-read/read-model.js';

const GOLDENS = new URL('../../packages/core/src/formats/keras-read/goldens/import/', import.meta.url);

/** The small networks that Keras 3 wrote and giemsa reads, among them every kind of layer: to be written again. */
export async function readNetworks(): Promise<Model[]> {
  const files = readdirSync(GOLDENS).filter((file) => file.endsWith('.keras3.keras'));
  return Promise.all(
    files.map(async (file) => {
      const { input, output, model } = await readKerasModel(new URL(file, GOLDENS).pathname);
      const named = new Model({ input, output, name: `read_${file.split('.')[0]}` });
      named.setWeights(model.getWeights());
      return named;
    }),
  );
}
