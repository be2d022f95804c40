import { input, type SymbolicTensor } from '@giemsa/nn';
import { UnusableModel } from '../../errors/kinds.js';
import type { UserError } from '../../errors/user-error.js';
import { type Argument, type Call, type CallTensor, isList, tensorsOf } from './calls.js';
import type { KerasLayer, KerasModel } from './config.js';
import { layerFromConfig } from './layer-from-config.js';
import type { LayerWeights } from './layer-weights.js';
import { PASSING_ON } from './layers/others.js';
import { operationOf } from './operations/operation-of.js';
import { asTensor, type Operand, type Value } from './operations/value.js';

/** A network: its entrance and its end. */
export interface Network {
  readonly input: SymbolicTensor;
  readonly output: SymbolicTensor;
}

/** A network built of a configuration. */
export interface BuiltNetwork extends Network {
  /** Layers that have weights, by where they stand in the configuration. */
  readonly weighted: ReadonlyMap<KerasLayer, SymbolicTensor>;
  /** Weights that stand in no file. */
  readonly fixed: readonly LayerWeights[];
  /** Layers that were left out because they do nothing when predicting. */
  readonly leftOut: readonly LeftOut[];
}

/** A layer that is not in the network, such as a `RandomFlip`. */
export interface LeftOut {
  readonly name: string;
  readonly className: string;
}

/** Makes the entrance of a network from the shape of one example, `[height, width, channels]` or `[features]`. */
export type Entrance = (shape: readonly number[], name: string) => SymbolicTensor;

/** An entrance for numbers, as Keras' own `InputLayer`. */
export const floatEntrance: Entrance = (shape, name) => input({ shape, name });

/**
 * The network of a Keras model; models inside it are taken apart into their layers.
 * @param keras generation that wrote it
 * @param entrance what the network is fed by
 * @throws UserError on a layer that is not supported, or a configuration that is damaged
 */
export function buildNetwork(model: KerasModel, keras: 2 | 3, entrance: Entrance): BuiltNetwork {
  const builder = new NetworkBuilder(keras);
  let first: SymbolicTensor | undefined;
  const output = builder.model(model, [], (shape, name) => {
    if (first) throw new UnusableModel('the model has more than one input; one is supported');
    first = entrance(shape, name);
    return first;
  });
  if (!first) throw new UnusableModel(`the model "${model.name}" has no input`);
  const { weighted, fixed, leftOut } = builder;
  return { input: inputOf(first), output: builder.tensor(output, 'output'), weighted, fixed, leftOut };
}

/** The entrance may have layers of its own. */
function inputOf(tensor: SymbolicTensor): SymbolicTensor {
  return tensor.inputs[0] ? inputOf(tensor.inputs[0]) : tensor;
}

class NetworkBuilder {
  readonly weighted = new Map<KerasLayer, SymbolicTensor>();
  readonly fixed: LayerWeights[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly #names = new Set<string>();

  constructor(readonly keras: 2 | 3) {}

  /** @param parents names of the models that it lies in */
  model(model: KerasModel, parents: readonly string[], entrance: Entrance): Value {
    return model.kind === 'sequential'
      ? this.#sequential(model, parents, entrance)
      : this.#functional(model, parents, entrance);
  }

  tensor(value: Value, name: string): SymbolicTensor {
    return asTensor(value, this.#unique(`${name}_channels`, []), this.fixed);
  }

  #sequential(model: KerasModel, parents: readonly string[], entrance: Entrance): Value {
    let value: Value | undefined;
    for (const layer of model.layers) {
      if (layer.className === 'InputLayer') {
        value ??= entrance(inputShape(layer.config), this.#unique(layer.name, parents));
        continue;
      }
      // Keras 2 may leave out the input layer, and gives its shape to the first layer; a model there has its own input.
      const hasOwnInput = layer.model && layer.config.batch_input_shape === undefined;
      if (value === undefined && layer.model && hasOwnInput) {
        value = this.model(layer.model, [...parents, layer.name], entrance);
        continue;
      }
      value ??= entrance(inputShape({ batch_shape: model.builtShape, ...layer.config }), 'input');
      value = this.#apply(layer, parents, { args: [value], kwargs: {} });
    }
    if (value === undefined) throw new UnusableModel(`the model "${model.name}" has no layers`);
    return value;
  }

  #functional(model: KerasModel, parents: readonly string[], entrance: Entrance): Value {
    const values = new Map<string, Value[]>();
    const often = new Set(model.layers.filter(({ calls }) => calls.length > 1).map(({ name }) => name));
    // Models that were used elsewhere before count those uses too: the node says something only among several of this model.
    const given = ({ layer, node }: CallTensor): Value | undefined =>
      values.get(layer)?.[often.has(layer) ? node : 0];
    let waiting = model.layers.flatMap((layer) => uses(layer));
    // Keras writes layers in the order they were made, which need not be the order of the data.
    while (waiting.length > 0) {
      const later: Use[] = [];
      for (const use of waiting) {
        const { layer, call } = use;
        if (!tensorsOf(call).every((source) => given(source) !== undefined)) {
          later.push(use);
          continue;
        }
        const resolved = resolve(call, (source) => given(source)!);
        const value =
          layer.className === 'InputLayer'
            ? entrance(inputShape(layer.config), this.#unique(layer.name, parents))
            : this.#apply(layer, parents, resolved);
        values.set(layer.name, [...(values.get(layer.name) ?? []), value]);
      }
      if (later.length === waiting.length) throw stuck(later, model);
      waiting = later;
    }
    const [output, ...others] = model.outputs;
    const value = output && given(output);
    if (!value || others.length > 0)
      throw new UnusableModel(`the model "${model.name}" must have one output`);
    return value;
  }

  #apply(layer: KerasLayer, parents: readonly string[], call: ResolvedCall): Value {
    if (layer.model) return this.#inside(layer, parents, call);
    if (PASSING_ON.has(layer.className)) {
      this.leftOut.push({ name: layer.name, className: layer.className });
      return this.#inputs(layer, call)[0]!;
    }
    const name = this.#unique(layer.name, parents);
    const operation = operationOf(layer);
    if (operation) return operation({ ...call, name, fixed: this.fixed });
    const inputs = this.#inputs(layer, call);
    const { className, config, trainable } = layer;
    const build = layerFromConfig({ className, config, name, trainable, keras: this.keras });
    const output = build(inputs.length === 1 ? inputs[0]! : inputs);
    this.#noteWeights(layer, output, name);
    return output;
  }

  #inside(layer: KerasLayer, parents: readonly string[], call: ResolvedCall): Value {
    const [x, ...others] = this.#inputs(layer, call);
    if (!x || others.length > 0)
      throw new UnusableModel(`the model "${layer.name}" inside the model does not have exactly one input`);
    return this.model(layer.model!, [...parents, layer.name], () => x);
  }

