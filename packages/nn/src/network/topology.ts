import type { Layer, SymbolicTensor } from '../layers/layer.js';

/** A layer with its final name and the layers that feed it. */
export interface LayerNode {
  readonly name: string;
  readonly layer: Layer;
  readonly tensor: SymbolicTensor;
  readonly inputs: readonly LayerNode[];
}

/**
 * The layers between input and output, each after those that feed it, in the order of their depth as Keras lists them.
 * Layers without a name get Keras' (`conv2d`, `conv2d_1`, ...).
 * @throws RangeError when two layers share a name, when a layer is applied twice, or when the output does not
 * depend on the input
 */
export function topology(input: SymbolicTensor, output: SymbolicTensor): readonly LayerNode[] {
  const tensors = depthFirst(output);
  if (!tensors.includes(input)) throw new RangeError('the output of the model does not depend on its input');
  const stray = tensors.find((tensor) => tensor.inputs.length === 0 && tensor !== input);
  if (stray)
    throw new RangeError(
      `layer ${stray.layer.givenName ?? stray.layer.className} is a second input; a model has one`,
    );
  const ordered = byDepth(tensors, output);
  const names = nameLayers(ordered.map((tensor) => tensor.layer));
  const nodes = new Map<SymbolicTensor, LayerNode>();
  // Depth-first order feeds each node before its users; the names follow Keras' listing order.
  for (const tensor of tensors) {
    const inputs = tensor.inputs.map((source) => nodes.get(source)!);
    nodes.set(tensor, { name: names.get(tensor.layer)!, layer: tensor.layer, tensor, inputs });
  }
  return ordered.map((tensor) => nodes.get(tensor)!);
}

function depthFirst(output: SymbolicTensor): SymbolicTensor[] {
  const order: SymbolicTensor[] = [];
  const seen = new Set<SymbolicTensor>();
  // An explicit stack: networks are deeper than the call stack is safe for.
  const stack: { tensor: SymbolicTensor; next: number }[] = [{ tensor: output, next: 0 }];
  seen.add(output);
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const source = top.tensor.inputs[top.next++];
    if (!source) {
      order.push(top.tensor);
      stack.pop();
    } else if (!seen.has(source)) {
      seen.add(source);
      stack.push({ tensor: source, next: 0 });
    }
  }
  return order;
}

/** Longest way to the output first; among equals, the order in which they were first reached. As Keras' `Functional`. */
function byDepth(tensors: readonly SymbolicTensor[], output: SymbolicTensor): SymbolicTensor[] {
  const depth = new Map<SymbolicTensor, number>([[output, 0]]);
  for (const tensor of [...tensors].reverse()) {
    for (const source of tensor.inputs) {
      depth.set(source, Math.max(depth.get(source) ?? 0, depth.get(tensor)! + 1));
    }
  }
  return tensors
    .map((tensor, index) => ({ tensor, index }))
    .sort((a, b) => depth.get(b.tensor)! - depth.get(a.tensor)! || a.index - b.index)
    .map(({ tensor }) => tensor);
}

function nameLayers(layers: readonly Layer[]): Map<Layer, string> {
  const names = new Map<Layer, string>();
  const taken = new Set<string>();
  for (const layer of layers) {
    if (names.has(layer))
      throw new RangeError(`layer ${names.get(layer)} is applied twice; sharing a layer is not supported`);
    if (layer.givenName === undefined) {
      names.set(layer, '');
      continue;
    }
    if (taken.has(layer.givenName))
      throw new RangeError(`two layers are named "${layer.givenName}"; names must be unique`);
    taken.add(layer.givenName);
    names.set(layer, layer.givenName);
  }
  for (const layer of layers) {
    if (names.get(layer) !== '') continue;
    const base = layer.className === 'InputLayer' ? 'input_layer' : snakeCase(layer.className);
    let name = base;
    for (let count = 1; taken.has(name); count++) name = `${base}_${count}`;
    taken.add(name);
    names.set(layer, name);
  }
  return names;
}

/** Keras' rule: `GlobalAveragePooling2D` to `global_average_pooling2d`. */
const snakeCase = (name: string): string =>
  name
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
