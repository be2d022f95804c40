import { type ActivationName, activation, elu, leakyReLU, prelu, reLU, rescaling, softmax } from '@giemsa/nn';
import { z } from 'zod';
import {
  type Built,
  type KerasLayerRecord,
  type LayerReader,
  type LayerSource,
  options,
  parse,
} from './reader.js';

/** What a layer's `activation` argument comes to: a name that the layer takes, or layers behind it. */
interface ActivationArgument {
  readonly name: ActivationName;
  readonly after: readonly Built[];
}

type ReadLayer = (record: KerasLayerRecord, source: LayerSource) => Built;

/** @param readLayer reads an activation that is a layer of its own, such as `Conv2D(activation=LeakyReLU())` */
export function activationArgument(
  value: unknown,
  source: LayerSource,
  readLayer: ReadLayer,
): ActivationArgument {
  const name = nameOf(value);
  if (name === 'hard_sigmoid' && source.keras === 2)
    return { name: 'linear', after: hardSigmoidOfKeras2(source) };
  if (name !== undefined) return { name: name as ActivationName, after: [] };
  const record = z.object({ class_name: z.string(), config: z.record(z.string(), z.unknown()) }).parse(value);
  const named = { ...source, name: `${source.name}_${String(record.config.name ?? record.class_name)}` };
  return { name: 'linear', after: [readLayer(record, named)] };
}

/** A name, or a function of Keras' by its name. */
function nameOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return 'linear';
  if (typeof value === 'string') return value;
  const { class_name, config } = value as { class_name?: unknown; config?: unknown };
  return class_name === 'function' && typeof config === 'string' ? config : undefined;
}

/** `clip(0.2 · x + 0.5, 0, 1)`. Source: tf_keras/src/backend.py, `hard_sigmoid`. */
const hardSigmoidOfKeras2 = ({ name }: LayerSource): Built[] => [
  rescaling({ scale: 0.2, offset: 0.5, name: `${name}_hard_sigmoid_slope` }),
  reLU({ maxValue: 1, name: `${name}_hard_sigmoid` }),
];

/** Several layers one after the other. */
export const chain =
  (first: Built, ...others: readonly Built[]): Built =>
  (inputs) =>
    others.reduce((x, layer) => layer(x), first(inputs));

const optional = z.number().nullish();

export const activationReaders = (readLayer: ReadLayer): Readonly<Record<string, LayerReader>> => ({
  Activation(source) {
    const { name, after } = activationArgument(source.config.activation, source, readLayer);
    const [first, ...others] = after;
    return first ? chain(first, ...others) : activation(name, options(source));
  },
  ELU: (source) => elu({ ...options(source), alpha: parse(source, { alpha: z.number() }).alpha }),
  LeakyReLU(source) {
    // Keras 2 calls it alpha.
    const { alpha, negative_slope } = parse(source, { alpha: optional, negative_slope: optional });
    return leakyReLU({ ...options(source), negativeSlope: negative_slope ?? alpha ?? 0.3 });
  },
  PReLU(source) {
    const { shared_axes } = parse(source, { shared_axes: z.array(z.number()).nullish() });
    return prelu({ ...options(source), sharedAxes: shared_axes ?? [] });
  },
  ReLU(source) {
    const arguments_ = { max_value: optional, negative_slope: optional, threshold: optional };
    const { max_value, negative_slope, threshold } = parse(source, arguments_);
    const plain = [max_value ?? 0, negative_slope ?? 0, threshold ?? 0].every((value) => value === 0);
    if (plain && max_value == null) return activation('relu', options(source));
    return reLU({
      ...options(source),
      maxValue: max_value ?? null,
      negativeSlope: negative_slope ?? 0,
      threshold: threshold ?? 0,
    });
  },
  Softmax(source) {
    parse(source, { axis: z.union([z.literal(-1), z.tuple([z.literal(-1)])]) });
    return softmax(options(source));
  },
});
