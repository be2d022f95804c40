import { serialize } from '../graph/serialize.js';
import { withChecksum } from './checksum.js';
import { type InferenceGraphOptions, inferenceGraph } from './inference-graph.js';
import { CONFIG_KEY, modelConfig } from './model-config.js';
import type { Network } from './network.js';

/** Options of an ONNX file: its input, how it stores weights, and its metadata. */
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
  network: Network,
  { metadata = {}, documentation = '', ...graphOptions }: SaveOptions = {},
): Uint8Array {
  const { graph, output } = inferenceGraph(network, graphOptions);
  const bytes = serialize(
    graph,
    { probabilities: output },
    {
      name: network.name,
      documentation,
      metadata: { ...metadata, [CONFIG_KEY]: JSON.stringify(modelConfig(network)) },
    },
  );
  return withChecksum(bytes);
}
