import { z } from 'zod';
import { UnusableModel } from '../../errors/kinds.js';
import { type Call, type CallTensor, parseCall } from './calls.js';

/** A layer of a Keras configuration, written by any version; a model inside a model has one of its own. */
export interface KerasLayer {
  readonly className: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly trainable: boolean;
  /** A function of Keras 3 such as `keras.ops.subtract` in the graph, no layer. */
  readonly isOperation: boolean;
  /** What it is applied to, once for each use; empty in a sequential model. */
  readonly calls: readonly Call[];
  readonly model?: KerasModel;
}

export interface KerasModel {
  readonly name: string;
  readonly kind: 'sequential' | 'functional';
  readonly layers: readonly KerasLayer[];
  /** Functional models only. */
  readonly outputs: readonly CallTensor[];
  /** With the batch; sequential models that were built without an input layer. */
  readonly builtShape: readonly (number | null)[] | undefined;
}

const layerSchema = z.object({
  class_name: z.string(),
  // Keras up to 2.2 writes a sequential model as the list of its layers.
  config: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]),
  name: z.string().nullish(),
  module: z.string().nullish(),
  inbound_nodes: z.array(z.unknown()).default([]),
});
const modelSchema = z.object({
  name: z.string().default('model'),
  layers: z.array(layerSchema),
  output_layers: z.unknown().optional(),
  build_input_shape: z.array(z.number().nullable()).nullish(),
});
type LayerRecord = z.infer<typeof layerSchema>;

const FUNCTIONAL = ['Functional', 'Model'];
const isModel = (className: string): boolean => className === 'Sequential' || FUNCTIONAL.includes(className);

/** @throws UserError when it is damaged, or describes something else than a sequential or functional model */
export function parseKerasModel(config: unknown): KerasModel {
  const record = parsed(layerSchema, config);
  if (isModel(record.class_name)) return parseModel(record);
  throw new UnusableModel(
    `it holds a ${record.class_name}, and its layers exist only in Python code; supported are Sequential and Functional models`,
  );
}

function parseModel({ class_name, config, name }: LayerRecord): KerasModel {
  const whole = Array.isArray(config) ? { layers: config, ...(name != null && { name }) } : config;
  const model = parsed(modelSchema, whole);
  return {
    name: model.name,
    kind: class_name === 'Sequential' ? 'sequential' : 'functional',
    layers: model.layers.map(parseLayer),
    outputs: outputs(model.output_layers),
    builtShape: model.build_input_shape ?? undefined,
  };
}

function parseLayer(record: LayerRecord): KerasLayer {
  const config = Array.isArray(record.config) ? {} : record.config;
  const inside = isModel(record.class_name) ? parseModel(record) : undefined;
  return {
    className: record.class_name,
    // In a functional model the name that other layers call it by stands beside its configuration.
    name: record.name ?? String(config.name ?? inside?.name),
    config,
    trainable: config.trainable !== false,
    isOperation: !inside && isOperation(record, config),
    calls: record.inbound_nodes.map(parseCall),
    ...(inside && { model: inside }),
  };
}

/** Keras 3 writes the module of a function into `.keras` files only; in all it has no arguments that every layer has. */
function isOperation({ class_name, module, inbound_nodes }: LayerRecord, config: object): boolean {
  if (module?.includes('.ops.')) return true;
  const isCalledAsInKeras3 = inbound_nodes.length > 0 && !Array.isArray(inbound_nodes[0]);
  // Alone among layers, these do not write it.
  const isException = class_name === 'InputLayer' || class_name.startsWith('SpatialDropout');
  return !isException && isCalledAsInKeras3 && !('trainable' in config);
}

/** Keras writes one output as `[name, node, tensor]` or as a list of those. */
function outputs(layers: unknown): CallTensor[] {
  if (!Array.isArray(layers)) return [];
  const list = typeof layers[0] === 'string' ? [layers] : (layers as unknown[][]);
  return list.map(([layer, node]) => ({ layer: String(layer), node: Number(node ?? 0) }));
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const reason = z.prettifyError(result.error).replaceAll('\n', ' ');
  throw new UnusableModel(`its model configuration is damaged: ${reason}`);
}
