import { writeAtomically } from '../checkpoint/atomic-file.js';
import { serialize } from '../graph/serialize.js';
import { withChecksum } from './checksum.js';
import { type InferenceGraphOptions, inferenceGraph } from './inference-graph.js';
import type { Model } from './model.js';
import { modelConfig } from './model-config.js';

/** Key of the model's structure among the file's metadata. */
export const CONFIG_KEY = 'giemsa.nn.model';

export interface SaveOptions extends InferenceGraphOptions {
  /** Written to the file's `metadata_props`; given back by `loadModel`. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly documentation?: string;
}

/**
 * A model as an ONNX file: the prediction graph with its weights, and the structure in the metadata so that it can be
 * loaded and trained again. Its last metadata entry is a checksum of all before it.
 */
export function modelToOnnx(
  model: Model,
  { metadata = {}, documentation = '', ...graphOptions }: SaveOptions = {},
): Uint8Array {
  const { graph, output } = inferenceGraph(model, graphOptions);
  const bytes = serialize(
    graph,
    { probabilities: output },
    {
      name: model.name,
      documentation,
      metadata: { ...metadata, [CONFIG_KEY]: JSON.stringify(modelConfig(model)) },
    },
  );
  return withChecksum(bytes);
}

/** Writes `modelToOnnx` to a file, under a temporary name first. */
export async function saveModel(model: Model, path: string, options: SaveOptions = {}): Promise<void> {
  const bytes = modelToOnnx(model, options);
  await writeAtomically(path, async (file) => {
    await file.writeFile(bytes);
  });
}
