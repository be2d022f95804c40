import { input, type SymbolicTensor } from '@giemsa/nn';
import { z } from 'zod';
import { UserError } from '../../errors.js';
import { type KerasLayerConfig, layerFromConfig } from './layer-from-config.js';

/** A network: its entrance and its end. */
export interface Network {
  readonly input: SymbolicTensor;
  readonly output: SymbolicTensor;
}

/** Makes the entrance of a network from the shape of one example, `[height, width, channels]` or `[features]`. */
export type Entrance = (shape: readonly number[], name: string) => SymbolicTensor;

const layerSchema = z.object({
  class_name: z.string(),
  config: z.record(z.string(), z.unknown()),
  inbound_nodes: z.array(z.unknown()).default([]),
});
const modelSchema = z.object({
  class_name: z.string(),
  config: z.object({
    name: z.string(),
    layers: z.array(layerSchema),
    input_layers: z.unknown().optional(),
    output_layers: z.unknown().optional(),
    build_input_shape: z.array(z.number().nullable()).nullish(),
  }),
});
type LayerRecord = z.infer<typeof layerSchema>;
type ModelRecord = z.infer<typeof modelSchema>;

const FUNCTIONAL = ['Functional', 'Model'];
const isModel = (className: string): boolean => className === 'Sequential' || FUNCTIONAL.includes(className);

/**
 * The network that a Keras configuration describes, written by Keras 2 or 3, sequential or functional; models inside
 * it are taken apart into their layers.
 * @param entrance what the network is fed by
 * @throws UserError on a layer that is not supported, or a configuration that is damaged
 */
export function buildNetwork(config: unknown, entrance: Entrance): Network {
  let first: SymbolicTensor | undefined;
  const output = buildModel(parseModel(config), (shape, name) => {
    if (first) throw new UserError('the model has more than one input; one is supported');
    first = entrance(shape, name);
    return first;
  });
  return { input: inputOf(first!), output };
}

/** The entrance may have layers of its own. */
function inputOf(tensor: SymbolicTensor): SymbolicTensor {
  return tensor.inputs[0] ? inputOf(tensor.inputs[0]) : tensor;
}

function parseModel(config: unknown): ModelRecord {
  const parsed = modelSchema.safeParse(config);
  if (!parsed.success)
    throw new UserError(
      `its model configuration is damaged: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`,
    );
  if (isModel(parsed.data.class_name)) return parsed.data;
  throw new UserError(`it holds a ${parsed.data.class_name}; supported are Sequential and Functional models`);
}

const buildModel = (model: ModelRecord, entrance: Entrance): SymbolicTensor =>
  model.class_name === 'Sequential' ? buildSequential(model, entrance) : buildFunctional(model, entrance);

function buildSequential({ config }: ModelRecord, entrance: Entrance): SymbolicTensor {
  let tensor: SymbolicTensor | undefined;
  for (const layer of config.layers) {
    if (layer.class_name === 'InputLayer') {
      tensor = entrance(inputShape(layer.config), nameOf(layer));
      continue;
    }
    tensor ??= firstOfSequential(layer, config.build_input_shape, entrance);
    tensor = tensor ? apply(layer, [tensor]) : buildModel(parseModel(layer), entrance);
  }
  if (!tensor) throw new UserError(`the model "${config.name}" has no layers`);
  return tensor;
}

/** Keras 2 may leave out the input layer, and gives its shape to the first layer; a model there has its own input. */
function firstOfSequential(
  layer: LayerRecord,
  built: readonly (number | null)[] | null | undefined,
  entrance: Entrance,
): SymbolicTensor | undefined {
  if (layer.config.batch_input_shape === undefined && isModel(layer.class_name)) return undefined;
  return entrance(inputShape({ batch_shape: built, ...layer.config }), 'input');
}

function buildFunctional({ config }: ModelRecord, entrance: Entrance): SymbolicTensor {
  const tensors = new Map<string, SymbolicTensor>();
  let waiting = config.layers;
  // Keras writes layers in the order they were made, which need not be the order of the data.
  while (waiting.length > 0) {
    const later: LayerRecord[] = [];
    for (const layer of waiting) {
      const sources = sourceNames(layer).map((name) => tensors.get(name));
      if (layer.class_name === 'InputLayer') {
        tensors.set(nameOf(layer), entrance(inputShape(layer.config), nameOf(layer)));
      } else if (sources.every((source) => source !== undefined)) {
        tensors.set(nameOf(layer), apply(layer, sources as SymbolicTensor[]));
      } else {
        later.push(layer);
      }
    }
    if (later.length === waiting.length)
      throw new UserError(`the layer "${nameOf(later[0]!)}" is fed by a layer that does not exist`);
    waiting = later;
  }
  const [output, ...others] = outputNames(config.output_layers);
  const tensor = output === undefined ? undefined : tensors.get(output);
  if (!tensor || others.length > 0) throw new UserError(`the model "${config.name}" must have one output`);
  return tensor;
}

function apply(layer: LayerRecord, sources: readonly SymbolicTensor[]): SymbolicTensor {
  if (isModel(layer.class_name)) return buildModel(parseModel(layer), () => sources[0]!);
  try {
    return layerFromConfig(layer as KerasLayerConfig)(sources.length === 1 ? sources[0]! : sources);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`the layer "${nameOf(layer)}" cannot be built: ${(error as Error).message}`);
  }
}

const nameOf = ({ config }: LayerRecord): string => String(config.name);

/** Names of the layers that feed a layer. @throws UserError when the layer is used more than once */
function sourceNames(layer: LayerRecord): string[] {
  if (layer.inbound_nodes.length > 1)
    throw new UserError(`the layer "${nameOf(layer)}" is used more than once, which is not supported`);
  const [node] = layer.inbound_nodes;
  if (node === undefined) return [];
  // Keras 2: [[name, node, tensor, arguments], …]. Keras 3: { args: [tensor or tensors], kwargs }.
  return Array.isArray(node)
    ? node.map((source) => String((source as unknown[])[0]))
    : kerasTensors((node as { args?: unknown }).args).map(String);
}

/** The names in all `__keras_tensor__` of a value. */
function kerasTensors(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(kerasTensors);
  const tensor = value as { class_name?: string; config?: { keras_history?: unknown[] } } | null;
  return tensor?.class_name === '__keras_tensor__' ? [tensor.config?.keras_history?.[0]] : [];
}

/** Keras writes one output as `[name, node, tensor]` or as a list of those. */
function outputNames(layers: unknown): string[] {
  if (!Array.isArray(layers)) return [];
  return typeof layers[0] === 'string' ? [layers[0]] : layers.map((layer) => String((layer as unknown[])[0]));
}

/** @returns the shape without the batch. @throws UserError when the network takes images of any size */
function inputShape(config: Readonly<Record<string, unknown>>): number[] {
  const shape = config.batch_shape ?? config.batch_input_shape;
  const sizes = Array.isArray(shape) ? shape.slice(1) : [];
  if (sizes.length > 0 && sizes.every((size) => Number.isInteger(size) && (size as number) > 0)) {
    return sizes as number[];
  }
  throw new UserError(
    `the model takes inputs of shape ${JSON.stringify(shape ?? null)}; expected fixed sizes such as [null, 128, 128, 3]`,
  );
}

/** An entrance for numbers, as Keras' own `InputLayer`. */
export const floatEntrance: Entrance = (shape, name) => input({ shape, name });
