/** Which output of which layer an argument is. */
export interface CallTensor {
  readonly layer: string;
  /** The how manieth use of that layer it comes from. */
  readonly node: number;
}

export interface Slice {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number | null;
}

/** An argument of a call; `...` is Python's ellipsis. */
export type Argument =
  | { readonly tensor: CallTensor }
  | { readonly slice: Slice }
  | { readonly ellipsis: true }
  | readonly Argument[]
  | number
  | string
  | boolean
  | null;

/** One use of a layer or of a function such as `tf.math.subtract`. */
export interface Call {
  readonly args: readonly Argument[];
  readonly kwargs: Readonly<Record<string, Argument>>;
}

/**
 * An inbound node of either generation. Keras 2: `[[name, node, tensor, kwargs], …]`, for functions without the outer list.
 * Keras 3: `{ args, kwargs }`.
 */
export function parseCall(node: unknown): Call {
  if (!Array.isArray(node)) {
    const { args, kwargs } = node as { args?: unknown[]; kwargs?: Record<string, unknown> };
    return { args: (args ?? []).map(keras3Argument), kwargs: mapValues(kwargs ?? {}, keras3Argument) };
  }
  const sources = (typeof node[0] === 'string' ? [node] : node) as unknown[][];
  const args = sources.map(([name, index, value]): Argument => {
    if (name === '_CONSTANT_VALUE') return keras2Argument(value);
    return { tensor: { layer: String(name), node: Number(index ?? 0) } };
  });
  const kwargs = (sources[0]?.[3] ?? {}) as Record<string, unknown>;
  return { args: args.length === 1 ? args : [args], kwargs: mapValues(kwargs, keras2Argument) };
}

/** All tensors in arguments, in their order. */
export function tensorsOf(argument: Argument | Call): CallTensor[] {
  if (typeof argument !== 'object' || argument === null) return [];
  if (isList(argument)) return argument.flatMap(tensorsOf);
  if ('args' in argument) return [...argument.args, ...Object.values(argument.kwargs)].flatMap(tensorsOf);
  return 'tensor' in argument ? [argument.tensor] : [];
}

export const isList = (value: unknown): value is readonly Argument[] => Array.isArray(value);

function keras3Argument(value: unknown): Argument {
  if (Array.isArray(value)) return value.map(keras3Argument);
  if (typeof value !== 'object' || value === null) return (value ?? null) as Argument;
  const { class_name, config } = value as { class_name?: string; config?: Record<string, unknown> };
  if (class_name === '__keras_tensor__') {
    const [layer, node] = (config?.keras_history ?? []) as unknown[];
    return { tensor: { layer: String(layer), node: Number(node ?? 0) } };
  }
  if (class_name === '__ellipsis__') return { ellipsis: true };
  if (class_name === '__tensor__' || class_name === '__numpy__') return keras3Argument(config?.value);
  if (class_name === '__tuple__') return keras3Argument((value as { items?: unknown }).items);
  if (class_name === '__slice__' || class_name === 'slice') return sliceOf(config ?? {});
  return JSON.stringify(value);
}

function keras2Argument(value: unknown): Argument {
  if (Array.isArray(value)) {
    const [layer, node, tensor] = value as unknown[];
    const isTensor = value.length >= 3 && typeof layer === 'string' && typeof tensor === 'number';
    return isTensor ? { tensor: { layer, node: Number(node) } } : value.map(keras2Argument);
  }
  if (typeof value !== 'object' || value === null) return (value ?? null) as Argument;
  if ((value as { class_name?: string }).class_name === '__ellipsis__') return { ellipsis: true };
  return 'start' in value && 'stop' in value ? sliceOf(value as Partial<Slice>) : JSON.stringify(value);
}

const sliceOf = ({ start, stop, step }: Partial<Slice>): Argument => ({
  slice: { start: start ?? null, stop: stop ?? null, step: step ?? null },
});

const mapValues = <From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
