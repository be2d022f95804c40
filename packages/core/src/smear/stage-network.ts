import { dense, input, Model, readModel } from '@giemsa/nn';
import { z } from 'zod';
import { STAGES, type Stage } from '../answer/stage.js';
import { UnusableModel } from '../errors/kinds.js';
import { text } from '../errors/text.js';

/** The layer of the backbone whose output the head takes, `[N, 512]`: means over the cell. */
const FEATURES = 'avg_pool';
const HEAD = 'stage';

/** Key of what a head's file says about itself. */
export const HEAD_KEY = 'giemsa.stages';

/** What a head's file says about itself. */
export const headSchema = z.object({
  /** By output. */
  classNames: z.array(z.enum(STAGES)),
  /** SHA-256 of the model file whose features it takes: with those of another it says nothing. */
  backbone: z.string(),
});

/** A head as its file has it. */
export interface StageHead {
  readonly head: Model;
  /** By output. */
  readonly classNames: readonly Stage[];
  /** SHA-256 of the model file whose features it takes. */
  readonly backbone: string;
}

/** @throws UnusableModel that names the file where it holds no head, or does not say whose it is */
export function readHead(onnx: Uint8Array, file: string): StageHead {
  try {
    const { model: head, metadata } = readModel(onnx, file);
    const said = metadata[HEAD_KEY];
    if (said === undefined) throw new Error(`it has no metadata "${HEAD_KEY}"`);
    const { classNames, backbone } = headSchema.parse(JSON.parse(said));
    const [outputs] = head.outputShape;
    if (outputs !== classNames.length) {
      throw new Error(`it has ${outputs} outputs and names ${classNames.length} stages`);
    }
    return { head, classNames, backbone };
  } catch (error) {
    throw new UnusableModel(
      text`${file} cannot be used as the network of stages: ${error as Error}. Install giemsa again`,
    );
  }
}

/** A classifier of cells as far as its features: `[N, size, size, 3] uint8` to `[N, features]`. */
export const featureNetwork = (backbone: Model): Model => {
  const features = backbone.layer(FEATURES).tensor;
  return copied(new Model(backbone.layers[0]!.tensor, features), backbone);
};

/** Stages from features: a softmax regression. */
export const stageHead = (features: number, classes: number): Model => {
  const x = input({ shape: [features] });
  return new Model(x, dense({ units: classes, activation: 'softmax', name: HEAD })(x));
};

/** A classifier's features with a head in the place of its own. */
export function withHead(backbone: Model, head: Model): Model {
  const [classes] = head.outputShape;
  const features = backbone.layer(FEATURES).tensor;
  const stages = dense({ units: classes!, activation: 'softmax', name: HEAD })(features);
  return copied(new Model(backbone.layers[0]!.tensor, stages), backbone, head);
}

function copied(network: Model, ...sources: readonly Model[]): Model {
  const known = new Map(sources.flatMap(({ weights }) => weights.map(({ name, data }) => [name, data])));
  for (const weight of network.weights) weight.data = known.get(weight.name)!;
  return network;
}