  #inputs(layer: KerasLayer, { args }: ResolvedCall): SymbolicTensor[] {
    const values = args.flat(2) as Value[];
    return values.map((value) => this.tensor(value, layer.name));
  }

  #noteWeights(layer: KerasLayer, output: SymbolicTensor, name: string): void {
    let tensor: SymbolicTensor | undefined = output;
    // Behind the layer itself may stand its activation; an activation alone may be several layers.
    while (tensor && tensor.layer.givenName !== name) tensor = tensor.inputs[0];
    if (!tensor || tensor.layer.weights(tensor.inputs.map(({ shape }) => shape)).length === 0) return;
    if (this.weighted.has(layer))
      throw new UnusableModel(
        `the layer "${layer.name}" is used more than once: weights that are shared are not supported`,
      );
    this.weighted.set(layer, tensor);
  }

  /** Names may come twice: in two models inside the model, or where a layer without weights is used twice. */
  #unique(name: string, parents: readonly string[]): string {
    const plain = name.replaceAll('/', '_');
    const candidates = [plain, ...(parents.length > 0 ? [`${parents.join('_')}_${plain}`] : [])];
    let found = candidates.find((candidate) => !this.#names.has(candidate));
    for (let count = 1; found === undefined; count++) {
      const numbered = `${candidates.at(-1)}_${count}`;
      if (!this.#names.has(numbered)) found = numbered;
    }
    this.#names.add(found);
    return found;
  }
}

interface Use {
  readonly layer: KerasLayer;
  readonly call: Call;
}

interface ResolvedCall {
  readonly args: readonly Operand[];
  readonly kwargs: Readonly<Record<string, Operand>>;
}

const NO_CALL: Call = { args: [], kwargs: {} };

function uses(layer: KerasLayer): Use[] {
  if (layer.className === 'InputLayer') return [{ layer, call: NO_CALL }];
  if (layer.calls.length > 0) return layer.calls.map((call) => ({ layer, call }));
  throw new UnusableModel(`the layer "${layer.name}" has no input`);
}

function stuck(later: readonly Use[], model: KerasModel): UserError {
  const names = new Set(model.layers.map(({ name }) => name));
  const [{ layer, call }] = later as [Use];
  const missing = tensorsOf(call).find((source) => !names.has(source.layer));
  return new UnusableModel(
    missing
      ? `the layer "${layer.name}" (${layer.className}) takes its input from a layer "${missing.layer}" that does not exist`
      : `the layer "${layer.name}" (${layer.className}) takes its own output as input`,
  );
}

function resolve(call: Call, toValue: (tensor: CallTensor) => Value): ResolvedCall {
  const resolved = (argument: Argument): Operand => {
    if (isList(argument)) return argument.map(resolved);
    return typeof argument === 'object' && argument !== null && 'tensor' in argument
      ? toValue(argument.tensor)
      : argument;
  };
  const kwargs = Object.entries(call.kwargs).map(([key, argument]) => [key, resolved(argument)] as const);
  return { args: call.args.map(resolved), kwargs: Object.fromEntries(kwargs) };
}

/** @returns the shape without the batch. @throws UserError when the network takes images of any size */
function inputShape(config: Readonly<Record<string, unknown>>): number[] {
  const shape = config.batch_shape ?? config.batch_input_shape;
  const sizes = Array.isArray(shape) ? shape.slice(1) : [];
  if (sizes.length > 0 && sizes.every((size) => Number.isInteger(size) && (size as number) > 0)) {
    return sizes as number[];
  }
  throw new UnusableModel(
    `the model takes inputs of shape ${JSON.stringify(shape ?? null)}; expected fixed sizes such as [null, 128, 128, 3]`,
  );
}
