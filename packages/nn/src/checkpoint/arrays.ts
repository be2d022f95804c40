import type { Json, StoredTensor } from './training-state.js';

/** Placeholder in the JSON for the tensor with this name. */
const REFERENCE = '$tensor';

/**
 * Splits a state, such as a callback's, into JSON and tensors, so that a checkpoint can hold it: each
 * `Float32Array` in it becomes a tensor named `prefix/path/to/it`. `attachArrays` puts them together again.
 */
export function detachArrays(
  state: unknown,
  prefix: string,
): { json: Json; tensors: Record<string, StoredTensor> } {
  const tensors: Record<string, StoredTensor> = {};
  const detach = (value: unknown, path: string): Json => {
    if (value instanceof Float32Array) {
      tensors[path] = { shape: [value.length], data: value };
      return { [REFERENCE]: path };
    }
    if (Array.isArray(value)) return value.map((item, index) => detach(item, `${path}/${index}`));
    if (value === null || typeof value !== 'object') return (value ?? null) as Json;
    const entries = Object.entries(value).map(([name, item]) => [name, detach(item, `${path}/${name}`)]);
    return Object.fromEntries(entries) as Json;
  };
  return { json: detach(state, prefix), tensors };
}

/**
 * Reassembles a state that `detachArrays` split.
 * @throws Error when a tensor that it refers to is missing.
 */
export function attachArrays(json: Json, tensors: Readonly<Record<string, StoredTensor>>): unknown {
  if (Array.isArray(json)) return json.map((item) => attachArrays(item, tensors));
  if (json === null || typeof json !== 'object') return json;
  const reference = json[REFERENCE];
  if (typeof reference === 'string') {
    const tensor = tensors[reference];
    if (tensor === undefined)
      throw new Error(`The checkpoint has no tensor "${reference}", which its state refers to.`);
    return tensor.data;
  }
  return Object.fromEntries(Object.entries(json).map(([name, item]) => [name, attachArrays(item, tensors)]));
}
